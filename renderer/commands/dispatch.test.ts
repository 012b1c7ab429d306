import { describe, expect, test } from 'vitest';
import { acts, type KeyPlace } from './dispatch.ts';
import { type Command, chooseKeys, holderOf, keysOf, registerCommands, runCommand } from './registry.ts';

const nowhere: KeyPlace = { text: false, field: false, typeAhead: false, dialog: false };

describe('where keys act', () => {
  test('keys of the text need the text', () => {
    expect(acts({ scope: 'text' }, 'Tab', { ...nowhere, text: true })).toBe(true);
    expect(acts({ scope: 'text' }, 'Tab', nowhere)).toBe(false);
  });

  test('plain keys are left to fields and to lists that find by typing', () => {
    expect(acts({ scope: 'page' }, 'e', nowhere)).toBe(true);
    expect(acts({ scope: 'page' }, 'e', { ...nowhere, typeAhead: true })).toBe(false);
    expect(acts({ scope: 'page' }, '$mod+z', { ...nowhere, typeAhead: true })).toBe(true);
    expect(acts({ scope: 'page' }, 'e', { ...nowhere, field: true })).toBe(false);
  });

  test('other keys act in fields too, but for those that a field needs itself', () => {
    const field = { ...nowhere, field: true };
    for (const key of [
      '$mod+e',
      '$mod+Shift+e',
      '$mod+i',
      '$mod+k',
      '$mod+=',
      'Alt+PageDown',
      'F6',
      'Escape',
    ])
      expect(acts({ scope: 'page' }, key, field), key).toBe(true);
    for (const key of [
      '$mod+a',
      '$mod+Shift+z',
      '$mod+y',
      'Alt+ArrowLeft',
      '$mod+Backspace',
      'Shift+Home',
      '/',
    ])
      expect(acts({ scope: 'page' }, key, field), key).toBe(false);
    expect(acts({ scope: 'text' }, '$mod+e', field)).toBe(false);
  });

  test('nothing acts behind a dialog', () => {
    for (const scope of ['text', 'page'] as const) {
      expect(acts({ scope }, '$mod+k', { ...nowhere, text: true, dialog: true })).toBe(false);
    }
  });
});

describe('the registry', () => {
  const command = (id: string, keys: readonly string[], more: Partial<Command> = {}): Command => ({
    id,
    title: id,
    group: 'view',
    keys,
    scope: 'page',
    run: () => {},
    ...more,
  });

  test('refuses a key that another command has, and names the other', () => {
    const end = registerCommands([command('one', ['a']), command('two', ['b'])]);
    expect(holderOf('A', 'two')?.id).toBe('one');
    expect(chooseKeys('two', ['a'])?.id).toBe('one');
    expect(keysOf(command('two', ['b']))).toEqual(['b']);
    end();
  });

  test('runs a command only while it makes sense', () => {
    let ran = 0;
    let sensible = false;
    const run = (): void => {
      ran += 1;
    };
    const end = registerCommands([command('three', [], { when: () => sensible, run })]);
    expect(runCommand('three')).toBe(false);
    sensible = true;
    expect(runCommand('three')).toBe(true);
    expect(ran).toBe(1);
    end();
    expect(runCommand('three')).toBe(false);
  });
});
