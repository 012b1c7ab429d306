import type { ContractError, ProcedureName, ValidRequestOf } from '#contract/contract.ts';
import { procedures } from '#contract/contract.ts';

/** Checks a request against the contract and fills in defaults. */
export function validateRequest<Name extends ProcedureName>(
  name: Name,
  request: unknown,
):
  | { readonly ok: true; readonly value: ValidRequestOf<Name> }
  | { readonly ok: false; readonly error: ContractError<'request.invalid'> } {
  const parsed = procedures[name].request.safeParse(request);
  if (parsed.success) return { ok: true, value: parsed.data as ValidRequestOf<Name> };
  const [issue] = parsed.error.issues;
  const place = issue === undefined ? '' : ` at "${issue.path.join('.')}": ${issue.message}`;
  return {
    ok: false,
    error: {
      code: 'request.invalid',
      message: `The call "${name}" was not understood${place}.`,
      data: parsed.error.issues.map(({ path, message }) => ({ path: path.map(String), message })),
    },
  };
}
