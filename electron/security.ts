import type { App, Session, WebContents } from 'electron';
import { isAllowedRequest, isAppAddress } from './origin.ts';

/**
 * Switches that must be set before the app is ready. No host name resolves, so that whatever slips past the
 * other rules still reaches nothing; the rest stops Chromium's own calls home.
 */
export function forbidNetwork(app: App): void {
  app.enableSandbox();
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('no-proxy-server');
  app.commandLine.appendSwitch('no-pings');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
}

/** What no page of this session may do: reach the network, get a permission or a device, download. */
export async function secureSession(session: Session, developing: boolean): Promise<void> {
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isAllowedRequest(details.url, developing) });
  });
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // The spelling dictionary would be downloaded.
  session.setSpellCheckerEnabled(false);
  await session.setProxy({ mode: 'direct' });
}

/** Every page that ever comes to be stays on the app's own address and opens no other. */
export function secureContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  // WebRTC passes by the content security policy and the request filter: without this its STUN packets leave.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

function refuseForeign(event: { readonly url: string; preventDefault(): void }): void {
  if (!isAppAddress(event.url)) event.preventDefault();
}
