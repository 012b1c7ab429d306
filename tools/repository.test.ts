import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './paths.ts';

interface PackageFile {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly resolved?: string }>>;
}

const packages = readJson<PackageFile>('package.json');
const lock = readJson<LockFile>('package-lock.json');

function readJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Value;
}

/** Files that git knows and that are text. */
function trackedTexts(): { path: string; text: string }[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)) && statSync(join(root, path)).isFile())
    .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
    .filter(({ bytes }) => !bytes.includes(0))
    .map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
}

/** Tracked places where a pattern occurs, as `path: match`. */
function places(pattern: RegExp, path = /./): string[] {
  return trackedTexts()
    .filter((file) => path.test(file.path))
    .flatMap((file) => [...file.text.matchAll(pattern)].map((match) => `${file.path}: ${match[0]}`));
}

// A clone has git; an unpacked archive of the sources has not.
describe.skipIf(!existsSync(join(root, '.git')))('tracked files', () => {
  it('are there to be looked at', () => {
    expect(trackedTexts().length).toBeGreaterThan(100);
  });

  // Written with classes of one character, so that this file does not find itself. Made-up homes of one letter pass.
  // Files that others made, kept to the byte, name what they name.
  it('hold no path of a machine', () => {
    const own = /^(?!core\/formats\/(?:[\w-]+\/)?fixtures(?:-of-others)?\/)/;
    const path = /(?<![\w.])\/(?:w[o]rk|f[a]rm|r[o]ot|h[o]me\/\w{2,}|U[s]ers\/\w{2,})\//g;
    expect(places(path, own)).toEqual([]);
  });

  it('name no package registry', () => {
    expect(places(/registry\.np[m]js|deb\.deb[i]an|npm\.pkg\.gith[u]b|registry\.yar[n]pkg/g)).toEqual([]);
  });

  it('hold no switched-off or lonely test and no silenced check', () => {
    expect(places(/\b(?:it|test|describe)\.onl[y]\(|@ts-(?:ignor[e]|nochec[k])/g, /[.]tsx?$/)).toEqual([]);
  });
});

describe('packages', () => {
  it('stand in exact versions', () => {
    const asked = { ...packages.dependencies, ...packages.devDependencies };
    const inexact = Object.entries(asked).filter(
      ([, version]) => !/^(npm:[a-z]+@)?\d+\.\d+\.\d+$/.test(version),
    );
    expect(inexact).toEqual([]);
  });

  it('are locked as asked, without the host they came from', () => {
    expect(lock.packages['']).toMatchObject({
      dependencies: packages.dependencies,
      devDependencies: packages.devDependencies,
    });
    const withHost = Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.startsWith('http'));
    expect(withHost.map(([path]) => path)).toEqual([]);
  });

  // Helpers of one copy of Lexical fail in an editor of another, so all move together.
  it('hold one version of Lexical', () => {
    const lexical = Object.entries(lock.packages).filter(([path]) =>
      /node_modules\/(lexical|@lexical\/[^/]+)$/.test(path),
    );
    expect(lexical.length).toBeGreaterThan(1);
    expect(new Set(lexical.map(([, { version }]) => version)).size).toBe(1);
    expect(lexical.filter(([path]) => path.lastIndexOf('node_modules/') > 0)).toEqual([]);
  });
});
