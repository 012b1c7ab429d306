import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../test-support/session-workbench.ts';
import { createSettings, type Settings } from './settings.ts';

let folder = '';
let seconds = 0;
let ids = 0;
beforeEach(() => {
  folder = temporaryFolder();
  seconds = 0;
  ids = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function settings(dataFolder = folder): Settings {
  return createSettings({
    dataFolder,
    now: () => {
      seconds += 1;
      return new Date(Date.UTC(2024, 0, 1) + seconds * 1000).toISOString();
    },
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  });
}

it('keeps preferences in a folder that it makes, and removes them by null', () => {
  const data = join(folder, 'not', 'there');
  settings(data).writePreference('panes', { left: 0.25, open: [true, null] });
  settings(data).writePreference('__proto__', 'an odd name');
  settings(data).writePreference('theme', 'dark');
  settings(data).writePreference('theme', null);
  expect(Object.entries(settings(data).preferences())).toEqual([
    ['panes', { left: 0.25, open: [true, null] }],
    ['__proto__', 'an odd name'],
  ]);
  expect(readdirSync(data)).toEqual(['settings.json']);
});

it('lists the latest project first, each once, under the same id', () => {
  const one = settings();
  one.addRecent('/a.standoff');
  one.addRecent('/b.standoff');
  one.addRecent('/a.standoff');
  expect(
    settings()
      .recents()
      .map(({ id, path }) => `${id} ${path}`),
  ).toEqual(['id-1 /a.standoff', 'id-2 /b.standoff']);
  one.removeRecent('id-1');
  expect(
    settings()
      .recents()
      .map(({ path }) => path),
  ).toEqual(['/b.standoff']);
  for (let index = 0; index < 30; index += 1) one.addRecent(`/${index}`);
  expect(settings().recents().length).toBe(20);
  expect(settings().recents()[0]?.path).toBe('/29');
});

it('sees what another window has written', () => {
  const [one, two] = [settings(), settings()];
  one.writePreference('a', 1);
  two.writePreference('b', 2);
  expect(one.preferences()).toEqual({ a: 1, b: 2 });
});

it.each([
  '',
  '{"version":1,"preferences":',
  '[]',
  '{"version":1,"preferences":{},"recents":[{}]}',
  '{"version":2}',
])('sets a damaged file aside and starts anew: %j', (content) => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  writeFileSync(join(folder, 'settings.json'), content);
  const one = settings();
  expect(one.preferences()).toEqual({});
  expect(complain).toHaveBeenCalledOnce();
  const [aside, ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(content);
  one.writePreference('a', 1);
  expect(settings().preferences()).toEqual({ a: 1 });
  complain.mockRestore();
});
