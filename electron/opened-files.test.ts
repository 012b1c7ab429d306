import { beforeEach, describe, expect, test } from 'vitest';
import { createInbox, type Inbox, projectFileIn, watchOpenedFiles } from './opened-files.ts';
import { createFakeElectron, type FakeElectron } from './test-support/fake-electron.ts';
import { cancellable } from './test-support/fake-window.ts';

describe('the project on a command line', () => {
  test.each([
    [['/opt/standoff', 'a.standoff'], '/papers/a.standoff'],
    [['/opt/standoff', '/x/A b.STANDOFF'], '/x/A b.STANDOFF'],
    [['/opt/standoff', '--flag', '../a.standoff', '--other'], '/a.standoff'],
    [['/opt/standoff', 'a.standoff', 'b.standoff'], '/papers/b.standoff'],
    [['/opt/standoff', '--x=a.standoff'], null],
    [['/opt/standoff', 'a.txt', '.'], null],
    [[], null],
  ])('%j', (argv, path) => {
    expect(projectFileIn(argv, '/papers')).toBe(path);
  });
});

describe('a project opened from outside', () => {
  let fake: FakeElectron;
  let inbox: Inbox;
  let opened: string[];
  let shown: number;
  beforeEach(() => {
    fake = createFakeElectron();
    inbox = createInbox(null);
    opened = [];
    shown = 0;
    watchOpenedFiles(fake.electron.app, inbox, () => {
      shown += 1;
    });
  });

  test('by a second start: brings the window to the front and hands the project over', () => {
    inbox.deliverTo((path) => opened.push(path));
    fake.app.emit('second-instance', cancellable({}), ['/opt/standoff', 'b.standoff'], '/home');
    expect([shown, opened]).toEqual([1, ['/home/b.standoff']]);
    fake.app.emit('second-instance', cancellable({}), ['/opt/standoff'], '/home');
    expect([shown, opened.length]).toEqual([2, 1]);
  });
  test('by a double click on a Mac, also before anybody can open it', () => {
    const event = cancellable({});
    fake.app.emit('open-file', event, '/a.standoff');
    expect(event.defaultPrevented).toBe(true);
    fake.app.emit('open-file', event, '/b.standoff');
    inbox.deliverTo((path) => opened.push(path));
    fake.app.emit('open-file', event, '/c.standoff');
    expect(opened).toEqual(['/b.standoff', '/c.standoff']);
  });
  test('is handed over once', () => {
    const first = createInbox('/a.standoff');
    expect([first.take(), first.take()]).toEqual(['/a.standoff', null]);
    first.deliverTo((path) => opened.push(path));
    expect(opened).toEqual([]);
  });
});
