import { z } from 'zod';

// zod probes for `new Function`; the content security policy forbids it. Must run before any schema is made.
z.config({ jitless: true });

export { z };

/** Who answers a procedure: the backend, the same in every shell, or the shell itself. */
export type AnsweredBy = 'backend' | 'shell';

/**
 * One call that crosses the process boundary. `effect` is `write` where the answer promises that something is
 * on disk. `errors` lists every expected failure; `request.invalid` and `internal.failed` can always happen.
 */
export interface Procedure<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  readonly answeredBy: AnsweredBy;
  readonly effect: 'read' | 'write';
  readonly summary: string;
  readonly request: Request;
  readonly response: Response;
  readonly errors: readonly string[];
}

/** Makes a procedure whose types are kept exactly. */
export function procedure<
  const Side extends AnsweredBy,
  const Request extends z.ZodType,
  const Response extends z.ZodType,
  const Errors extends readonly string[],
>(definition: {
  readonly answeredBy: Side;
  readonly effect: 'read' | 'write';
  readonly summary: string;
  readonly request: Request;
  readonly response: Response;
  readonly errors: Errors;
}) {
  return definition;
}
