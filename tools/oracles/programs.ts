import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';
import type { Tally } from '../tally.ts';
import { failed, passed, skipped } from './outcome.ts';
import { runCommand as run } from './run-command.ts';

const here = join(root, 'tools/oracles');
/** Debian's own Python: packages of apt are not seen by another. */
const PYTHON = '/usr/bin/python3';
const UIMA = '/usr/share/java/uimaj-core.jar';

const hasXmllint = (): boolean => run('xmllint', ['--version']).ok;
const hasNltk = (): boolean => run(PYTHON, ['-c', 'import nltk']).ok;
const hasUima = (): boolean => existsSync(UIMA) && run('java', ['--version']).ok;

/** Installs what is missing, where this is Debian and we are root. */
export function asksFor(packages: readonly (readonly [string, string])[]): void {
  const there: Readonly<Record<string, boolean>> = {
    xmllint: hasXmllint(),
    python3: hasNltk(),
    java: hasUima(),
  };
  const missing = packages.filter(([program]) => there[program] !== true).map(([, name]) => name);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    console.log(
      `Not installed: ${missing.join(', ')}. On Debian as root this would install them by apt-get.`,
    );
    return;
  }
  console.log(`Installing by apt-get: ${missing.join(', ')}`);
  run('apt-get', ['update', '-qq']);
  const { ok, said } = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing]);
  if (!ok) console.log(said.split('\n').slice(-3).join('\n'));
}

/** Python reads everything but XML; it prints a line of JSON for each check. */
export function checkWith(set: string, home: string): Tally[] {
  const { ok, output, said } = run(PYTHON, [join(here, 'read_exports.py'), home]);
  if (said.includes('ENOENT')) return [skipped(`${set}: Python`, `there is no ${PYTHON}`)];
  if (!ok) return [failed(`${set}: Python`, said)];
  return output
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [name = '', outcome, why = ''] = JSON.parse(line) as string[];
      if (outcome === 'passed') return passed(`${set}: ${name}`);
      return outcome === 'skipped' ? skipped(`${set}: ${name}`, why) : failed(`${set}: ${name}`, why);
    });
}

/** xmllint: TEI by the schema of the TEI Consortium, REFI-QDA by its own, the others well formed. */
export function checkXml(set: string, home: string): Tally[] {
  const schemas = join(root, 'core/formats/fixtures-of-others/fixtures/schemas');
  const codebook = join(root, 'core/formats/refi-qdc/fixtures/Codebook.xsd');
  return (
    [
      ['tei', ['--relaxng', join(schemas, 'tei_all.rng')]],
      ['refi-qda', ['--schema', join(schemas, 'refi-qda/Project.xsd')]],
      ['refi-qdc', ['--schema', codebook]],
      ['uima-xmi', []],
      ['labelstudio', []],
      ['webanno-tsv', []],
    ] as const
  ).map(([format, schema]) => {
    const name = `${set}: xmllint, ${format}`;
    if (!hasXmllint()) return skipped(name, 'xmllint is not installed');
    const files = filesOf(join(home, format), /\.(xml|xmi|qde|qdc)$/);
    const { ok, said } = run('xmllint', ['--noout', '--nonet', ...schema, ...files]);
    return ok ? passed(name) : failed(name, said.slice(0, 600));
  });
}

/** Apache UIMA deserialises every CAS, and gives the covered text of every annotation. */
export function checkUima(set: string, home: string, work: string): Tally[] {
  const name = `${set}: Apache UIMA, uima-xmi`;
  if (!hasUima()) return [skipped(name, 'Java or libuima-core-java is not installed')];
  const built = run('javac', ['-d', work, '-cp', UIMA, join(here, 'ReadCas.java')]);
  if (!built.ok) return [skipped(name, `javac: ${built.said.slice(0, 200)}`)];
  const files = filesOf(join(home, 'uima-xmi'), /\.xmi$/);
  const types = join(home, 'uima-xmi/TypeSystem.xml');
  const { ok, said } = run('java', ['-cp', `${UIMA}:${work}`, 'ReadCas', types, ...files]);
  return [ok ? passed(name) : failed(name, said.slice(0, 600))];
}

function filesOf(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));
}
