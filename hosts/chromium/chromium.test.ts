import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePageMessage } from './bridge.ts';
import { splitMessages } from './cdp-pipe.ts';
import { startProblemOf } from './start-problem.ts';
import { browserSwitches } from './switches.ts';

const window = {
  profileFolder: '/p',
  size: { width: 800, height: 600 },
  headless: false,
  asRoot: false,
  scripted: false,
};

test('a normal start has the sandbox, no port and no automation', () => {
  const switches = browserSwitches(window);
  for (const wrong of [
    'no-sandbox',
    'test-type',
    'debugging-port',
    'enable-automation',
    'disable-gpu',
    'web-security',
  ]) {
    expect(switches.filter((name) => name.includes(wrong))).toEqual([]);
  }
  expect(browserSwitches({ ...window, asRoot: true })).toContain('--no-sandbox');
  expect(browserSwitches({ ...window, scripted: true })).toContain('--remote-debugging-port=0');
});

test('messages come out of the pipe whole, wherever it is cut', () => {
  const message = fc.record({ id: fc.nat(), result: fc.string({ unit: 'grapheme' }) });
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 8 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
      (sent, sizes) => {
        const bytes = Buffer.from(sent.map((one) => `${JSON.stringify(one)}\0`).join(''));
        const received: unknown[] = [];
        const feed = splitMessages((one) => received.push(one));
        for (let at = 0; at < bytes.length; ) {
          const size = sizes.next().value;
          feed(bytes.subarray(at, at + size));
          at += size;
        }
        expect(received).toEqual(sent);
      },
    ),
  );
});

test('only well-formed page messages are taken', () => {
  expect(parsePageMessage('call 7 {"a": 1}')).toEqual({ is: 'call', call: 7, json: '{"a": 1}' });
  expect(parsePageMessage('adopt 8 2')).toEqual({ is: 'adopt', call: 8, count: 2 });
  for (const wrong of ['', 'call', 'call x {}', 'adopt 8 -1', 'adopt 8 99999999', 'eval 1 2', ' call 1 {}']) {
    expect(parsePageMessage(wrong)).toBeNull();
  }
});

test('why the browser did not start is told from what it left', () => {
  const code = (exit: number | null, stderr: string, variables = {}, signal: string | null = null) =>
    startProblemOf({ code: exit, signal }, stderr, variables).code;
  expect(code(-1, 'spawn /nowhere ENOENT')).toBe('E_BROWSER_MISSING');
  expect(code(1, '[1:ERROR:ozone_platform_x11.cc] Missing X server or $DISPLAY')).toBe('E_NO_DISPLAY');
  expect(code(1, 'FATAL:zygote_host_impl_linux.cc No usable sandbox!')).toBe('E_SANDBOX');
  expect(code(0, '')).toBe('E_PROFILE_BUSY');
  expect(code(null, '', {}, 'SIGSEGV')).toBe('E_BROWSER_START');
  const unset = startProblemOf({ code: 1, signal: null }, 'Missing X server or $DISPLAY', {});
  const wrong = startProblemOf({ code: 1, signal: null }, 'Missing X server or $DISPLAY', { DISPLAY: ':77' });
  expect(unset.message).toContain('neither DISPLAY nor WAYLAND_DISPLAY');
  expect(wrong.message).toContain('The display :77 cannot be opened');
  const said = startProblemOf(
    { code: 9, signal: null },
    '/usr/bin/chromium: 9: [: 252: unexpected operator\nreal',
    {},
  );
  expect(said.message).toMatch(/The browser said: real$/);
});
