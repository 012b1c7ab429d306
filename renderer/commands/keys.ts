import { matchKeybindingPress, parseKeybinding } from 'tinykeys';

/**
 * Keys are written as tinykeys reads them: `Shift+w`, `$mod+z` (Control, or Command on a Mac), `[Shift]+?` for a
 * sign that some keyboards need Shift for. One press each; sequences are not used.
 */
export function matches(event: KeyboardEvent, key: string): boolean {
  const press = parsed(key);
  if (!press) return false;
  if (matchKeybindingPress(event, press)) return true;
  const [required, optional, name] = press;
  // On a keyboard without Latin letters (Cyrillic, Greek, …) the place of the key stands in for its letter.
  if (typeof name === 'string' && /^[a-z]$/i.test(name) && /^[^\p{ASCII}]$/u.test(event.key)) {
    return matchKeybindingPress(event, [required, optional, `Key${name.toUpperCase()}`]);
  }
  return false;
}

type Press = ReturnType<typeof parseKeybinding>[number];
const known = new Map<string, Press | undefined>();

/** A key taken apart; the keys of all commands are asked for with each press. */
function parsed(key: string): Press | undefined {
  if (!known.has(key)) known.set(key, parseKeybinding(key)[0]);
  return known.get(key);
}

/** True where the key would be typed in a field: no Control, Alt or Command, and not a function key. */
export function isPlain(key: string): boolean {
  const press = parsed(key);
  if (!press) return false;
  const [required, , name] = press;
  return required.every((modifier) => modifier === 'Shift') && !/^F\d+$/.test(String(name));
}

const FIELD_LETTERS = ['a', 'c', 'v', 'x', 'y', 'z'];
const FIELD_NAMES = /^(Arrow.*|Home|End|Backspace|Delete|Insert)$/;

/** True where a field needs the key for itself: to type, to move the caret, to copy, to take back what was typed. */
export function isForFields(key: string): boolean {
  const press = parsed(key);
  if (!press) return false;
  const name = String(press[2]);
  return isPlain(key) || FIELD_NAMES.test(name) || FIELD_LETTERS.includes(name.toLowerCase());
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
  Delete: 'Del',
  Space: 'Space',
  ' ': 'Space',
  Control: 'Ctrl',
  $mod: 'Ctrl',
};

/** The key as it is shown, such as `Ctrl+Shift+Z`. */
export function displayKey(key: string, mac = isMac()): string {
  const parts = key.split('+').filter((part) => !/^\[.*\]$/.test(part));
  const [last = ''] = parts.slice(-1);
  const shown = parts.map((part) => {
    if (part === '$mod') return mac ? '⌘' : 'Ctrl';
    if (part === last && part.length === 1 && part !== ' ') return part.toUpperCase();
    return NAMES[part] ?? part;
  });
  return shown.join('+');
}

export function isMac(): boolean {
  return typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac');
}

/** The key that was pressed, in the way keys are written here; null while only modifiers are held. */
export function keyOf(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'Dead'].includes(event.key)) return null;
  const name = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const letter = /^\p{L}$/u.test(name);
  const named = name.length > 1;
  const parts: string[] = [];
  if (isMac() ? event.metaKey : event.ctrlKey) parts.push('$mod');
  if (isMac() && event.ctrlKey) parts.push('Control');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey) parts.push(letter || named ? 'Shift' : '[Shift]');
  return [...parts, name].join('+');
}

/** Two ways of writing that one press answers to: modifiers in any order, optional ones left out, case ignored. */
export function sameKey(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

function canonical(key: string): string {
  const press = parsed(key);
  if (!press) return key;
  const [required, , name] = press;
  return [...required].sort().concat(String(name).toLowerCase()).join('+');
}
