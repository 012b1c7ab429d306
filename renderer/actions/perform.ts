import type { ProcedureName, RequestOf, ResponseOf } from '#contract/contract.ts';
import { call } from '../client/bridge.ts';
import { warn } from '../state/notices.ts';

/** Sends a call and shows the sentence that came back where it is refused; then answers null. */
export async function perform<Name extends ProcedureName>(
  procedure: Name,
  request: RequestOf<Name>,
): Promise<ResponseOf<Name> | null> {
  const reply = await call(procedure, request);
  if (reply.ok) return reply.value;
  warn(reply.error.message);
  return null;
}
