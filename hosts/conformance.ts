/**
 * What every shell must do, whatever it is made of: one suite, run on each shell that can run. A test opens
 * the shell on `createConformanceBackend()` and hands each case a driver. The case named `quit` comes last
 * and ends the window.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accepted,
  adopt,
  call,
  codeOf,
  collectEvents,
  collected,
  commandChosen,
  errorCode,
  type ShellDriver,
  withFolder,
} from './conformance-driver.ts';

export {
  type ConformanceBackend,
  createConformanceBackend,
  type ShellDriver,
} from './conformance-driver.ts';

export interface ConformanceCase {
  readonly name: string;
  run(driver: ShellDriver): Promise<void>;
}

/** Characters that a careless transport loses: quotes, separators, NUL, astral, combining, right to left. */
const HARD_BYTES = 'é e\u0301 "\\ \u2028\u2029\u0000\u0085 👩‍👩‍👧 \u202Eabc 漢字 end\uFEFF';
/** And half a surrogate pair, which JSON can carry and UTF-8 cannot. */
const HARD_TEXT = `${HARD_BYTES} \uD83D`;

export const conformance: readonly ConformanceCase[] = [
  {
    name: 'the bridge is there, frozen, and nothing else of the shell shows',
    async run(driver) {
      const facts = await driver.evaluate(
        `({
          keys: Object.keys(standoffBridge).sort(),
          frozen: Object.isFrozen(standoffBridge),
          replaced: Reflect.defineProperty(globalThis, 'standoffBridge', { value: 1 }),
          node: typeof process + typeof require + typeof Buffer,
        })`,
      );
      assert.deepEqual(facts, {
        keys: ['adoptFiles', 'invoke', 'subscribe'],
        frozen: true,
        replaced: false,
        node: 'undefinedundefinedundefined',
      });
    },
  },
  {
    name: 'shell.read says which shell it is',
    async run(driver) {
      const value = accepted(await call(driver, 'shell.read', {}));
      assert.equal(value.shell, driver.shell);
      assert.match(value.version, /^\d+\.\d+\.\d+/);
    },
  },
  {
    name: 'a dialog that the shell lacks is refused, not left hanging',
    async run(driver) {
      const shell = accepted(await call(driver, 'shell.read', {}));
      if (!shell.nativeOpenDialog) {
        const reply = await call(driver, 'shell.pick-files', { purpose: 'import', multiple: true });
        assert.equal(codeOf(reply), 'shell.not-available');
      }
      if (!shell.nativeSaveDialog) {
        const reply = await call(driver, 'shell.pick-save-file', { suggestedName: 'a', purpose: 'export' });
        assert.equal(codeOf(reply), 'shell.not-available');
      }
    },
  },
  {
    name: 'folders can be walked and a file named in one',
    run: (driver) =>
      withFolder(async (folder) => {
        mkdirSync(join(folder, 'inner ü'));
        writeFileSync(join(folder, 'inner ü', 'a.standoff'), '');
        await driver.evaluate(`(document.querySelector('input').multiple = true, null)`);
        await driver.pickFiles([join(folder, 'inner ü', 'a.standoff')]);
        const [picked] = await adopt(driver, `document.querySelector('input').files`);
        assert.equal(driver.pathOf(picked?.file ?? ''), join(folder, 'inner ü', 'a.standoff'));

        const start = accepted(await call(driver, 'shell.list-folder', { extension: 'standoff' }));
        assert.ok(start.path.length > 0);
        const root = start.ancestors[0];
        assert.ok(root, 'the path bar starts at the root');
        const top = accepted(
          await call(driver, 'shell.list-folder', { folder: root.folder, extension: 'standoff' }),
        );
        assert.equal(top.folder, root.folder);
        const named = accepted(
          await call(driver, 'shell.name-file', { folder: top.folder, name: 'x.jsonl' }),
        );
        assert.equal(driver.pathOf(named.file), join(top.path, 'x.jsonl'));
        const bad = await call(driver, 'shell.name-file', { folder: top.folder, name: '../x' });
        assert.equal(codeOf(bad), 'shell.bad-name');
        const unknown = await errorCode(
          driver,
          JSON.stringify({ procedure: 'shell.list-folder', request: { folder: folder, extension: '' } }),
        );
        assert.equal(unknown, 'shell.folder-unreadable', 'a path is not a handle');
      }),
  },
  {
    name: 'what is no call, or a wrong one, is refused by code',
    async run(driver) {
      const codes = [];
      for (const json of [
        'not json',
        'null',
        '{"procedure":"no.such","request":{}}',
        '{"procedure":"toString","request":{}}',
        '{"procedure":"shell.set-title","request":{"title":7}}',
        '{"procedure":"shell.set-title"}',
      ]) {
        codes.push(await errorCode(driver, json));
      }
      assert.deepEqual(codes, [
        'request.invalid',
        'request.invalid',
        'request.unknown-procedure',
        'request.unknown-procedure',
        'request.invalid',
        'request.invalid',
      ]);
    },
  },
  {
    name: 'text arrives as it was sent, both ways',
    async run(driver) {
      const same = await driver.evaluate(
        `(async () => {
          const text = ${JSON.stringify(HARD_TEXT)};
          const reply = JSON.parse(await standoffBridge.invoke(
            JSON.stringify({ procedure: 'document.list', request: { search: text } })));
          return [reply.value.search === text, reply.value.search.length];
        })()`,
      );
      assert.deepEqual(same, [true, HARD_TEXT.length]);
    },
  },
  {
    name: 'a message of several megabytes goes both ways',
    async run(driver) {
      const same = await driver.evaluate(
        `(async () => {
          const text = ${JSON.stringify(`${HARD_TEXT} `)}.repeat(100000);
          const reply = JSON.parse(await standoffBridge.invoke(
            JSON.stringify({ procedure: 'document.list', request: { search: text } })));
          return [reply.value.search === text, text.length > 3000000];
        })()`,
      );
      assert.deepEqual(same, [true, true]);
    },
  },
  {
    name: 'many calls at once are each answered with their own',
    async run(driver) {
      const wrong = await driver.evaluate(
        `Promise.all(Array.from({ length: 200 }, async (_, n) => {
          const text = String(n).padEnd(n % 50 === 0 ? 700000 : 1000, 'x');
          const reply = JSON.parse(await standoffBridge.invoke(
            JSON.stringify({ procedure: 'document.list', request: { search: text } })));
          return reply.value.search === text ? 0 : 1;
        })).then((wrong) => wrong.reduce((sum, one) => sum + one, 0))`,
      );
      assert.equal(wrong, 0);
    },
  },
  {
    name: 'events arrive in order, large ones among them, until unsubscribed',
    async run(driver) {
      await collectEvents(driver);
      const sent = Array.from({ length: 500 }, (_, n) => `${n}`.padEnd(n % 100 === 50 ? 1_000_000 : 10, '.'));
      for (const command of sent) driver.backend.emit(commandChosen(command));
      assert.deepEqual(
        (await collected(driver, sent.length)).map((command) => [Number.parseFloat(command), command.length]),
        sent.map((command) => [Number.parseFloat(command), command.length]),
      );
      await driver.evaluate('(stopSeeing(), null)');
      driver.backend.emit(commandChosen('unheard'));
      await call(driver, 'shell.read', {});
      assert.equal((await collected(driver, 0)).length, sent.length);
    },
  },
  {
    name: 'an event of a call comes before the answer to it',
    async run(driver) {
      await collectEvents(driver);
      driver.backend.emitDuringNextCall([commandChosen('first'), commandChosen('x'.repeat(800_000))]);
      const before = await driver.evaluate(
        `standoffBridge.invoke(JSON.stringify({ procedure: 'document.list', request: {} })).then(() => seen.length)`,
      );
      assert.equal(before, 2);
    },
  },
  {
    name: 'a listener that fails keeps nothing from the others',
    async run(driver) {
      await driver.evaluate(
        `(globalThis.stopFailing = standoffBridge.subscribe(() => { throw new Error('planted'); }), null)`,
      );
      await collectEvents(driver);
      driver.backend.emit(commandChosen('a'));
      assert.deepEqual(await collected(driver, 1), ['a']);
      await driver.evaluate('(stopFailing(), stopSeeing(), null)');
    },
  },
  {
    name: 'picked files are known by their paths, and only as handles in the page',
    run: (driver) =>
      withFolder(async (folder) => {
        const paths = ['a “b”.txt', 'ü.md'].map((name) => join(folder, name));
        for (const path of paths) writeFileSync(path, 'four');
        await driver.evaluate(`(document.querySelector('input').multiple = true, null)`);
        await driver.pickFiles(paths);
        const files = await adopt(driver, `document.querySelector('input').files`);
        assert.deepEqual(
          files.map(({ file, name, size }) => [driver.pathOf(file), name, size]),
          paths.map((path, n) => [path, ['a “b”.txt', 'ü.md'][n], 4]),
        );
        assert.ok(!JSON.stringify(files).includes(folder));
        assert.deepEqual(await adopt(driver, '[]'), []);
      }),
  },
  {
    name: 'a call that gives a title sets it',
    async run(driver) {
      accepted(await call(driver, 'shell.set-title', { title: 'Wahl “2026” — Standoff' }));
      assert.equal(await driver.title(), 'Wahl “2026” — Standoff');
    },
  },
  {
    name: 'quit',
    async run(driver) {
      await driver.evaluate(
        `(void standoffBridge.invoke(JSON.stringify({ procedure: 'shell.quit', request: {} })), null)`,
      );
      await driver.ended;
    },
  },
];

/** For shells whose page can hold a file that lies nowhere (made by a script, or dropped from an archive). */
export const madeFileCase: ConformanceCase = {
  name: 'a file made in the page is copied where the backend can read it',
  async run(driver) {
    const text = HARD_BYTES.repeat(200_000);
    const [made] = await adopt(
      driver,
      `[new File([${JSON.stringify(HARD_BYTES)}.repeat(200000)], 'made.txt')]`,
    );
    const path = driver.pathOf(made?.file ?? '');
    assert.ok(path);
    assert.equal(made?.name, 'made.txt');
    assert.equal(made?.size, Buffer.byteLength(text));
    const copied = readFileSync(path, 'utf8');
    assert.deepEqual([copied.length, copied === text], [text.length, true]);
    await assert.rejects(adopt(driver, `[new File(['x'], '../../up.txt'), { name: 'no file' }]`));
  },
};
