import { create } from 'zustand';
import type { RequestOf } from '#contract/contract.ts';
import type { ChosenFile, JobOutcome } from '../client/bridge.ts';

/** The one dialog or panel that is open over the window. */
export type Dialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | {
      readonly kind: 'import';
      readonly files: readonly ChosenFile[];
      /** Whether they are those of a folder, of which not each is meant. */
      readonly isFolder: boolean;
    }
  | { readonly kind: 'export' }
  | { readonly kind: 'scheme'; readonly file: ChosenFile }
  | { readonly kind: 'scheme-overview' }
  | {
      readonly kind: 'exporting';
      readonly fileName: string;
      /** `null` until the backend has taken the job. */
      readonly jobId: string | null;
      /** `null` while it is at work. */
      readonly outcome: JobOutcome | null;
    }
  | { readonly kind: 'paste'; readonly text: string }
  | {
      readonly kind: 'save';
      readonly purpose: RequestOf<'shell.pick-save-file'>['purpose'];
      readonly suggestedName: string;
      readonly done: (file: ChosenFile | null) => void;
    };

export const useDialogs = create<{ readonly dialog: Dialog | null }>(() => ({ dialog: null }));

export function openDialog(dialog: Dialog): void {
  useDialogs.setState({ dialog });
}

/** Shows how an export ended where its dialog is still open; false where it is not. */
export function showExportOutcome(jobId: string, outcome: JobOutcome): boolean {
  const { dialog } = useDialogs.getState();
  if (dialog?.kind !== 'exporting' || (dialog.jobId !== null && dialog.jobId !== jobId)) return false;
  openDialog({ ...dialog, jobId, outcome });
  return true;
}

export function closeDialog(): void {
  useDialogs.setState({ dialog: null });
}
