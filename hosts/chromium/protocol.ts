/**
 * The part of the Chrome DevTools Protocol that this shell uses, typed by hand from
 * https://chromedevtools.github.io/devtools-protocol/tot/.
 */

export interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

export interface ExecutionContext {
  readonly id: number;
  /** Unique over all processes, unlike `id`. */
  readonly uniqueId: string;
  readonly origin: string;
  readonly auxData?: { readonly frameId?: string; readonly isDefault?: boolean };
}

export interface PausedRequest {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: { readonly url: string; readonly method: string };
}

interface HeaderEntry {
  readonly name: string;
  readonly value: string;
}

type Nothing = Record<string, never>;

interface EvaluationAnswer {
  readonly result: { readonly value?: unknown; readonly objectId?: string };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

/** Command name to parameters and answer. */
export interface Commands {
  'Browser.getVersion': { params: Nothing; answer: { readonly product: string } };
  'Browser.close': { params: Nothing; answer: Nothing };
  'Browser.grantPermissions': { params: { origin: string; permissions: string[] }; answer: Nothing };
  'Browser.setDownloadBehavior': { params: { behavior: 'deny' }; answer: Nothing };
  'Target.setDiscoverTargets': { params: { discover: boolean }; answer: Nothing };
  'Target.attachToTarget': {
    params: { targetId: string; flatten: true };
    answer: { readonly sessionId: string };
  };
  'Target.closeTarget': { params: { targetId: string }; answer: Nothing };
  'Page.enable': { params: Nothing; answer: Nothing };
  'Page.navigate': { params: { url: string }; answer: { readonly errorText?: string } };
  'Page.addScriptToEvaluateOnNewDocument': { params: { source: string }; answer: Nothing };
  'Page.handleJavaScriptDialog': { params: { accept: boolean }; answer: Nothing };
  'Runtime.enable': { params: Nothing; answer: Nothing };
  'Runtime.addBinding': { params: { name: string }; answer: Nothing };
  'Runtime.callFunctionOn': {
    params: {
      functionDeclaration: string;
      arguments?: readonly { readonly value: unknown }[];
      /** Where it runs: in a context, or on an object. */
      uniqueContextId?: string;
      objectId?: string;
      returnByValue?: boolean;
      awaitPromise?: boolean;
    };
    answer: EvaluationAnswer;
  };
  'Runtime.releaseObject': { params: { objectId: string }; answer: Nothing };
  'Fetch.enable': {
    params: { patterns: { urlPattern: string; requestStage: 'Request' }[] };
    answer: Nothing;
  };
  'Fetch.fulfillRequest': {
    params: {
      requestId: string;
      responseCode: number;
      responseHeaders?: readonly HeaderEntry[];
      body?: string;
    };
    answer: Nothing;
  };
  'Fetch.failRequest': { params: { requestId: string; errorReason: 'BlockedByClient' }; answer: Nothing };
  'DOM.getFileInfo': { params: { objectId: string }; answer: { readonly path: string } };
  'IO.resolveBlob': { params: { objectId: string }; answer: { readonly uuid: string } };
  'IO.read': {
    params: { handle: string; size: number };
    answer: { readonly data: string; readonly eof: boolean; readonly base64Encoded?: boolean };
  };
  'IO.close': { params: { handle: string }; answer: Nothing };
}

/** Event name to its parameters. */
export interface Events {
  'Target.targetCreated': { readonly targetInfo: TargetInfo };
  'Target.targetDestroyed': { readonly targetId: string };
  'Target.targetCrashed': { readonly targetId: string };
  'Page.javascriptDialogOpening': { readonly type: string };
  'Page.frameNavigated': {
    readonly frame: { readonly id: string; readonly parentId?: string; readonly url: string };
  };
  'Page.loadEventFired': { readonly timestamp: number };
  'Runtime.bindingCalled': {
    readonly name: string;
    readonly payload: string;
    readonly executionContextId: number;
  };
  'Runtime.executionContextCreated': { readonly context: ExecutionContext };
  'Runtime.executionContextDestroyed': { readonly executionContextId: number };
  'Runtime.executionContextsCleared': Nothing;
  'Fetch.requestPaused': PausedRequest;
}

export type CommandName = keyof Commands;
export type ParamsOf<Name extends CommandName> = Commands[Name]['params'];
export type AnswerOf<Name extends CommandName> = Commands[Name]['answer'];
export type EventName = keyof Events;
