/**
 * `npm run demo`: the main job without anyone watching, in a headless window, by keyboard: a new project, the sample
 * article imported, spans of all four kinds tagged, exported and read back. Leaves everything in `demo-output/`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { startScriptedApp } from '../../hosts/chromium/scripted-app.ts';
import { ensureBrowser } from '../../hosts/install-browser.ts';
import { runChild } from '../../hosts/start/run-child.ts';
import { samplePath, standoff } from '../pages/command-line.ts';
import { DeskPage } from '../pages/desk.ts';
import { compareExport } from './compare-export.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'demo-output');
const shown = (name: string): string => relative(root, join(folder, name));

/** What is tagged, and with which keys: layer, label, then the two quick attributes (Enter skips one, Escape the rest). */
const SPANS = [
  { phrase: 'transport ministry', keys: ['e', '2', '2', 'Escape'] },
  {
    phrase: '“This is the first real night service this city has ever had,”',
    keys: ['q', '1', 'Escape'],
  },
  { phrase: 'the first real night service this city has ever had', keys: ['c', '6', 'Enter', '3'] },
  { phrase: '“a party bus with a subsidy”', keys: ['s', '2', 'Escape'] },
  { phrase: 'See you at 4 🚋', keys: ['q', '1', 'Escape'] },
] as const;

let step = 0;
function tell(line: string): void {
  step += 1;
  console.log(`${String(step).padStart(2)}  ${line}`);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, name) });
}

async function mainJob(page: Page): Promise<void> {
  const desk = new DeskPage(page);
  await page.getByRole('button', { name: 'Try the sample' }).waitFor();
  await picture(page, '1-start.png');
  tell('The window is open and offers the sample or a new project.');

  await desk.createProject('Demo');
  tell(`Made the project ${shown('Demo.standoff')}.`);

  const preview = await desk.chooseFiles([samplePath('night-trams.txt')]);
  await expect(preview.getByRole('button', { name: 'Import 1 file' })).toBeFocused();
  await picture(page, '2-import.png');
  await page.keyboard.press('Enter');
  await desk.documents.getByRole('option', { name: /Night trams/ }).waitFor();
  await desk.readByKeyboard();
  tell('Imported resources/sample/night-trams.txt after a look at the preview.');

  for (const [index, { phrase, keys }] of SPANS.entries()) {
    await desk.article.selectByKeyboard(phrase);
    for (const key of keys) {
      await page.keyboard.press(key);
      if (index === 1 && key === 'q') await picture(page, '3-tagging.png');
    }
    await desk.article.waitForFocus();
    tell(`Tagged ${phrase} with the keys ${keys.join(' ')}.`);
  }
  await desk.expectCounts('1 Entity', '2 Quote', '1 Claim', '1 Stance');
  await picture(page, '4-desk.png');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, '5-desk-dark.png');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Control+z');
  await desk.expectCounts('1 Entity', '1 Quote', '1 Claim', '1 Stance');
  await page.keyboard.press('Control+Shift+z');
  await desk.expectCounts('1 Entity', '2 Quote', '1 Claim', '1 Stance');
  tell('Took the last span back and did it again.');

  await desk.exportByKeyboard('demo');
  await picture(page, '6-exported.png');
  tell(`Exported the project to ${shown('demo.jsonl')}; the app read it back and compared it.`);
}

async function main(): Promise<number> {
  const built = await runChild(process.execPath, ['tools/build.ts'], { cwd: root });
  if (built !== 0) return built;
  const browser = await ensureBrowser(console.log);
  if (!browser.ok) {
    console.error(browser.error.message);
    return 1;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const app = await startScriptedApp({
    dataFolder: join(folder, 'data'),
    headless: true,
    variables: { HOME: folder },
  });
  try {
    const driving = await chromium.connectOverCDP(app.debuggerUrl);
    const page = driving
      .contexts()
      .flatMap((context) => context.pages())
      .find((each) => each.url().startsWith('http://app.localhost/'));
    if (!page) throw new Error(`The app opened no page. It said: ${app.said()}`);
    await page.setViewportSize({ width: 1280, height: 800 });
    await mainJob(page);
  } finally {
    app.kill('SIGTERM');
    await app.exited;
    rmSync(join(folder, 'data'), { recursive: true, force: true });
  }
  tell(standoff('check', join(folder, 'Demo.standoff')).trim() || 'Checked the project: no problems.');
  const { lines, fragments } = compareExport(readFileSync(join(folder, 'demo.jsonl'), 'utf8'));
  tell(`Read ${shown('demo.jsonl')}: each of ${fragments} fragments is text[start:end] in code points.`);
  console.log('');
  for (const line of lines) console.log(`    ${line}`);
  console.log(`\nPictures, project and dataset are in ${relative(root, folder)}/.`);
  return 0;
}

process.exit(await main());
