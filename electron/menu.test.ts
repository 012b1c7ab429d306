import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { MENU_COMMANDS, menuTemplate } from './menu.ts';

function itemsOf(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => (Array.isArray(item.submenu) ? itemsOf(item.submenu) : [item]));
}
function build(options: { mac?: boolean; developing?: boolean } = {}) {
  const chosen: string[] = [];
  const template = menuTemplate({
    mac: false,
    developing: false,
    choose: (command) => chosen.push(command),
    ...options,
  });
  return { chosen, template, items: itemsOf(template) };
}
function click(item: MenuItemConstructorOptions): void {
  Reflect.apply(item.click ?? (() => {}), undefined, []);
}

test('offers every command once, and a click chooses it', () => {
  const { items, chosen } = build();
  for (const item of items) if (item.id) click(item);
  expect(chosen).toEqual([...MENU_COMMANDS]);
  for (const item of items.filter((each) => each.id)) expect(item.label).toMatch(/\S/);
});

test('names only commands that the window has', () => {
  const renderer = join(import.meta.dirname, '../renderer');
  const sources = globSync('**/*.{ts,tsx}', { cwd: renderer }).map((file) =>
    readFileSync(join(renderer, file), 'utf8'),
  );
  const unknown = MENU_COMMANDS.filter((id) => !sources.some((source) => source.includes(`'${id}'`)));
  expect(unknown).toEqual([]);
});

test('leaves the keys to the window, which lets the user change them', () => {
  const { items } = build();
  const withKeys = items.filter((item) => item.accelerator);
  expect(withKeys.length).toBeGreaterThan(0);
  for (const item of withKeys) expect(item.registerAccelerator).toBe(false);
});

test('has the four menus, and on a Mac those of the system around them', () => {
  expect(build().template.map((menu) => menu.label)).toEqual(['&File', '&Edit', '&View', '&Help']);
  const mac = build({ mac: true }).template;
  expect([mac[0]?.role, mac.at(-1)?.role]).toEqual(['appMenu', 'windowMenu']);
});

test('shows developer tools while developing only', () => {
  const roles = (developing: boolean) => build({ developing }).items.map((item) => item.role);
  expect(roles(true)).toContain('toggleDevTools');
  expect(roles(false)).not.toContain('toggleDevTools');
  expect(roles(false)).not.toContain('reload');
});
