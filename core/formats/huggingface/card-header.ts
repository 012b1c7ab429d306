import type { DatasetCard } from '../exchange.ts';
import { SPLITS } from '../split/split-options.ts';
import type { CardFacts } from './card-facts.ts';
import { featuresYaml, SPAN_FEATURES } from './features.ts';
import { HUB_SPLITS, spansPath, splitPath } from './split-path.ts';

/** Identifiers of the Hub's list of licences that datasets have. Any other licence is `other` with its name. */
const HUB_LICENCES = new Set([
  'afl-3.0',
  'agpl-3.0',
  'apache-2.0',
  'bsd-2-clause',
  'bsd-3-clause',
  'c-uda',
  'cc',
  'cc0-1.0',
  'cc-by-2.0',
  'cc-by-2.5',
  'cc-by-3.0',
  'cc-by-4.0',
  'cc-by-sa-3.0',
  'cc-by-sa-4.0',
  'cc-by-nc-2.0',
  'cc-by-nc-3.0',
  'cc-by-nc-4.0',
  'cc-by-nd-4.0',
  'cc-by-nc-nd-3.0',
  'cc-by-nc-nd-4.0',
  'cc-by-nc-sa-2.0',
  'cc-by-nc-sa-3.0',
  'cc-by-nc-sa-4.0',
  'cdla-sharing-1.0',
  'cdla-permissive-1.0',
  'cdla-permissive-2.0',
  'gfdl',
  'gpl-2.0',
  'gpl-3.0',
  'lgpl-3.0',
  'mit',
  'odbl',
  'odc-by',
  'pddl',
  'unknown',
  'unlicense',
]);

/**
 * The YAML header (formats.md 11): `configs` with its `config_name`, which one configuration needs too, and the features.
 * Without `splits` and sizes: a wrong number makes loading fail, a missing one does not.
 */
export function cardHeader({ documents, count, languages }: CardFacts, card: DatasetCard): string {
  const used = SPLITS.filter((name) => documents[name] > 0 || (name === 'train' && count === 0));
  const sorted = [...languages].toSorted();
  return [
    '---',
    `pretty_name: ${quoted(card.name ?? '')}`,
    ...(sorted.length === 0 ? [] : ['language:', ...sorted.map((language) => `- ${quoted(language)}`)]),
    ...licenceLines(card),
    'task_categories:',
    '- token-classification',
    'size_categories:',
    `- ${sizeCategory(count)}`,
    'configs:',
    '- config_name: documents',
    '  default: true',
    '  data_files:',
    ...used.flatMap((name) => [`  - split: ${HUB_SPLITS[name]}`, `    path: ${splitPath(name, 'parquet')}`]),
    '- config_name: spans',
    '  data_files:',
    ...used.flatMap((name) => [`  - split: ${HUB_SPLITS[name]}`, `    path: ${spansPath(name)}`]),
    'dataset_info:',
    '- config_name: documents',
    '  features:',
    `${featuresYaml('  ')}- config_name: spans`,
    '  features:',
    `${featuresYaml('  ', SPAN_FEATURES)}---\n`,
  ].join('\n');
}

function licenceLines({ licence = '', licenceLink }: DatasetCard): string[] {
  const name = licence.trim();
  if (name === '') return [];
  if (HUB_LICENCES.has(name.toLowerCase())) return [`license: ${name.toLowerCase()}`];
  return [
    'license: other',
    `license_name: ${quoted(name)}`,
    ...(licenceLink === undefined ? [] : [`license_link: ${quoted(licenceLink)}`]),
  ];
}

/** A string of JSON is one of YAML; what YAML takes for line ends or does not allow is escaped. Quotes also keep `no` a text. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function sizeCategory(count: number): string {
  if (count < 1000) return 'n<1K';
  if (count < 10_000) return '1K<n<10K';
  if (count < 100_000) return '10K<n<100K';
  return count < 1_000_000 ? '100K<n<1M' : '1M<n<10M';
}
