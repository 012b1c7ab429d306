import type { ValidRequestOf } from '#contract/contract.ts';

/** What was asked for, as the contract has it. */
export type ExportChoices = ValidRequestOf<'export.preview'>;
