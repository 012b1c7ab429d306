import type { Rolldown } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleInMemory } from './bundles.ts';

/** Addresses that stand in the bundle as text and are never fetched: names of XML namespaces, links in messages. */
const NEVER_FETCHED = [
  /^http:\/\/www\.w3\.org\/(1998|1999|2000|XML\/1998)\//,
  /^https:\/\/react\.dev\/(errors|link)/,
  /^https:\/\/(lexical\.dev|github\.com\/facebook\/lexical)/,
  /^https:\/\/react\.i18next\.com\/latest\/usetranslation-hook$/,
];

describe('the window', () => {
  let files: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[] = [];
  let modules: readonly string[] = [];
  beforeAll(async () => {
    files = await bundleInMemory('renderer');
    modules = files.flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []));
  }, 60_000);

  function textOf(extension: string): string {
    return files
      .filter((file) => file.fileName.endsWith(extension))
      .map((file) => (file.type === 'chunk' ? file.code : String(file.source)))
      .join('\n');
  }

  it('is built of its own modules and of packages', () => {
    expect(modules.filter((id) => id.includes('/renderer/')).length).toBeGreaterThan(20);
    expect(modules.some((id) => id.includes('/node_modules/lexical/'))).toBe(true);
  });

  it('takes only types from the contract: no zod, no schema', () => {
    expect(
      modules.filter((id) => /node_modules\/zod\/|\/core\/contract\/|\/core\/backend\//.test(id)),
    ).toEqual([]);
    expect(textOf('.js')).not.toContain('ZodError');
  });

  it('fetches nothing from outside', () => {
    const addresses = [...textOf('.js').matchAll(/\b(?:https?|wss?):\/\/[^\s"'`)\\<>]+/g)].map(
      ([address]) => address,
    );
    expect(addresses.filter((address) => !NEVER_FETCHED.some((known) => known.test(address)))).toEqual([]);
    expect(textOf('.css')).not.toMatch(/@import|url\(\s*["']?(?:https?:)?\/\//);
    expect(textOf('.html')).not.toMatch(/(?:src|href)=["'](?:https?:)?\/\//);
  });

  it('keeps its fonts in files of its own', () => {
    expect(textOf('.css')).not.toMatch(/url\(\s*["']?data:/);
    expect(files.some((file) => file.fileName.endsWith('.woff2'))).toBe(true);
  });

  it('has nothing inline that its content security policy refuses', () => {
    const html = textOf('.html');
    expect(html).toContain('<script type="module"');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  });

  it('counts the same Lexical once', () => {
    const copies = new Set(modules.flatMap((id) => /^.*\/node_modules\/lexical\//.exec(id) ?? []));
    expect([...copies]).toHaveLength(1);
  });
});
