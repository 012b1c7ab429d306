import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_SCHEME, serveApp } from './app-protocol.ts';
import { createFakeElectron } from './test-support/fake-electron.ts';

const folder = mkdtempSync(join(tmpdir(), 'standoff-protocol-'));
const fake = createFakeElectron();

beforeAll(() => {
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'renderer-secret'));
  writeFileSync(join(root, 'index.html'), '<!doctype html>page');
  writeFileSync(join(root, 'assets', 'a.js'), '1');
  writeFileSync(join(root, 'assets', 'f.woff2'), new Uint8Array([0, 255, 128]));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'renderer-secret', 'x.js'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  serveApp(fake.electron.session.defaultSession.protocol, root);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The address as Chromium would hand it over: not normalised any further by `Request`. */
async function get(url: string, method = 'GET'): Promise<Response> {
  const handler = fake.record.protocolHandlers.get('app');
  if (!handler) throw new Error('The scheme is not handled.');
  return handler({ url, method } as Request);
}

test('serves the window with type, policy and no sniffing', async () => {
  for (const [url, type, text] of [
    ['app://bundle/index.html', 'text/html', '<!doctype html>page'],
    ['app://bundle/', 'text/html', '<!doctype html>page'],
    ['app://bundle/assets/a.js?v=1#x', 'text/javascript', '1'],
  ] as const) {
    const response = await get(url);
    expect([url, response.status]).toEqual([url, 200]);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self';/,
    );
    expect(await response.text()).toBe(text);
  }
  const font = await get('app://bundle/assets/f.woff2');
  expect([...new Uint8Array(await font.arrayBuffer())]).toEqual([0, 255, 128]);
});

test.each([
  'app://bundle/../secret.txt',
  'app://bundle/..%2fsecret.txt',
  'app://bundle/..%2f..%2fetc%2fpasswd',
  'app://bundle/%2e%2e/secret.txt',
  'app://bundle/%2e%2e%2fsecret.txt',
  'app://bundle/assets/%2e%2e/%2e%2e/secret.txt',
  'app://bundle/..%5csecret.txt',
  'app://bundle/%2e%2e/renderer-secret/x.js',
  'app://bundle/..%2frenderer-secret%2fx.js',
  'app://bundle//etc/passwd',
  'app://bundle/%2fetc%2fpasswd',
  'app://bundle/link.txt',
  'app://bundle/index.html%00.js',
  'app://bundle/%00',
  'app://bundle/%zz',
  'app://other/index.html',
  'app://bundle.example.org/index.html',
  'app://someone@bundle/index.html',
  'app://bundle/assets',
  'app://bundle/missing.js',
])('serves nothing at %s', async (url) => {
  const response = await get(url);
  expect([403, 404]).toContain(response.status);
  expect(await response.text()).toBe('');
});

test('only reads', async () => {
  expect((await get('app://bundle/index.html', 'POST')).status).toBe(405);
  const head = await get('app://bundle/index.html', 'HEAD');
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('the scheme is a secure origin of its own that passes by no policy', () => {
  expect(APP_SCHEME.privileges).toMatchObject({ standard: true, secure: true });
  expect(APP_SCHEME.privileges).not.toHaveProperty('bypassCSP');
  expect(APP_SCHEME.privileges).not.toHaveProperty('corsEnabled');
});
