import type * as E from 'electron';

type Listener<Name extends keyof E.Session> = E.Session[Name] extends (handler: infer Handler) => unknown
  ? NonNullable<Handler>
  : never;

/** What the app did to the fake Electron, and what the fake shall answer. */
export interface FakeRecord {
  /** Everything worth an assertion about order, as it happened. */
  readonly steps: string[];
  readonly switches: Map<string, string | undefined>;
  readonly paths: Map<string, string>;
  readonly schemes: E.CustomScheme[];
  readonly protocolHandlers: Map<string, (request: Request) => Promise<Response> | Response>;
  readonly ipcHandlers: Map<string, (event: E.IpcMainInvokeEvent, message: unknown) => unknown>;
  /** Messages to the page: channel and message. */
  readonly sent: [channel: string, message: unknown][];
  readonly messageBoxes: E.MessageBoxOptions[];
  readonly errorBoxes: [title: string, content: string][];
  readonly openDialogs: E.OpenDialogOptions[];
  readonly saveDialogs: E.SaveDialogOptions[];
  /** Called with each message to the page. */
  onSend: ((channel: string, message: unknown) => void) | null;
  menu: E.MenuItemConstructorOptions[];
  beforeRequest:
    | ((details: E.OnBeforeRequestListenerDetails, decide: (response: E.CallbackResponse) => void) => void)
    | null;
  permissionRequest: Listener<'setPermissionRequestHandler'> | null;
  permissionCheck: Listener<'setPermissionCheckHandler'> | null;
  devicePermission: Listener<'setDevicePermissionHandler'> | null;
  proxy: E.ProxyConfig | null;
  spellChecker: boolean;

  /** Answers to give. */
  lockIsFree: boolean;
  filesToOpen: readonly string[];
  fileToSave: string;
  workAreas: readonly E.Rectangle[];
  dark: boolean;
}

export function emptyRecord(): FakeRecord {
  return {
    steps: [],
    switches: new Map(),
    paths: new Map(),
    schemes: [],
    protocolHandlers: new Map(),
    ipcHandlers: new Map(),
    sent: [],
    messageBoxes: [],
    errorBoxes: [],
    openDialogs: [],
    saveDialogs: [],
    onSend: null,
    menu: [],
    beforeRequest: null,
    permissionRequest: null,
    permissionCheck: null,
    devicePermission: null,
    proxy: null,
    spellChecker: true,
    lockIsFree: true,
    filesToOpen: [],
    fileToSave: '',
    workAreas: [{ x: 0, y: 0, width: 1920, height: 1080 }],
    dark: false,
  };
}
