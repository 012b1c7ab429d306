import type { IpcMainInvokeEvent, WebFrameMain } from 'electron';
import type { Call } from '#contract/contract.ts';
import { CHANNELS } from '../channels.ts';
import { START_PAGE } from '../origin.ts';
import type { FakeRecord } from './fake-record.ts';

/** What a message says of the frame it comes from; by default the app's own page. */
export interface Frame {
  readonly url: string;
  readonly parent: Frame | null;
}
export const OWN_FRAME: Frame = { url: START_PAGE, parent: null };

/** Sends a message as `ipcRenderer.invoke` would, from the given frame. */
export async function invoke(
  record: FakeRecord,
  channel: string,
  message: unknown,
  frame: Frame | null = OWN_FRAME,
): Promise<unknown> {
  const handler = record.ipcHandlers.get(channel);
  if (!handler) throw new Error(`No handler for ${channel}`);
  return handler({ senderFrame: frame as WebFrameMain | null } as IpcMainInvokeEvent, message);
}

/** Makes a call as the page would and answers the parsed reply. */
export async function callFromPage(
  record: FakeRecord,
  procedure: string,
  request: unknown,
): Promise<unknown> {
  const call: Call = { procedure, request };
  return JSON.parse(String(await invoke(record, CHANNELS.call, JSON.stringify(call))));
}
