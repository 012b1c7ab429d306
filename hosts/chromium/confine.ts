import type { CdpPipe, CdpSession } from './cdp-pipe.ts';
import { HOME_URL, ORIGIN } from './switches.ts';

/** One page, at the app's address, without permissions or downloads: whatever else opens is closed. */
export async function confinePage(pipe: CdpPipe, session: CdpSession, ownTarget: string): Promise<void> {
  pipe.on('Target.targetCreated', ({ targetInfo }) => {
    if (targetInfo.type !== 'page' || targetInfo.targetId === ownTarget) return;
    pipe.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => {});
  });
  // Everything acknowledged is on disk: leaving needs no question. An unanswered one would hang the window.
  session.on('Page.javascriptDialogOpening', ({ type }) => {
    session.send('Page.handleJavaScriptDialog', { accept: type === 'beforeunload' }).catch(() => {});
  });
  await Promise.all([
    // Grants the one named, and so denies every other.
    pipe.send('Browser.grantPermissions', { origin: ORIGIN, permissions: ['clipboardSanitizedWrite'] }),
    pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
  ]);
}

/**
 * Brings the app back should another page ever stand in its place: a file dropped where the app does not take
 * it. Only once the app is there, or it would bring it back from the start page and so interrupt its loading.
 */
export function keepHome(session: CdpSession): void {
  session.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined || frame.url.startsWith(`${ORIGIN}/`)) return;
    session.send('Page.navigate', { url: HOME_URL }).catch(() => {});
  });
}
