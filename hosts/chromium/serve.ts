import { serveWindowFile } from '#backend/files/window-files.ts';
import { SECURITY_HEADERS } from '#backend/files/window-security.ts';
import { LARGE_MESSAGE_PATH } from './bridge.ts';
import type { CdpSession } from './cdp-pipe.ts';
import type { PausedRequest } from './protocol.ts';
import { ORIGIN } from './switches.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Answers every request of the page from here: the window's files and large messages at the app's origin,
 * nothing anywhere else. A link or a script that would leave the page gets 204, at which it stays as it is.
 */
export async function serveRequests(options: {
  readonly session: CdpSession;
  readonly mainFrame: string;
  readonly rendererFolder: string;
  readonly takeLarge: (key: string) => string | null;
}): Promise<void> {
  const { session, mainFrame } = options;

  async function answerOwn(paused: PausedRequest, url: URL): Promise<Answer> {
    if (!url.pathname.startsWith(LARGE_MESSAGE_PATH)) {
      return serveWindowFile(options.rendererFolder, paused.request.method, url.pathname);
    }
    const text =
      paused.frameId === mainFrame ? options.takeLarge(url.pathname.slice(LARGE_MESSAGE_PATH.length)) : null;
    return {
      status: text === null ? 404 : 200,
      headers: { ...SECURITY_HEADERS, 'content-type': 'application/json; charset=utf-8' },
      body: Buffer.from(text ?? '', 'utf8'),
    };
  }

  async function answer(paused: PausedRequest): Promise<void> {
    const { requestId } = paused;
    const url = URL.canParse(paused.request.url) ? new URL(paused.request.url) : null;
    if (url !== null && url.origin === ORIGIN) {
      const { status, headers, body } = await answerOwn(paused, url);
      await session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: status,
        responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
        body: body.toString('base64'),
      });
    } else if (paused.resourceType === 'Document' && paused.frameId === mainFrame) {
      await session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 });
    } else {
      await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    }
  }

  session.on('Fetch.requestPaused', (paused) => {
    // A request whose page has gone meanwhile needs no answer.
    answer(paused).catch(() => {});
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
}
