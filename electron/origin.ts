/** Where the window's files come from: a scheme of our own, so that the page has an origin but no network. */
export const SCHEME = 'app';
const HOST = 'bundle';
export const START_PAGE = `${SCHEME}://${HOST}/index.html`;

/** True for an address of the app itself. Parsed, never compared by prefix: `app://bundle.example` is foreign. */
export function isAppAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${SCHEME}:` &&
    url.host === HOST &&
    url.username === '' &&
    url.password === ''
  );
}

/**
 * Which requests may leave the page at all: the app's own files and what the page made itself. `devtools:` is
 * let through while the app is not packaged.
 */
export function isAllowedRequest(address: string, developing: boolean): boolean {
  if (isAppAddress(address)) return true;
  const url = URL.parse(address);
  if (url === null) return false;
  switch (url.protocol) {
    case 'data:':
      return true;
    case 'blob:':
      return isAppAddress(url.pathname);
    case 'devtools:':
      return developing;
    default:
      return false;
  }
}
