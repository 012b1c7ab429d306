type Listener = (event: object, message: unknown) => void;
type PreloadScript = (require: (name: string) => unknown, module: object, exports: object) => void;

/** What the test reaches in the page. */
export interface PageHooks {
  /** Playwright's binding to the handlers of the fake `ipcMain`. */
  standoffTestInvoke(channel: string, message: unknown): Promise<unknown>;
  /** Delivers a message to the listeners of `ipcRenderer`. */
  standoffTestEmit(channel: string, message: unknown): void;
  /** Names the paths that `webUtils` shall know, by file name. */
  standoffTestPaths(list: readonly string[]): void;
}

/**
 * Runs a built preload script with what Electron gives it. The source of this function runs in a page of
 * Chromium before the page's own scripts, so it may use nothing from outside itself.
 */
export function runPreload(script: PreloadScript): void {
  const page = globalThis as unknown as PageHooks;
  const listeners = new Map<string, Listener[]>();
  const paths = new Map<string, string>();

  /** Electron's context bridge passes these kinds of values only, and freezes what it passes. */
  function pass(value: unknown, place: string): void {
    if (value === null || ['string', 'number', 'boolean', 'undefined', 'function'].includes(typeof value))
      return;
    if (Object.getPrototypeOf(value) !== Object.prototype)
      throw new Error(`${place} would lose its prototype.`);
    for (const [name, member] of Object.entries(value as object)) pass(member, `${place}.${name}`);
    Object.freeze(value);
  }

  const electron = {
    contextBridge: {
      exposeInMainWorld(name: string, api: unknown) {
        pass(api, name);
        Object.defineProperty(globalThis, name, { value: api, writable: false, configurable: false });
      },
    },
    ipcRenderer: {
      invoke: (channel: string, message: unknown) =>
        page.standoffTestInvoke(channel, structuredClone(message)),
      on(channel: string, listener: Listener) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      },
      off(channel: string, listener: Listener) {
        const left = (listeners.get(channel) ?? []).filter((one) => one !== listener);
        listeners.set(channel, left);
      },
    },
    webUtils: {
      getPathForFile(file: unknown) {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expected to receive a File object');
        return paths.get(file.name) ?? '';
      },
    },
  };

  // As an event emitter does it: a listener that throws keeps the event from those after it.
  page.standoffTestEmit = (channel, message) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, message);
  };
  page.standoffTestPaths = (list) => {
    for (const path of list) paths.set(path.split('/').at(-1) ?? '', path);
  };
  function require(name: string): unknown {
    if (name === 'electron') return electron;
    throw new Error(`A sandboxed preload script cannot require ${name}.`);
  }
  script(require, { exports: {} }, {});
}
