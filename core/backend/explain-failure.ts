import { storageMessage } from './storage/storage-error.ts';

/** The sentence for the user where something broke that should not. */
export function explainFailure(error: unknown): string {
  const known = storageMessage(error);
  if (known !== null) return known;
  return `Something went wrong inside the app: ${error instanceof Error ? error.message : String(error)}`;
}
