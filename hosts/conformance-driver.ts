import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend } from '#backend/backend.ts';
import {
  type AnsweredBy,
  type EventMessage,
  procedures,
  type Reply,
  type RequestOf,
  type ResponseOf,
} from '#contract/contract.ts';

export interface ShellDriver {
  readonly shell: ResponseOf<'shell.read'>['shell'];
  readonly backend: ConformanceBackend;
  /** Evaluates an expression in the page, waits for it where it is a promise, and answers its JSON value. */
  evaluate(expression: string): Promise<unknown>;
  /** Puts files into `document.querySelector('input')`, as if the user had picked them. */
  pickFiles(paths: readonly string[]): Promise<void>;
  pathOf(handle: string): string | null;
  /** The title that the user sees. */
  title(): Promise<string>;
  /** Resolves when the window is gone. */
  readonly ended: Promise<unknown>;
}

/** A backend that answers every call with what was asked, so that a message can be followed both ways. */
export interface ConformanceBackend extends Backend {
  emit(message: EventMessage): void;
  /** Events to emit while the next call is being answered. */
  emitDuringNextCall(messages: readonly EventMessage[]): void;
}

export function createConformanceBackend(): ConformanceBackend {
  const listeners = new Set<(message: EventMessage) => void>();
  const { promise: ended, resolve } = Promise.withResolvers<Error | null>();
  let during: readonly EventMessage[] = [];
  const emit = (message: EventMessage) => {
    for (const listener of listeners) listener(message);
  };
  return {
    emit,
    emitDuringNextCall: (messages) => {
      during = messages;
    },
    async dispatch(call) {
      const messages = during;
      during = [];
      for (const message of messages) emit(message);
      return { ok: true, value: call.request as ResponseOf<'document.list'> };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => resolve(null),
    ended,
  };
}

export type ShellCall = AnsweredBy<'shell'>;

export async function call<Name extends ShellCall>(
  driver: ShellDriver,
  procedure: Name,
  request: RequestOf<Name>,
): Promise<Reply<Name>> {
  const json = JSON.stringify({ procedure, request });
  const answer = await driver.evaluate(`standoffBridge.invoke(${JSON.stringify(json)})`);
  const reply = JSON.parse(String(answer)) as Reply<Name>;
  if (reply.ok) procedures[procedure].response.parse(reply.value);
  else {
    assert.ok(
      (procedures[procedure].errors as readonly string[]).includes(reply.error.code),
      reply.error.code,
    );
    assert.ok(reply.error.message.length > 10, 'an error is explained in a sentence');
  }
  return reply;
}

export function accepted<Name extends ShellCall>(reply: Reply<Name>): ResponseOf<Name> {
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.value;
}

export function codeOf(reply: Reply<ShellCall>): string {
  return reply.ok ? 'ok' : reply.error.code;
}

export async function errorCode(driver: ShellDriver, callJson: string): Promise<string> {
  const answer = await driver.evaluate(`standoffBridge.invoke(${JSON.stringify(callJson)})`);
  return codeOf(JSON.parse(String(answer)) as Reply<ShellCall>);
}

export function commandChosen(command: string): EventMessage {
  return { event: 'shell.command-chosen', value: { command } };
}

/** Starts to collect events in the page; `collected` answers the commands named so far. */
export async function collectEvents(driver: ShellDriver): Promise<void> {
  await driver.evaluate(
    `(globalThis.seen = [], globalThis.stopSeeing?.(),
      globalThis.stopSeeing = standoffBridge.subscribe((json) => seen.push(JSON.parse(json).value.command)), null)`,
  );
}

export async function collected(driver: ShellDriver, count: number): Promise<string[]> {
  const values = await driver.evaluate(
    `new Promise((resolve) => {
      const limit = Date.now() + 10000;
      const look = () => seen.length >= ${count} || Date.now() > limit ? resolve(seen) : setTimeout(look, 10);
      look();
    })`,
  );
  return values as string[];
}

export async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-conformance-'));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function adopt(
  driver: ShellDriver,
  files: string,
): Promise<{ file: string; name: string; size: number }[]> {
  return JSON.parse(String(await driver.evaluate(`standoffBridge.adoptFiles(${files})`)));
}
