import type { IpcMainInvokeEvent } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { CHANNELS } from './channels.ts';
import { createFakeElectron, type FakeElectron } from './test-support/fake-electron.ts';
import { type Frame, invoke, OWN_FRAME } from './test-support/page.ts';
import { registerTransport, type Transport } from './transport.ts';

let fake: FakeElectron;
let transport: Transport;
let dispatched: string[];
let dispatch: (callJson: string) => Promise<string>;

beforeEach(() => {
  fake = createFakeElectron();
  dispatched = [];
  dispatch = async (callJson) => {
    dispatched.push(callJson);
    return '{"ok":true}';
  };
  transport = registerTransport({
    ipcMain: fake.electron.ipcMain,
    dispatch: (callJson) => dispatch(callJson),
    adoptFiles: async (paths) => paths.map((path) => ({ file: `handle of ${path}` })),
  });
});

describe('who may send', () => {
  test('the top frame of the app', async () => {
    expect(await invoke(fake.record, CHANNELS.call, '{"a":1}')).toBe('{"ok":true}');
    expect(dispatched).toEqual(['{"a":1}']);
    expect(await invoke(fake.record, CHANNELS.adoptFiles, ['/a'])).toBe('[{"file":"handle of /a"}]');
  });

  const foreign: [string, Frame | null][] = [
    ['a frame that has gone', null],
    ['a frame inside the page', { url: OWN_FRAME.url, parent: OWN_FRAME }],
    ['another site', { url: 'https://example.org/', parent: null }],
    ['a site with our host', { url: 'https://bundle/index.html', parent: null }],
    ['a host that begins with ours', { url: 'app://bundle.example.org/', parent: null }],
    ['a host that ends with ours', { url: 'app://evil-bundle/', parent: null }],
    ['a user name that looks like our host', { url: 'app://bundle@example.org/', parent: null }],
    ['our host with a user name', { url: 'app://someone@bundle/', parent: null }],
    ['our host with a port', { url: 'app://bundle:8080/', parent: null }],
    ['a scheme that begins with ours', { url: 'app2://bundle/', parent: null }],
    ['a file', { url: 'file:///etc/passwd', parent: null }],
    ['a file named like the app', { url: 'file://app://bundle/index.html', parent: null }],
    ['about:blank', { url: 'about:blank', parent: null }],
    ['a data address', { url: 'data:text/html,app://bundle/', parent: null }],
    ['nothing', { url: '', parent: null }],
  ];
  test.each(foreign)('not %s', async (_name, frame) => {
    await expect(invoke(fake.record, CHANNELS.call, '{}', frame)).rejects.toThrow('may not talk');
    await expect(invoke(fake.record, CHANNELS.adoptFiles, [], frame)).rejects.toThrow('may not talk');
    expect(dispatched).toEqual([]);
  });

  test('not a frame that is disposed of while it is looked at', async () => {
    const handler = fake.record.ipcHandlers.get(CHANNELS.call);
    const event = {
      get senderFrame(): never {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed');
      },
    };
    await expect(handler?.(event as unknown as IpcMainInvokeEvent, '{}')).rejects.toThrow('may not talk');
  });
});

test('only strings are calls, only lists of strings are files', async () => {
  for (const message of [undefined, null, 1, { procedure: 'x' }, ['{}']]) {
    await expect(invoke(fake.record, CHANNELS.call, message)).rejects.toThrow('JSON string');
  }
  for (const message of [undefined, '/a', { 0: '/a' }, ['/a', 1], new Array(10_001).fill('/a')]) {
    await expect(invoke(fake.record, CHANNELS.adoptFiles, message)).rejects.toThrow('list of paths');
  }
  expect(dispatched).toEqual([]);
});

test('is idle when every call, and those made meanwhile, have been answered', async () => {
  const gates = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  let next = 0;
  dispatch = () => gates[next++]?.promise ?? Promise.resolve('');
  let idle = false;
  const first = invoke(fake.record, CHANNELS.call, '1');
  const waiting = transport.idle().then(() => {
    idle = true;
  });
  const second = invoke(fake.record, CHANNELS.call, '2');
  gates[0]?.resolve('one');
  expect(await first).toBe('one');
  await new Promise(setImmediate);
  expect(idle).toBe(false);
  gates[1]?.reject(new Error('two'));
  await expect(second).rejects.toThrow('two');
  await waiting;
  expect(idle).toBe(true);
});
