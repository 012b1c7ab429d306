import type { ValidRequestOf } from '#contract/contract.ts';

/** What was asked for of an export. */
export type ExportChoices = ValidRequestOf<'export.preview'>;
