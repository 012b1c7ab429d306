import { describe, expect, test } from 'vitest';
import { displayKey, isPlain, keyOf, matches, sameKey } from './keys.ts';

interface Held {
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
  readonly altGraph?: boolean;
  readonly code?: string;
}

function press(key: string, held: Held = {}): KeyboardEvent {
  const modifiers: Readonly<Record<string, boolean>> = {
    Control: held.ctrl ?? false,
    Shift: held.shift ?? false,
    Alt: held.alt ?? false,
    AltGraph: held.altGraph ?? false,
    Meta: false,
  };
  return {
    key,
    code: held.code ?? '',
    ctrlKey: held.ctrl ?? false,
    shiftKey: held.shift ?? false,
    altKey: held.alt ?? false,
    metaKey: false,
    getModifierState: (name: string) => modifiers[name] ?? false,
  } as KeyboardEvent;
}

describe('a key', () => {
  test('matches with exactly its modifiers', () => {
    expect(matches(press('e'), 'e')).toBe(true);
    expect(matches(press('E'), 'e')).toBe(true);
    expect(matches(press('E', { shift: true }), 'e')).toBe(false);
    expect(matches(press('W', { shift: true }), 'Shift+w')).toBe(true);
    expect(matches(press('z', { ctrl: true }), '$mod+z')).toBe(true);
    expect(matches(press('Z', { ctrl: true, shift: true }), '$mod+z')).toBe(false);
    expect(matches(press(' ', { code: 'Space' }), 'Space')).toBe(true);
    expect(matches(press('ArrowLeft', { ctrl: true, alt: true }), 'Control+Alt+ArrowLeft')).toBe(true);
  });

  test('that needs Shift on some keyboards matches with and without it', () => {
    expect(matches(press('?', { shift: true }), '[Shift]+?')).toBe(true);
    expect(matches(press('?'), '[Shift]+?')).toBe(true);
  });

  test('is found by its place where the keyboard has no Latin letters', () => {
    expect(matches(press('у', { code: 'KeyE' }), 'e')).toBe(true);
    expect(matches(press('у', { code: 'KeyE' }), 'q')).toBe(false);
    expect(matches(press('ö', { code: 'Semicolon' }), 'e')).toBe(false);
  });

  test('is written so that it matches itself', () => {
    for (const event of [
      press('e', { code: 'KeyE' }),
      press('W', { shift: true, code: 'KeyW' }),
      press('z', { ctrl: true, code: 'KeyZ' }),
      press('?', { shift: true, code: 'Slash' }),
      press(' ', { code: 'Space' }),
      press('ArrowLeft', { alt: true, shift: true, code: 'ArrowLeft' }),
      press('F6', { code: 'F6' }),
    ]) {
      const key = keyOf(event);
      expect(key && matches(event, key), `${event.key} as ${key}`).toBe(true);
    }
    expect(keyOf(press('Shift', { shift: true }))).toBeNull();
  });

  test('is plain where it would be typed', () => {
    expect(['e', 'Shift+w', 'Tab', '[Shift]+?'].map(isPlain)).toEqual([true, true, true, true]);
    expect(['$mod+k', 'Alt+PageUp', 'F6', 'Shift+F6'].map(isPlain)).toEqual([false, false, false, false]);
  });

  test('is the same whatever the order of its modifiers', () => {
    expect(sameKey('Alt+Shift+x', 'Shift+Alt+X')).toBe(true);
    expect(sameKey('[Shift]+?', '?')).toBe(true);
    expect(sameKey('e', 'Shift+e')).toBe(false);
  });

  test('is shown as on the keyboard', () => {
    expect(displayKey('$mod+Shift+z', false)).toBe('Ctrl+Shift+Z');
    expect(displayKey('[Shift]+?', false)).toBe('?');
    expect(displayKey('Alt+ArrowLeft', false)).toBe('Alt+←');
    expect(displayKey('$mod+k', true)).toBe('⌘+K');
  });
});
