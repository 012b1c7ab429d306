import type { Call } from '#contract/contract.ts';
import type { Change } from '#model/change.ts';

/** One call for the writer to make. Ids count up from 1. */
export interface Order {
  readonly id: number;
  readonly call: Call;
}

/** That a call was answered. Id 0: the project is open. */
export type Acknowledgement =
  | { readonly id: number; readonly ok: true; readonly changes: readonly Change[] }
  | { readonly id: number; readonly ok: false; readonly code: string };
