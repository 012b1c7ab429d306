import type { ProjectSession, Receipt } from '#backend/session.ts';
import type { ErrorCodeOf } from '#contract/contract.ts';
import { procedures } from '#contract/contract.ts';
import type { Edit, EditError } from '#model/edit.ts';
import { failure, type Result, success } from '#model/result.ts';
import type { BackendProcedure } from './handler.ts';

type Refused<Name extends BackendProcedure> = {
  readonly ok: false;
  readonly error: { readonly code: ErrorCodeOf<Name>; readonly message: string };
};

/** Applies the edit that a procedure asks for; a refusal has one of the procedure's own codes. */
export function tryEdit<Name extends BackendProcedure>(
  session: ProjectSession,
  procedure: Name,
  edit: Edit,
): Result<Receipt, Refused<Name>['error']> {
  const result = session.edit(edit);
  if (result.ok) return success(result.value);
  if (!isOwnCode(procedure, result.error)) {
    throw new Error(`${procedure} was refused with ${result.error.code}: ${result.error.message}`);
  }
  return failure(result.error);
}

/** For procedures that are one edit and answer nothing but success. */
export function applyEdit<Name extends Edit['kind'] & BackendProcedure>(
  session: ProjectSession,
  edit: Edit & { readonly kind: Name },
): { readonly ok: true; readonly value: Record<string, never> } | Refused<Name> {
  const result = tryEdit<Name>(session, edit.kind, edit);
  return result.ok ? { ok: true, value: {} } : result;
}

function isOwnCode<Name extends BackendProcedure>(
  procedure: Name,
  error: EditError,
): error is EditError & { readonly code: EditError['code'] & ErrorCodeOf<Name> } {
  return (procedures[procedure].errors as readonly string[]).includes(error.code);
}
