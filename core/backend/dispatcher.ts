import type {
  AnsweredBy,
  Call,
  ContractError,
  ProcedureName,
  Reply,
  ValidRequestOf,
} from '#contract/contract.ts';
import { procedures } from '#contract/contract.ts';
import type { Backend } from './backend.ts';
import { validateRequest } from './validate.ts';

/** One handler for each procedure that the shell answers itself; the compiler asks for all of them. */
export type ShellHandlers = {
  readonly [Name in AnsweredBy<'shell'>]: (request: ValidRequestOf<Name>) => Promise<Reply<Name>>;
};

/** Longest call in UTF-16 units of its JSON. */
export const LARGEST_CALL = 64 * 1024 * 1024;

/**
 * What a shell does with a message from its window: JSON in, JSON out, never rejecting. Every request is
 * checked against the contract: those of the shell here, those of the backend in its worker.
 */
export function createDispatcher(options: {
  readonly backend: Backend;
  readonly shell: ShellHandlers;
  /** The path of a file handle, `null` where the string is none. */
  readonly pathOf: (handle: string) => string | null;
}): (callJson: string) => Promise<string> {
  async function answer(callJson: string): Promise<Reply> {
    if (callJson.length > LARGEST_CALL) {
      return refuse('request.invalid', 'The message is too large. Import large texts as files instead.');
    }
    const call = parseCall(callJson);
    if (call === null) return refuse('request.invalid', 'The message is not a call.');
    if (!isProcedureName(call.procedure)) {
      return refuse('request.unknown-procedure', `There is no call named "${call.procedure}".`);
    }
    if (procedures[call.procedure].answeredBy === 'backend') {
      return options.backend.dispatch(call, options.pathOf);
    }
    return answerByShell(options.shell, call.procedure as AnsweredBy<'shell'>, call.request);
  }

  return async (callJson) => {
    try {
      return JSON.stringify(await answer(callJson));
    } catch (error) {
      return JSON.stringify(refuse('internal.failed', sentenceFor(error)));
    }
  };
}

async function answerByShell<Name extends AnsweredBy<'shell'>>(
  shell: ShellHandlers,
  name: Name,
  request: unknown,
): Promise<Reply> {
  const valid = validateRequest(name, request);
  return valid.ok ? await shell[name](valid.value) : valid;
}

function parseCall(callJson: string): Call | null {
  try {
    const value: unknown = JSON.parse(callJson);
    if (typeof value !== 'object' || value === null) return null;
    const { procedure, request } = value as Record<string, unknown>;
    return typeof procedure === 'string' ? { procedure, request } : null;
  } catch {
    return null;
  }
}

function isProcedureName(name: string): name is ProcedureName {
  return Object.hasOwn(procedures, name);
}

function refuse(code: 'request.invalid' | 'request.unknown-procedure' | 'internal.failed', message: string) {
  const error: ContractError<typeof code> = { code, message };
  return { ok: false as const, error };
}

function sentenceFor(error: unknown): string {
  const detail = error instanceof Error ? error.message : String(error);
  return `Something went wrong inside the app: ${detail}`;
}
