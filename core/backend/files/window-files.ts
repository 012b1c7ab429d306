import { readFile, realpath } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { SECURITY_HEADERS } from './window-security.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

export interface ServedFile {
  readonly status: 200 | 403 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Answers a request of the window for one of its own files. `path` is a URL's path, still percent-encoded.
 * Nothing outside `folder` is ever read, whether by `..`, by encoding or by a link.
 */
export async function serveWindowFile(folder: string, method: string, path: string): Promise<ServedFile> {
  if (method !== 'GET' && method !== 'HEAD') return refusal(405);
  const wanted = pathInside(folder, path);
  if (wanted === null) return refusal(403);
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(wanted)]);
    if (!file.startsWith(root + sep)) return refusal(403);
    const type = MEDIA_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
    const body = await readFile(file);
    return {
      status: 200,
      headers: { ...SECURITY_HEADERS, 'content-type': type },
      body: method === 'HEAD' ? Buffer.alloc(0) : body,
    };
  } catch {
    return refusal(404);
  }
}

function pathInside(folder: string, path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  // A backslash is a separator on Windows only; refused everywhere, as is NUL.
  if (!decoded.startsWith('/') || decoded.includes('\0') || decoded.includes('\\')) return null;
  if (decoded.split('/').includes('..')) return null;
  const root = normalize(folder);
  const file = join(root, decoded === '/' ? '/index.html' : decoded);
  return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : null;
}

function refusal(status: 403 | 404 | 405): ServedFile {
  return {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
    body: Buffer.alloc(0),
  };
}
