import type { Readable, Writable } from 'node:stream';
import type { AnswerOf, CommandName, EventName, Events, ParamsOf } from './protocol.ts';

/** A command that the browser refused, or that can no longer be answered because the browser is gone. */
export class CdpError extends Error {
  override readonly name = 'CdpError';
}

export interface CdpPipe {
  /** Rejects with a `CdpError`. */
  send<Name extends CommandName>(
    method: Name,
    params: ParamsOf<Name>,
    sessionId?: string,
  ): Promise<AnswerOf<Name>>;
  on<Name extends EventName>(
    event: Name,
    listener: (params: Events[Name], sessionId: string | undefined) => void,
  ): void;
  /** Resolves once the pipe has ended; from then on every `send` rejects. */
  readonly ended: Promise<void>;
}

/** Commands of one attached page. */
export interface CdpSession {
  send<Name extends CommandName>(method: Name, params: ParamsOf<Name>): Promise<AnswerOf<Name>>;
  on<Name extends EventName>(event: Name, listener: (params: Events[Name]) => void): void;
}

interface Incoming {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Pending {
  readonly method: string;
  resolve(answer: unknown): void;
  reject(error: CdpError): void;
}

type Listener = (params: unknown, sessionId: string | undefined) => void;

/**
 * Speaks the DevTools Protocol over a pair of pipes (`--remote-debugging-pipe`): JSON messages, each ended
 * by a NUL byte. Nobody but the process that started the browser can reach them.
 */
export function connectCdpPipe(toBrowser: Writable, fromBrowser: Readable): CdpPipe {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Listener[]>();
  let lastId = 0;
  let gone = false;
  let markEnded: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    markEnded = resolve;
  });

  function receive(message: Incoming): void {
    if (message.id !== undefined) {
      const waiting = pending.get(message.id);
      pending.delete(message.id);
      if (message.error) waiting?.reject(new CdpError(`${waiting.method}: ${message.error.message}`));
      else waiting?.resolve(message.result);
      return;
    }
    if (message.method === undefined) return;
    for (const listener of listeners.get(message.method) ?? []) listener(message.params, message.sessionId);
  }

  function end(): void {
    if (gone) return;
    gone = true;
    for (const waiting of pending.values()) waiting.reject(new CdpError(`${waiting.method}: browser gone`));
    pending.clear();
    markEnded();
  }

  fromBrowser.on('data', splitMessages(receive));
  for (const event of ['end', 'close', 'error'] as const) fromBrowser.on(event, end);
  // Writing to a browser that has just gone: the reading side reports the end.
  toBrowser.on('error', () => {});

  return {
    send(method, params, sessionId) {
      if (gone) return Promise.reject(new CdpError(`${method}: browser gone`));
      lastId += 1;
      const id = lastId;
      return new Promise<AnswerOf<typeof method>>((resolve, reject) => {
        pending.set(id, {
          method,
          resolve: (answer) => resolve(answer as AnswerOf<typeof method>),
          reject,
        });
        toBrowser.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      });
    },
    on(event, listener) {
      const known = listeners.get(event) ?? [];
      known.push(listener as Listener);
      listeners.set(event, known);
    },
    ended,
  };
}

/** The commands and events of one session of the pipe. */
export function sessionOf(pipe: CdpPipe, sessionId: string): CdpSession {
  return {
    send: (method, params) => pipe.send(method, params, sessionId),
    on: (event, listener) =>
      pipe.on(event, (params, from) => {
        if (from === sessionId) listener(params);
      }),
  };
}

/** Cuts a byte stream at NUL and parses each piece; a message may span many chunks. */
export function splitMessages(receive: (message: Incoming) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  return (chunk) => {
    let start = 0;
    for (let at = chunk.indexOf(0); at !== -1; at = chunk.indexOf(0, start)) {
      const bytes = Buffer.concat([...parts, chunk.subarray(start, at)]);
      parts = [];
      start = at + 1;
      receive(JSON.parse(bytes.toString('utf8')) as Incoming);
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  };
}
