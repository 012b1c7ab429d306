import { create } from 'zustand';
import type { ChosenFile } from '../client/bridge.ts';

/** The one dialog or panel that is open over the window. */
export type Dialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'import'; readonly files: readonly ChosenFile[] }
  | { readonly kind: 'export' }
  | { readonly kind: 'scheme'; readonly file: ChosenFile }
  | { readonly kind: 'paste'; readonly text: string }
  | {
      readonly kind: 'save';
      readonly purpose: 'new-project' | 'export';
      readonly suggestedName: string;
      readonly done: (file: ChosenFile | null) => void;
    };

export const useDialogs = create<{ readonly dialog: Dialog | null }>(() => ({ dialog: null }));

export function openDialog(dialog: Dialog): void {
  useDialogs.setState({ dialog });
}

export function closeDialog(): void {
  useDialogs.setState({ dialog: null });
}
