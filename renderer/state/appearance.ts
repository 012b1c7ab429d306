import { create } from 'zustand';
import { writePreference } from '../client/preferences.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Sizes of the article in CSS pixels. */
export const TEXT_SIZES = [14, 15, 16, 17, 18, 19, 20, 22, 24, 28, 32] as const;
const ORDINARY_SIZE = 18;

interface AppearanceState {
  readonly theme: Theme;
  readonly textSize: number;
}

export const useAppearance = create<AppearanceState>(() => ({ theme: 'system', textSize: ORDINARY_SIZE }));

export function setTheme(theme: Theme): void {
  useAppearance.setState({ theme });
  store();
}

/** Makes the article one step larger or smaller, or of its ordinary size. */
export function changeTextSize(step: 1 | -1 | 0): void {
  const { textSize } = useAppearance.getState();
  const place = TEXT_SIZES.findIndex((size) => size >= textSize);
  const next = step === 0 ? ORDINARY_SIZE : (TEXT_SIZES[place + step] ?? textSize);
  useAppearance.setState({ textSize: next });
  store();
}

function store(): void {
  const { theme, textSize } = useAppearance.getState();
  writePreference('appearance', { theme, textSize });
}

export function restoreAppearance(stored: unknown): void {
  const value = stored as Partial<AppearanceState> | undefined;
  if (THEMES.some((theme) => theme === value?.theme))
    useAppearance.setState({ theme: value?.theme as Theme });
  if (TEXT_SIZES.some((size) => size === value?.textSize)) {
    useAppearance.setState({ textSize: value?.textSize as number });
  }
}

/** Writes the appearance onto the root element and keeps it up to date. */
export function paintAppearance(root: HTMLElement): void {
  const paint = ({ theme, textSize }: AppearanceState): void => {
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.style.setProperty('--article-size', `${textSize}px`);
  };
  paint(useAppearance.getState());
  useAppearance.subscribe(paint);
}
