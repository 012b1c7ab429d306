import { EventEmitter } from 'node:events';
import type * as E from 'electron';
import type { FakeRecord } from './fake-record.ts';

/** An event as Electron passes it, with the given details, that can be refused. */
export function cancellable<Details extends object>(details: Details) {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

type OpenHandler = Parameters<E.WebContents['setWindowOpenHandler']>[0];

/** What the app told the page's contents, kept apart so that the fake itself has Electron's members only. */
export interface ContentsRecord {
  openHandler: OpenHandler | null;
  webRtcPolicy: string;
}
const contentsRecords = new WeakMap<FakeContents, ContentsRecord>();

export function contentsRecord(contents: FakeContents): ContentsRecord {
  const record = contentsRecords.get(contents);
  if (!record) throw new Error('These contents were not made by the fake.');
  return record;
}

export function createContents(record: FakeRecord) {
  const own: ContentsRecord = { openHandler: null, webRtcPolicy: 'default' };
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler(handler: OpenHandler) {
      own.openHandler = handler;
    },
    setWebRTCIPHandlingPolicy(policy: Parameters<E.WebContents['setWebRTCIPHandlingPolicy']>[0]) {
      own.webRtcPolicy = policy;
    },
    send(channel: string, message: unknown) {
      record.sent.push([channel, message]);
      record.onSend?.(channel, message);
    },
  });
  contentsRecords.set(contents, own);
  return contents;
}
export type FakeContents = ReturnType<typeof createContents>;

const optionsOf = new WeakMap<EventEmitter, E.BrowserWindowConstructorOptions>();

export function windowOptionsOf(window: FakeWindow): E.BrowserWindowConstructorOptions {
  return optionsOf.get(window) ?? {};
}

export function createWindow(
  record: FakeRecord,
  app: EventEmitter,
  options: E.BrowserWindowConstructorOptions,
) {
  const contents = createContents(record);
  let destroyed = false;
  const step = (what: string) => record.steps.push(what);
  const window = Object.assign(new EventEmitter(), {
    webContents: contents,
    loadURL(url: string): Promise<void> {
      step(`load ${url}`);
      return Promise.resolve();
    },
    setTitle(title: string): void {
      step(`title ${title}`);
    },
    show: () => void step('show'),
    hide: () => void step('hide'),
    focus: () => void step('focus'),
    restore: () => void step('restore'),
    maximize: () => void step('maximize'),
    setBackgroundColor: (colour: string) => void step(`background ${colour}`),
    isMaximized: () => false,
    isMinimized: () => true,
    isDestroyed: () => destroyed,
    getNormalBounds: (): E.Rectangle => ({ x: 10, y: 20, width: 900, height: 700 }),
    close(): void {
      const event = cancellable({});
      window.emit('close', event);
      if (!event.defaultPrevented) window.destroy();
    },
    destroy(): void {
      destroyed = true;
      step('destroy');
      window.emit('closed');
      app.emit('window-all-closed');
    },
  });
  optionsOf.set(window, options);
  app.emit('web-contents-created', cancellable({}), contents);
  return window;
}
export type FakeWindow = ReturnType<typeof createWindow>;
