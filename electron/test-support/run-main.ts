/**
 * Runs the built main script under plain Node with the fake Electron:
 * `node run-main.ts MAIN.js CALLS.json [PROJECT]`. Makes the calls of the file one after the other as the page
 * would, closes the window, and prints what happened as one line of JSON. A call may ask for the save dialog's
 * answer by `fileToSave`, and its request may name the file of an earlier answer as `"$file"`.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { CHANNELS } from '../channels.ts';
import { callFromPage } from './page.ts';

export interface ScriptedCall {
  readonly procedure: string;
  readonly request: unknown;
  readonly fileToSave?: string;
}

export interface MainRun {
  readonly steps: readonly string[];
  readonly replies: readonly unknown[];
  readonly events: readonly unknown[];
  readonly messageBoxes: readonly { readonly message: string; readonly detail?: string }[];
  readonly errorBoxes: readonly (readonly string[])[];
}

const [main = '', calls = ''] = process.argv.slice(2);
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('fake-electron-module.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
const { fake } = await import('./fake-electron-module.ts');
const { record, windows } = fake;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5);
}

await import(pathToFileURL(main).href);
await until(() => record.ipcHandlers.has(CHANNELS.call) || record.errorBoxes.length > 0);
if (record.errorBoxes.length > 0) throw new Error(record.errorBoxes.flat().join('\n'));
const replies: unknown[] = [];
let file: unknown = null;
for (const call of JSON.parse(readFileSync(calls, 'utf8')) as ScriptedCall[]) {
  record.fileToSave = call.fileToSave ?? '';
  const request = JSON.stringify(call.request).replaceAll('"$file"', JSON.stringify(file));
  const reply = await callFromPage(record, call.procedure, JSON.parse(request));
  replies.push(reply);
  file = (reply as { value?: { file?: unknown } }).value?.file ?? file;
}
windows[0]?.close();
await until(() => record.steps.includes('quit'));
const run: MainRun = {
  steps: record.steps,
  replies,
  events: record.sent.map(([, message]) => JSON.parse(String(message))),
  messageBoxes: record.messageBoxes,
  errorBoxes: record.errorBoxes,
};
// With the worker thread gone and no timer left, Node ends by itself: that it does is part of the test.
process.stdout.write(`${JSON.stringify(run)}\n`);
