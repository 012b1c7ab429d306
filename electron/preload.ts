import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '#contract/contract.ts';
import { CHANNELS } from './channels.ts';

/** Throws for what is not a File, so only the user can name paths: a File that the page makes has none. */
function pathOf(file: unknown): string {
  const path = webUtils.getPathForFile(file as File);
  if (path === '') throw new Error('This is not a file on disk. Save it as a file first, then import that.');
  return path;
}

/** The page gets these three functions and nothing of Electron: no channel names, no event objects. */
const bridge: Bridge = {
  invoke: (callJson) => ipcRenderer.invoke(CHANNELS.call, callJson),
  subscribe(listener) {
    const forward = (_event: unknown, eventJson: unknown) => {
      try {
        if (typeof eventJson === 'string') listener(eventJson);
      } catch (error) {
        // Thrown on, it would keep the event from the listeners after this one.
        console.error(error);
      }
    };
    ipcRenderer.on(CHANNELS.event, forward);
    return () => {
      ipcRenderer.off(CHANNELS.event, forward);
    };
  },
  // A FileList has its files as members too, but loses its length and its methods on the way here.
  adoptFiles: async (files) => ipcRenderer.invoke(CHANNELS.adoptFiles, Object.values(files).map(pathOf)),
};

contextBridge.exposeInMainWorld('standoffBridge', bridge);
