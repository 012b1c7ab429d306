import type { CustomScheme, Protocol } from 'electron';
import { serveWindowFile } from '#backend/files/window-files.ts';
import { SECURITY_HEADERS } from '#backend/files/window-security.ts';
import { isAppAddress, SCHEME } from './origin.ts';

/** Must be registered before the app is ready. */
export const APP_SCHEME: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Serves the window's files from `folder` at `app://bundle/`. */
export function serveApp(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    if (!isAppAddress(request.url)) return new Response(null, { status: 404, headers: SECURITY_HEADERS });
    const file = await serveWindowFile(folder, request.method, new URL(request.url).pathname);
    return new Response(new Uint8Array(file.body), { status: file.status, headers: file.headers });
  });
}
