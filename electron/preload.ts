import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '#contract/contract.ts';
import { CHANNELS } from './channels.ts';

/** The page gets these three functions and nothing of Electron: no channel names, no event objects. */
const bridge: Bridge = {
  invoke: (callJson) => ipcRenderer.invoke(CHANNELS.call, callJson),
  subscribe(listener) {
    const forward = (_event: unknown, eventJson: unknown) => {
      if (typeof eventJson === 'string') listener(eventJson);
    };
    ipcRenderer.on(CHANNELS.event, forward);
    return () => {
      ipcRenderer.off(CHANNELS.event, forward);
    };
  },
  // Only a real File has a path, and only the user can hand one to the page: the page cannot make one up. A
  // File that the page made in memory has none.
  adoptFiles: (files) =>
    ipcRenderer.invoke(
      CHANNELS.adoptFiles,
      files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== ''),
    ),
};

contextBridge.exposeInMainWorld('standoffBridge', bridge);
