import type * as E from 'electron';
import { expectTypeOf, test } from 'vitest';
import type { FakeElectron } from './fake-electron.ts';
import type { FakeContents, FakeWindow } from './fake-window.ts';
import type { Mistakes } from './mistakes.ts';

type Part<Name extends keyof FakeElectron> = FakeElectron[Name];
type Session = Part<'defaultSession'>;

/** These run in the type check (`npm run check:types`): a mistake in the fake is named there and stops it. */
test('the fake has members of Electron only, and of the same types', () => {
  expectTypeOf<Mistakes<Part<'app'>, E.App, 'commandLine'>>().toBeNever();
  expectTypeOf<Mistakes<Part<'app'>['commandLine'], E.CommandLine>>().toBeNever();
  expectTypeOf<Mistakes<Part<'dialog'>, E.Dialog>>().toBeNever();
  expectTypeOf<Mistakes<Part<'ipcMain'>, E.IpcMain>>().toBeNever();
  expectTypeOf<Mistakes<Part<'nativeTheme'>, E.NativeTheme>>().toBeNever();
  expectTypeOf<Mistakes<Session, E.Session, 'protocol' | 'webRequest'>>().toBeNever();
  expectTypeOf<Mistakes<Session['protocol'], E.Protocol>>().toBeNever();
  expectTypeOf<Mistakes<Session['webRequest'], E.WebRequest>>().toBeNever();
  expectTypeOf<Mistakes<Part<'protocol'>, E.Protocol>>().toBeNever();
  expectTypeOf<Mistakes<Part<'screen'>, E.Screen>>().toBeNever();
  expectTypeOf<Mistakes<Part<'Menu'>, typeof E.Menu>>().toBeNever();
  expectTypeOf<Mistakes<FakeContents, E.WebContents>>().toBeNever();
  expectTypeOf<Mistakes<FakeWindow, E.BrowserWindow, 'webContents'>>().toBeNever();
});

test('a mistake would be found: a surplus member, another type, another answer', () => {
  type Misspelt = { requestSingleInstanceLok(): boolean; quit(): void };
  expectTypeOf<Mistakes<Misspelt, E.App>>().toEqualTypeOf<'requestSingleInstanceLok'>();
  expectTypeOf<Mistakes<{ isPackaged: string }, E.App>>().toEqualTypeOf<'isPackaged'>();
  expectTypeOf<Mistakes<{ whenReady(): Promise<boolean> }, E.App>>().toEqualTypeOf<'whenReady'>();
});
