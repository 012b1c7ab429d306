import { beforeEach, describe, expect, test } from 'vitest';
import { isAllowedRequest } from './origin.ts';
import { forbidNetwork, secureContents, secureSession } from './security.ts';
import { createFakeElectron, type FakeElectron } from './test-support/fake-electron.ts';
import {
  cancellable,
  contentsRecord,
  createContents,
  type FakeContents,
} from './test-support/fake-window.ts';

let fake: FakeElectron;
beforeEach(() => {
  fake = createFakeElectron();
});

test('no host resolves and no process is without a sandbox', () => {
  forbidNetwork(fake.electron.app);
  expect(fake.record.steps).toEqual(['sandbox']);
  expect(fake.record.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
  expect([...fake.record.switches.keys()]).toEqual(
    expect.arrayContaining(['no-proxy-server', 'disable-background-networking', 'disable-component-update']),
  );
  expect([...fake.record.switches.keys()].join()).not.toMatch(
    /no-sandbox|disable-web-security|remote-debugging/,
  );
});

describe('requests', () => {
  const own = [
    'app://bundle/index.html',
    'app://bundle/assets/a.js?x#y',
    'data:image/png;base64,AA',
    'blob:app://bundle/1-2',
  ];
  const foreign = [
    'https://example.org/',
    'http://127.0.0.1:9/',
    'http://localhost/',
    'ws://example.org/',
    'wss://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'app://other/',
    'app://bundle.example.org/',
    'blob:https://example.org/1',
    'blob:null/1',
    'chrome://gpu',
    'chrome-extension://abc/x.js',
    'about:srcdoc',
    'filesystem:app://bundle/temporary/x',
    'not an address',
    '',
  ];
  test.each([true, false])('only the app’s own pass (developing: %s)', async (developing) => {
    await secureSession(fake.electron.session.defaultSession, developing);
    const cancelled = (url: string) => {
      const answers: unknown[] = [];
      fake.record.beforeRequest?.(
        { url } as Parameters<NonNullable<typeof fake.record.beforeRequest>>[0],
        (answer) => answers.push(answer),
      );
      return answers;
    };
    for (const url of own) expect([url, cancelled(url)]).toEqual([url, [{ cancel: false }]]);
    for (const url of foreign) expect([url, cancelled(url)]).toEqual([url, [{ cancel: true }]]);
  });
  test('developer tools load while developing only', () => {
    expect(isAllowedRequest('devtools://devtools/bundled/x.html', true)).toBe(true);
    expect(isAllowedRequest('devtools://devtools/bundled/x.html', false)).toBe(false);
  });
  test('go past no proxy, and no dictionary is fetched', async () => {
    await secureSession(fake.electron.session.defaultSession, false);
    expect(fake.record.proxy).toEqual({ mode: 'direct' });
    expect(fake.record.spellChecker).toBe(false);
  });
});

test('every permission, device and download is refused', async () => {
  await secureSession(fake.electron.session.defaultSession, true);
  const { permissionRequest, permissionCheck, devicePermission } = fake.record;
  const contents = null as unknown as Electron.WebContents;
  for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'fileSystem'] as const) {
    const answers: boolean[] = [];
    permissionRequest?.(contents, permission, (granted) => answers.push(granted), {} as never);
    expect(answers).toEqual([false]);
    expect(permissionCheck?.(null, permission, 'app://bundle', {} as never)).toBe(false);
  }
  expect(devicePermission?.({ deviceType: 'usb' } as never)).toBe(false);
  const download = cancellable({});
  fake.defaultSession.emit('will-download', download);
  expect(download.defaultPrevented).toBe(true);
});

describe('every page', () => {
  let contents: FakeContents;
  beforeEach(() => {
    secureContents(fake.electron.app);
    contents = createContents(fake.record);
    fake.app.emit('web-contents-created', cancellable({}), contents);
  });
  const refused = (event: string, details: object) => {
    const happening = cancellable(details);
    contents.emit(event, happening);
    return happening.defaultPrevented;
  };

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('stays on the app: %s', (event) => {
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'app://other/',
      'app://bundle.example.org/',
      'data:text/html,x',
    ]) {
      expect([url, refused(event, { url })]).toEqual([url, true]);
    }
    expect(refused(event, { url: 'app://bundle/index.html#x' })).toBe(false);
  });
  test('opens no window and no webview, and leaks no address by WebRTC', () => {
    const { openHandler, webRtcPolicy } = contentsRecord(contents);
    for (const url of ['https://example.org/', 'app://bundle/index.html', 'about:blank']) {
      expect(openHandler?.({ url } as Electron.HandlerDetails)).toEqual({ action: 'deny' });
    }
    expect(refused('will-attach-webview', {})).toBe(true);
    expect(webRtcPolicy).toBe('disable_non_proxied_udp');
  });
});
