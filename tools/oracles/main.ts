/**
 * `npm run test:oracles`: readers that are not ours read what we write: NLTK, Python's csv and json, xmllint with the
 * schemas there are, Apache UIMA, DuckDB, jsonld. Installs them by apt and npm where it may; what cannot run is skipped,
 * and says why. The last line counts.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codecOf } from '#formats/codecs.ts';
import { DEFAULT_WRITE_OPTIONS, type ExchangeDocument } from '#formats/exchange.ts';
import { parseLine } from '#formats/jsonl/parse.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import { writeProject } from '#formats/refi-qda/write-project.ts';
import { writeCodebook } from '#formats/refi-qdc/write-codebook.ts';
import { FORMAT_IDS } from '#formats/registry.ts';
import { NEWS_LAYERS, nastyDocuments } from '../../test-support/exchange-documents.ts';
import { newsScheme } from '../../test-support/news-scheme.ts';
import { TRAM_LAYERS, tramDocument } from '../../test-support/tram-document.ts';
import { root } from '../paths.ts';
import { freshReport, lastLine, sum, type Tally, writeJson } from '../tally.ts';
import { checkDuckDb } from './duckdb.ts';
import { checkJsonLd } from './json-ld.ts';
import { skipped } from './outcome.ts';
import { installPackages } from './packages.ts';
import { asksFor, checkUima, checkWith, checkXml } from './programs.ts';

const sample = readFileSync(join(root, 'resources/sample/sample.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .flatMap((line) => parseLine(line).record ?? []);

const SETS: readonly (readonly [string, readonly ExchangeDocument[], readonly string[]])[] = [
  ['example', [tramDocument()], TRAM_LAYERS],
  [
    'sample',
    sample,
    [...new Set([...NEWS_LAYERS, ...sample.flatMap((one) => one.annotations.map(({ layer }) => layer))])],
  ],
  ['nasty', nastyDocuments(), NEWS_LAYERS],
];

const report = freshReport('oracles.json');
const folder = mkdtempSync(join(tmpdir(), 'standoff-oracles-'));

/** Everything that we write of a set, and `expected.json`: what must be read, and what was reported as lost. */
function write(name: string, documents: readonly ExchangeDocument[], layers: readonly string[]): string {
  const home = join(folder, name);
  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  };
  put('refi-qdc/codebook.qdc', writeCodebook(newsScheme).content);
  put('jsonl/export.jsonl', documents.map((one) => `${serialiseRecord(one)}\n`).join(''));
  const lost: Record<string, unknown> = {};
  for (const format of FORMAT_IDS) {
    const options = { ...DEFAULT_WRITE_OPTIONS, layers };
    // As the app writes it: with the codes of the scheme.
    const written =
      format === 'refi-qda' && name !== 'example'
        ? writeProject(documents, options, newsScheme)
        : codecOf(format)?.serialise?.(documents, options);
    if (written === undefined) continue;
    for (const { path, content } of written.files) put(`${format}/${path}`, content);
    lost[format] = written.losses
      .filter(({ what }) => what === 'span-left-out')
      .map(({ documentId, annotationId }) => `${documentId} ${annotationId}`);
  }
  put(
    'expected.json',
    JSON.stringify({
      lost,
      documents: documents.map(({ id, title, text, annotations }) => ({
        id,
        title,
        text,
        spans: annotations.map(({ id: span, layer, label, fragments }) => ({
          id: span,
          layer,
          label,
          fragments,
        })),
      })),
    }),
  );
  return home;
}

try {
  asksFor([
    ['xmllint', 'libxml2-utils'],
    ['python3', 'python3-nltk'],
    ['java', 'libuima-core-java'],
  ]);
  const noPackages = installPackages();
  const tallies: Tally[] = [];
  for (const [name, documents, layers] of SETS) {
    const home = write(name, documents, layers);
    tallies.push(...checkWith(name, home), ...checkXml(name, home), ...checkUima(name, home, folder));
    if (noPackages === null)
      tallies.push(...(await checkDuckDb(name, home)), ...(await checkJsonLd(name, home)));
    else tallies.push(skipped(`${name}: DuckDB and jsonld`, noPackages));
  }
  const total = sum(tallies);
  for (const skip of total.skips) console.log(`skipped  ${skip}`);
  for (const failure of total.failures) console.log(`FAILED   ${failure}`);
  writeJson(report, total);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
  console.log(lastLine(total));
} finally {
  rmSync(folder, { recursive: true });
}
