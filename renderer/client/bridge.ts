import type {
  Bridge,
  Call,
  ContractError,
  ErrorCode,
  EventMessage,
  EventName,
  EventOf,
  ProcedureName,
  Reply,
  RequestOf,
  ResponseOf,
} from '#contract/contract.ts';

declare global {
  interface Window {
    /** Put there by every shell before the window's own code runs. */
    readonly standoffBridge: Bridge;
  }
}

export type ProjectInfo = ResponseOf<'project.create'>;
export type DocumentRow = ResponseOf<'document.list'>['documents'][number];
export type ShellInfo = ResponseOf<'shell.read'>;
export type ChosenFile = ResponseOf<'shell.pick-files'>[number];
export type FormatSummary = ResponseOf<'format.list'>[number];
export type InspectedFile = ResponseOf<'import.inspect'>[number];
export type JobState = EventOf<'job.progressed'>;
export type JobOutcome = EventOf<'job.finished'>['outcome'];
export type HistoryState = EventOf<'record.changed'>['history'];

/** Sends one call. Expected failures are part of the answer; a shell that is gone answers `internal.failed`. */
export async function call<Name extends ProcedureName>(
  procedure: Name,
  request: RequestOf<Name>,
): Promise<Reply<Name>> {
  const message: Call = { procedure, request };
  try {
    return JSON.parse(await window.standoffBridge.invoke(JSON.stringify(message))) as Reply<Name>;
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    return {
      ok: false,
      error: {
        code: 'internal.failed',
        message: `The window lost its connection to the app (${text}). What was saved is safe; please start Standoff again.`,
      },
    };
  }
}

/** A refused call as an exception, for reads that go through the query cache. */
export class CallFailure extends Error {
  readonly code: ErrorCode;
  constructor(error: ContractError) {
    super(error.message);
    this.name = 'CallFailure';
    this.code = error.code;
  }
}

/** Sends one call and answers its value; throws a `CallFailure` where it is refused. */
export async function ask<Name extends ProcedureName>(
  procedure: Name,
  request: RequestOf<Name>,
): Promise<ResponseOf<Name>> {
  const reply = await call(procedure, request);
  if (reply.ok) return reply.value;
  throw new CallFailure(reply.error);
}

type Listener = (message: EventMessage) => void;
const listeners = new Set<Listener>();
let unsubscribe: (() => void) | null = null;

/** Listens to one kind of event; returns the unsubscribe function. */
export function onEvent<Name extends EventName>(
  event: Name,
  listener: (value: EventOf<Name>) => void,
): () => void {
  const own: Listener = (message) => {
    if (message.event === event) listener(message.value as EventOf<Name>);
  };
  listeners.add(own);
  unsubscribe ??= window.standoffBridge.subscribe((json) => {
    const message = JSON.parse(json) as EventMessage;
    for (const each of [...listeners]) each(message);
  });
  return () => {
    listeners.delete(own);
    if (listeners.size > 0) return;
    unsubscribe?.();
    unsubscribe = null;
  };
}

/** Makes files that the user picked with an input element, dropped or pasted known to the shell. */
export async function adoptFiles(files: readonly File[]): Promise<readonly ChosenFile[]> {
  return JSON.parse(await window.standoffBridge.adoptFiles(files)) as readonly ChosenFile[];
}
