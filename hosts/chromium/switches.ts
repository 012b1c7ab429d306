/** Where the window lives. A name under `.localhost` is a secure context and is never looked up in DNS. */
export const ORIGIN = 'http://app.localhost';
export const HOME_URL = `${ORIGIN}/index.html`;

export interface SwitchOptions {
  readonly profileFolder: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly headless: boolean;
  /** Root has no use of the sandbox, and Chromium refuses to start with it. */
  readonly asRoot: boolean;
  /** A test drives the window: a debugging port beside the pipe. Never set otherwise. */
  readonly scripted: boolean;
}

/**
 * Command line of the browser. Everything that would make it speak to the network is off, and what is left
 * finds neither a name nor an address; nothing may be added that weakens the sandbox.
 */
export function browserSwitches(options: SwitchOptions): string[] {
  const { width, height } = options.size;
  return [
    '--remote-debugging-pipe',
    `--user-data-dir=${options.profileFolder}`,
    // A neutral page first: the app is loaded once interception and bridge are in place.
    '--app=data:text/html,<title>Standoff</title>',
    `--window-size=${width},${height}`,
    '--class=Standoff',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--disable-domain-reliability',
    '--disable-client-side-phishing-detection',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-spell-checking',
    '--metrics-recording-only',
    '--no-pings',
    '--disable-breakpad',
    '--disable-crash-reporter',
    `--disable-features=${DISABLED_FEATURES.join(',')}`,
    '--password-store=basic',
    '--use-mock-keychain',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=direct://',
    // Without it WebRTC sends UDP although no name resolves; the `--force-` spelling does nothing.
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    ...(options.headless ? ['--headless=new'] : []),
    ...(options.asRoot ? ['--no-sandbox', '--test-type'] : []),
    ...(options.scripted ? ['--remote-debugging-port=0', '--disable-gpu'] : []),
  ];
}

const DISABLED_FEATURES = [
  'Translate',
  'OptimizationHints',
  'MediaRouter',
  'AutofillServerCommunication',
  'InterestFeedContentSuggestions',
  'CertificateTransparencyComponentUpdater',
  // Else http://app.localhost may be asked for as https.
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
];
