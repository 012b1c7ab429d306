import { createSocket } from 'node:dgram';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { openTestWindow, type TestWindow } from './test-support/open-test-window.ts';

let opened: TestWindow | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

async function open(): Promise<TestWindow> {
  opened = await openTestWindow();
  return opened;
}

const SHELL_READ = JSON.stringify(JSON.stringify({ procedure: 'shell.read', request: {} }));

test('the binding is gone before the first script, and a frame inside gets no bridge', async () => {
  const { page, calls } = await open();
  expect(await page.evaluate('foundAtStart')).toEqual({ binding: 'undefined', bridge: 'object' });
  const found = await page.evaluate(`(async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const inner = frame.contentWindow;
    // Were the binding still there, this call would come from the frame and must be refused.
    inner.standoffSend?.('call 1 ' + ${SHELL_READ});
    return [typeof inner.standoffSend, typeof inner.standoffBridge, typeof inner.standoffHost];
  })()`);
  expect(found).toEqual(['undefined', 'undefined', 'undefined']);
  expect(calls).toEqual([]);
});

test('a caller that is not the page itself is refused even where it reaches the binding', async () => {
  const { page, calls } = await open();
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'other',
  });
  const { result } = await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    expression: `typeof standoffSend === 'function' ? (standoffSend('call 1 ' + ${SHELL_READ}), 'sent') : 'none'`,
  });
  await page.evaluate(`standoffBridge.invoke(${SHELL_READ})`);
  // The other world found the binding and sent; only the page's own call arrived.
  expect([result.value, calls.length]).toEqual(['sent', 1]);
});

test('the page stays where it is, and opens no other', async () => {
  const { page } = await open();
  await page.evaluate(`(globalThis.mark = 'same page', null)`);
  await page.evaluate(`(location.href = 'https://example.org/', null)`);
  await page.evaluate(`(location.href = 'file:///etc/passwd', null)`);
  await page.evaluate(`(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.org/', target: '_blank' });
    document.body.append(link);
    link.click();
    window.open('about:blank');
    window.open('http://app.localhost/index.html');
    return null;
  })()`);
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(await page.evaluate('mark')).toBe('same page');
  expect(page.url()).toBe('http://app.localhost/index.html');
});

test('dialogs, permissions and downloads are answered without anyone', async () => {
  const { page, window } = await open();
  const answers = await page.evaluate(`(async () => {
    const states = await Promise.all(
      ['geolocation', 'camera', 'microphone', 'notifications', 'clipboard-read'].map(async (name) =>
        (await navigator.permissions.query({ name })).state),
    );
    return { confirmed: confirm('?'), states: [...new Set(states)] };
  })()`);
  expect(answers).toEqual({ confirmed: false, states: ['denied'] });
  await page.evaluate(`(addEventListener('beforeunload', (event) => event.preventDefault()), null)`);
  await page.mouse.click(5, 5);
  const session = await page.context().newCDPSession(page);
  session.send('Page.close').catch(() => {});
  expect(await window.ended).toBe('closed');
});

test('a dropped file is known by its path, and one dropped beside the app changes nothing', async () => {
  const { page, table } = await open();
  await page.evaluate(`(() => {
    globalThis.mark = 'same page';
    const heading = document.querySelector('h1');
    heading.addEventListener('dragover', (event) => event.preventDefault());
    globalThis.dropped = new Promise((resolve) => heading.addEventListener('drop', (event) => {
      event.preventDefault();
      resolve(standoffBridge.adoptFiles([...event.dataTransfer.files]));
    }));
    return null;
  })()`);
  const session = await page.context().newCDPSession(page);
  const file = join(import.meta.dirname, 'window.ts');
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  const drop = async (x: number, y: number) => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x, y, data });
    }
  };
  const box = await page.locator('h1').boundingBox();
  await drop((box?.x ?? 0) + 10, (box?.y ?? 0) + 10);
  const files = JSON.parse(String(await page.evaluate('dropped'))) as { file: string; name: string }[];
  expect(files.map((one) => [table.pathOf(one.file), one.name])).toEqual([[file, 'window.ts']]);
  await drop(500, 500);
  await delay(500);
  await expect.poll(() => page.url()).toBe('http://app.localhost/index.html');
  expect(page.context().pages().length).toBe(1);
});

test('files outside the window are not served, and what is served carries the policy', async () => {
  const { page } = await open();
  const answers = await page.evaluate(`(async () => {
    const status = async (path, init) => (await fetch(path, init)).status;
    const index = await fetch('/index.html');
    return {
      policy: index.headers.get('content-security-policy'),
      nosniff: index.headers.get('x-content-type-options'),
      outside: [await status('/%2e%2e%2fopen-test-window.ts'), await status('/..%5copen-test-window.ts')],
      missing: [await status('/missing.js'), await status('/standoff-message/guess')],
      post: await status('/index.html', { method: 'POST' }),
      evaluated: (() => { try { return new Function('return 1')(); } catch { return 'refused'; } })(),
    };
  })()`);
  expect(answers).toMatchObject({
    policy: expect.stringContaining("default-src 'none'"),
    nosniff: 'nosniff',
    outside: [403, 403],
    missing: [404, 404],
    post: 405,
  });
});

test('nothing reaches a listener on this machine, by any way a page has', async () => {
  let reached = 0;
  const tcp = createServer((socket) => {
    reached += 1;
    socket.destroy();
  });
  const udp = createSocket('udp4', () => {
    reached += 1;
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const address = tcp.address();
  const port = typeof address === 'object' ? address?.port : 0;
  try {
    const { page } = await open();
    const session = await page.context().newCDPSession(page);
    // Without the policy too: the switches and the interception must hold by themselves.
    await session.send('Page.setBypassCSP', { enabled: true });
    await page.reload();
    const outcome = await page.evaluate(`(async () => {
      const at = '127.0.0.1:${port}';
      const outcome = await fetch('http://' + at + '/fetch').then(() => 'answered', () => 'refused');
      new Image().src = 'http://' + at + '/image.png';
      new WebSocket('ws://' + at + '/socket');
      navigator.sendBeacon('http://' + at + '/beacon', 'x');
      for (const rel of ['prefetch', 'preconnect', 'dns-prefetch', 'stylesheet', 'icon']) {
        document.head.append(Object.assign(document.createElement('link'), { rel, href: 'http://' + at + '/' + rel }));
      }
      document.head.append(Object.assign(document.createElement('script'), { src: 'http://' + at + '/a.js' }));
      document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://' + at + '/frame' }));
      const code = 'fetch("http://' + at + '/worker").catch(() => {}); new WebSocket("ws://' + at + '/worker")';
      new Worker(URL.createObjectURL(new Blob([code])));
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp.address().port}' }] });
      peer.createDataChannel('x');
      await peer.setLocalDescription(await peer.createOffer());
      return outcome;
    })()`);
    expect(outcome).toBe('refused');
    await delay(1500);
    expect(reached).toBe(0);
  } finally {
    tcp.close();
    udp.close();
  }
});

test('a page that crashes is loaded again; one that keeps crashing ends the window', async () => {
  const { page, window, said } = await open();
  const session = await page.context().browser()?.newBrowserCDPSession();
  const crash = async () => {
    const { targetInfos } = (await session?.send('Target.getTargets')) ?? { targetInfos: [] };
    const own = targetInfos.find(({ url }) => url.startsWith('http://app.localhost/'));
    if (own === undefined) return;
    const { sessionId } = (await session?.send('Target.attachToTarget', { targetId: own.targetId })) ?? {
      sessionId: '',
    };
    const message = JSON.stringify({ id: 1, method: 'Page.crash' });
    await session?.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => {});
  };
  await crash();
  await expect.poll(() => said.length, { timeout: 10_000 }).toBe(1);
  expect(said[0]).toContain('loaded again');
  let ended = false;
  void window.ended.then(() => {
    ended = true;
  });
  for (let attempt = 0; attempt < 40 && !ended; attempt += 1) {
    await crash();
    await delay(250);
  }
  expect(await window.ended).toBe('page-crashing');
});

test('a browser that is killed is noticed', async () => {
  const { window } = await open();
  process.kill(window.browserPid, 'SIGKILL');
  expect(await window.ended).toBe('browser-lost');
});

test('the browser listens on the port of the test only, and knows no address', async () => {
  const { profileFolder, window } = await open();
  expect(existsSync(join(profileFolder, 'DevToolsActivePort'))).toBe(true);
  if (process.platform !== 'linux') return;
  const commandLine = readFileSync(`/proc/${window.browserPid}/cmdline`, 'utf8').split('\0');
  expect(commandLine).toContain('--host-resolver-rules=MAP * ~NOTFOUND');
  expect(commandLine).toContain('--webrtc-ip-handling-policy=disable_non_proxied_udp');
});
