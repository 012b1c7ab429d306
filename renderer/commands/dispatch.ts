import { isForFields, isPlain, matches } from './keys.ts';
import { type Command, keysOf, useCommandRegistry } from './registry.ts';

/** Set on the element that holds the article's text. */
export const TEXT_REGION = 'data-text-region';

const FIELD =
  'input:not([type=checkbox],[type=radio],[type=button],[type=range]), textarea, select, [contenteditable=true]';
const TYPE_AHEAD = '[role=listbox], [role=menu], [role=grid], [role=treegrid], [role=tree], [role=combobox]';
const DIALOG = '[role=dialog], [role=alertdialog], dialog[open]';

/** What the focus is in, as far as keys are concerned. */
export interface KeyPlace {
  readonly text: boolean;
  readonly field: boolean;
  readonly typeAhead: boolean;
  readonly dialog: boolean;
}

export function placeOf(target: EventTarget | null): KeyPlace {
  const element = target instanceof Element ? target : null;
  const text = element?.closest(`[${TEXT_REGION}]`) != null;
  return {
    text,
    field: !text && element?.closest(FIELD) != null,
    typeAhead: !text && element?.closest(TYPE_AHEAD) != null,
    dialog: element?.closest(DIALOG) != null,
  };
}

/** Whether a command's key acts where the focus is. Pure, so that the rule can be tested. */
export function acts(command: Pick<Command, 'scope'>, key: string, place: KeyPlace): boolean {
  if (place.dialog) return false;
  if (command.scope === 'text') return place.text;
  if (place.field) return key === 'Escape' || !isForFields(key);
  return !(place.typeAhead && isPlain(key));
}

/** Takes a key before the commands do; answers whether it did. */
type Interceptor = (event: KeyboardEvent, place: KeyPlace) => boolean;
const interceptors = new Set<Interceptor>();

/** Lets something in progress, such as choosing a label, have the keys first; returns the function that ends it. */
export function interceptKeys(interceptor: Interceptor): () => void {
  interceptors.add(interceptor);
  return () => interceptors.delete(interceptor);
}

/**
 * Runs commands by their keys. Listens in the capture phase, so that a key of the text acts before the editor
 * sees it; what no command takes goes on to the editor and to React Aria.
 */
export function dispatchKeys(target: Window): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    // React Aria sends keys of a search field on to its list as events of its own; those are not the user's.
    if (!event.isTrusted || event.defaultPrevented || event.isComposing) return;
    const place = placeOf(event.target);
    for (const interceptor of interceptors) {
      if (!interceptor(event, place)) continue;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const state = useCommandRegistry.getState();
    for (const command of state.commands.values()) {
      const hit = keysOf(command, state).some((key) => matches(event, key) && acts(command, key, place));
      if (!hit || command.when?.() === false) continue;
      event.preventDefault();
      event.stopPropagation();
      command.run();
      return;
    }
  };
  target.addEventListener('keydown', onKeyDown, { capture: true });
  return () => target.removeEventListener('keydown', onKeyDown, { capture: true });
}
