import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, globSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';

/** A call through the window's own bridge. */
function call(page: Page, procedure: string, request: unknown): Promise<unknown> {
  return page.evaluate(async (json) => {
    const { standoffBridge } = window as unknown as {
      standoffBridge: { invoke(json: string): Promise<string> };
    };
    return JSON.parse(await standoffBridge.invoke(json)) as unknown;
  }, JSON.stringify({ procedure, request }));
}

test('the window opens, and its bridge reaches shell and backend', async ({ app, shell }) => {
  expect(await call(app.page, 'shell.read', {})).toMatchObject({
    ok: true,
    value: { shell, scripted: true },
  });
  expect(await call(app.page, 'project.read', {})).toEqual({ ok: true, value: null });
});

test('closing the window ends the app with 0 and leaves nothing of the browser', async ({ app }) => {
  await app.closeWindow();
  expect(await app.core.exited).toBe(0);
  expect(globSync(join(app.dataDir, 'windows/*'))).toEqual([]);
});

test('SIGTERM closes in order', async ({ app }) => {
  app.core.kill('SIGTERM');
  expect(await app.core.exited).toBe(0);
  expect(globSync(join(app.dataDir, 'windows/*'))).toEqual([]);
});

test('the page violates no rule of its policy while it loads', async ({ app }) => {
  const violations: string[] = [];
  app.page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  await app.page.reload();
  await app.page.waitForLoadState('networkidle');
  expect(violations).toEqual([]);
  expect(await call(app.page, 'shell.read', {})).toMatchObject({ ok: true });
});

test('no request leaves the app', async ({ app }) => {
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
  const ports = { tcp: (tcp.address() as AddressInfo).port, udp: udp.address().port };
  const outcome = await app.page.evaluate(async ({ tcp, udp }) => {
    const at = `127.0.0.1:${tcp}`;
    const outcome = await fetch(`http://${at}/fetch`).then(
      () => 'answered',
      () => 'refused',
    );
    new Image().src = `http://${at}/image.png`;
    navigator.sendBeacon(`http://${at}/beacon`, 'x');
    for (const rel of ['prefetch', 'preconnect', 'dns-prefetch', 'stylesheet', 'icon']) {
      document.head.append(
        Object.assign(document.createElement('link'), { rel, href: `http://${at}/${rel}` }),
      );
    }
    document.head.append(Object.assign(document.createElement('script'), { src: `http://${at}/a.js` }));
    document.body.append(Object.assign(document.createElement('iframe'), { src: `http://${at}/frame` }));
    try {
      new WebSocket(`ws://${at}/socket`);
    } catch {
      // Refused at once: as good.
    }
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udp}` }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    return outcome;
  }, ports);
  expect(outcome).toBe('refused');
  await app.page.waitForTimeout(1500);
  expect(reached).toBe(0);
  tcp.close();
  udp.close();
});

test('the window stays on its own page and opens no other', async ({ app }) => {
  const address = app.page.url();
  await app.page.evaluate(() => {
    Object.assign(window, { mark: 'same page' });
    location.href = 'https://example.org/';
  });
  await app.page.evaluate(() => {
    window.open('https://example.org/');
  });
  await app.page.waitForTimeout(500);
  expect(await app.page.evaluate(() => Reflect.get(window, 'mark'))).toBe('same page');
  expect(app.page.url()).toBe(address);
  await expect.poll(() => app.page.context().pages().length).toBe(1);
});

test('a page that crashes is loaded again and works', async ({ app, shell }) => {
  test.skip(shell === 'electron', 'Electron asks the user first; its own tests cover it');
  const crashed = app.page.waitForEvent('crash');
  const session = await app.page.context().newCDPSession(app.page);
  session.send('Page.crash').catch(() => {});
  await crashed;
  await expect.poll(() => app.said()).toContain('loaded again');
  expect(await call(await app.reattached(), 'shell.read', {})).toMatchObject({ ok: true });
});

test('a browser that is killed ends the app with 3 and a sentence', async ({ app }) => {
  test.skip(app.browserPid === null, 'Electron is its own browser');
  process.kill(app.browserPid ?? -1, 'SIGKILL');
  expect(await app.core.exited).toBe(3);
  expect(app.said()).toContain('Everything that was saved is there');
});

test('a core that is killed takes its browser along, and the next start works and tidies up', async ({
  app,
  open,
}) => {
  const { browserPid } = app;
  test.skip(browserPid === null, 'Electron is its own browser');
  app.core.kill('SIGKILL');
  expect(await app.core.exited).toBeNull();
  await expect.poll(() => isRunning(browserPid ?? -1), { timeout: 20_000 }).toBe(false);
  const left = globSync(join(app.dataDir, 'windows/*'));
  expect(left.length).toBe(1);
  const next = await open({ dataDir: app.dataDir });
  expect(await call(next.page, 'project.read', {})).toMatchObject({ ok: true });
  expect(globSync(join(app.dataDir, 'windows/*'))).not.toContain(left[0]);
});

test('two windows share a data folder', async ({ app, open, shell }) => {
  test.skip(shell === 'electron', 'Electron shows the window that is open already');
  const second = await open({ dataDir: app.dataDir });
  expect(await call(second.page, 'shell.read', {})).toMatchObject({ ok: true });
  expect(await call(app.page, 'shell.read', {})).toMatchObject({ ok: true });
  await second.closeWindow();
  expect(await call(app.page, 'project.read', {})).toMatchObject({ ok: true });
});

test('a normal start opens no port', async ({ folder, shell }) => {
  test.skip(shell === 'electron', 'the port is the Chromium shell’s way of being tested');
  const dataDir = join(folder, 'normal');
  const child = startNormally(dataDir);
  const exited = new Promise((resolve) => child.once('exit', resolve));
  try {
    // The browser writes its preferences once it is up.
    await expect.poll(() => globSync(join(dataDir, 'windows/*/Default')).length, { timeout: 20_000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const [profile = ''] = globSync(join(dataDir, 'windows/*'));
    expect(existsSync(join(profile, 'DevToolsActivePort'))).toBe(false);
  } finally {
    child.kill('SIGINT');
  }
  expect(await exited).toBe(0);
});

/** A process that has ended but that nobody waited for counts as ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}

function startNormally(dataDir: string): ChildProcess {
  const headless = process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? [] : ['--headless'];
  return spawn(
    process.execPath,
    [join(import.meta.dirname, '../../hosts/chromium/main.ts'), '--data', dataDir, ...headless],
    { stdio: 'ignore', env: { ...process.env, STANDOFF_E2E: '0' } },
  );
}
