import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getResolvedPDFJS } from 'unpdf';
import { BUNDLES, bundleInMemory } from './bundles.ts';
import { root } from './paths.ts';

interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly home: string;
}

interface PackageFile {
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly repository?: string | { readonly url: string };
}

/** Loaded at run time from `node_modules`, not bundled, and a font, which the bundler keeps as a file. */
const BESIDE_THE_BUNDLES = ['better-sqlite3', 'electron', '@fontsource-variable/source-serif-4'];

/** The package that a module belongs to; `null` for our own and for the bundler's. */
function packageOf(moduleId: string): string | null {
  const match = /^(?!\0).*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(moduleId);
  return match?.[1] ?? null;
}

/** Names of all packages whose code is in what we ship, in alphabetical order. */
async function shippedPackages(): Promise<readonly string[]> {
  const names = new Set(BESIDE_THE_BUNDLES);
  for (const { name } of BUNDLES) {
    for (const file of await bundleInMemory(name)) {
      const modules = file.type === 'chunk' ? Object.entries(file.modules) : [];
      for (const [id, module] of modules) {
        const owner = module.renderedLength > 0 ? packageOf(id) : null;
        if (owner !== null) names.add(owner);
      }
    }
  }
  return [...names].sort();
}

function noticeOf(name: string): Notice {
  const file = join(root, 'node_modules', name, 'package.json');
  const { version, license, homepage, repository } = JSON.parse(readFileSync(file, 'utf8')) as PackageFile;
  if (license === undefined) throw new Error(`${name} names no licence: look into it before it is shipped.`);
  const address = typeof repository === 'string' ? repository : repository?.url;
  const named = (homepage ?? address ?? '').replace(/^git\+/, '').replace(/\.git$/, '');
  const home = /^[\w.-]+\/[\w.-]+$/.test(named) ? `https://github.com/${named}` : named;
  return { name, version, licence: license, home };
}

/** What packages hold of others without saying so in their description. */
async function noticesWithin(names: readonly string[]): Promise<readonly Notice[]> {
  if (!names.includes('unpdf')) return [];
  const { version } = await getResolvedPDFJS();
  return [
    { name: 'pdf.js, in unpdf', version, licence: 'Apache-2.0', home: 'https://mozilla.github.io/pdf.js/' },
  ];
}

/** `docs/third-party.md`: what others wrote of what we ship. */
export async function noticesText(): Promise<string> {
  const names = await shippedPackages();
  const rows = [...names.map(noticeOf), ...(await noticesWithin(names))].map(
    ({ name, version, licence, home }) => `| ${name} | ${version} | ${licence} | ${home} |`,
  );
  return `# Third-party software

What is shipped with Standoff and was written by others. Written by \`npm run notices:write\` from what the bundles
really contain; a test compares. The full text of each licence stands in the package's folder in \`node_modules\`.

| package | version | licence | home |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
