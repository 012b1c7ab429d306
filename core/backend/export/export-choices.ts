import type { ValidRequestOf } from '#contract/contract.ts';

/** What the user chose for an export. */
export type ExportChoices = ValidRequestOf<'export.preview'>;
