import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { CHANNELS } from './channels.ts';
import { isAppAddress } from './origin.ts';

export interface TransportOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Answers a `Call` in JSON by a `Reply` in JSON. */
  readonly dispatch: (callJson: string) => Promise<string>;
  /** Answers the `chosenFile`s of these paths; of a folder, those of the files in it. */
  readonly adoptFiles: (paths: readonly string[]) => Promise<readonly unknown[]>;
}

export interface Transport {
  /** Resolves once no call is being answered. */
  idle(): Promise<void>;
}

/**
 * Answers the two messages of the preload script. Who sends is checked here and nowhere else; what is sent, and
 * how much, is checked by the dispatcher.
 */
export function registerTransport({ ipcMain, dispatch, adoptFiles }: TransportOptions): Transport {
  const pending = new Set<Promise<string>>();

  function handle(channel: string, answer: (message: unknown) => Promise<string>): void {
    ipcMain.handle(channel, async (event, message: unknown) => {
      if (!isOwnPage(event)) throw new Error('This page may not talk to the app.');
      const answered = answer(message);
      pending.add(answered);
      return answered.finally(() => pending.delete(answered));
    });
  }

  handle(CHANNELS.call, async (message) => {
    if (typeof message !== 'string') throw new Error('A call is a JSON string.');
    return dispatch(message);
  });
  handle(CHANNELS.adoptFiles, async (message) => {
    if (!isListOfStrings(message)) throw new Error('Files are given as a list of paths.');
    return JSON.stringify(await adoptFiles(message));
  });

  return {
    async idle() {
      while (pending.size > 0) await Promise.allSettled(pending);
    },
  };
}

/** True for the top frame of the app's own page. The frame is null, or throws, once it has navigated away. */
function isOwnPage(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  try {
    const frame = event.senderFrame;
    return frame !== null && frame.parent === null && isAppAddress(frame.url);
  } catch {
    return false;
  }
}

function isListOfStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 10_000 && value.every((item) => typeof item === 'string');
}
