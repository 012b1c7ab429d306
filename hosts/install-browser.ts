import { failure, type Result } from '#model/result.ts';
import { type FoundBrowser, findBrowser, type MissingBrowser } from './find-browser.ts';
import { type InstallProblem, installPackages } from './install-packages.ts';

/**
 * The installed browser; where there is none and it is allowed, installs Chromium first. With a font: a bare
 * machine has none, and would draw no text.
 */
export async function ensureBrowser(
  say: (line: string) => void,
): Promise<Result<FoundBrowser, MissingBrowser | InstallProblem>> {
  const found = findBrowser();
  if (found.ok || found.error.code !== 'browser.not-found') return found;
  const installed = await installPackages(['chromium', 'fonts-dejavu-core'], found.error.message, say);
  if (!installed.ok) return failure(installed.error);
  return findBrowser();
}
