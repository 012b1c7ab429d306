import type { ExchangeDocument, WrittenNames } from '../exchange.ts';
import { escapeXmlText, xmlElement } from '../xml/write.ts';
import type { Guids } from './guids.ts';

/** What is known of a document and has no place of its own in a source: variables of these names. */
const FACTS = [
  ['Language', 'language'],
  ['Publisher', 'publisher'],
  ['Author', 'author'],
  ['URL', 'url'],
  ['Published', 'publishedAt'],
] as const;

type DocumentFacts = Pick<ExchangeDocument, 'language' | 'metadata'> & {
  readonly source: Pick<ExchangeDocument['source'], 'publisher' | 'author' | 'url' | 'publishedAt'>;
};

const FACT_NAMES: readonly string[] = FACTS.map(([name]) => name);
const METADATA = 'metadata ';

/** Variables of a project, told apart by name. */
export interface VariableWriter {
  /** `VariableValue` elements of a source. */
  valuesOf(document: ExchangeDocument): string;
  /** The `Variables`, once all sources are written; empty where there are none. */
  xml(): string;
  /** Names of metadata that another variable has: written otherwise. */
  names(): WrittenNames;
}

export function createVariables(guids: Guids): VariableWriter {
  const guidOf = new Map<string, string>();
  const written = new Map<string, string>();
  const taken = new Set(FACT_NAMES);
  const value = (name: string, text: string): string => {
    const guid = guidOf.get(name) ?? guids.take(null, 'variable', name);
    guidOf.set(name, guid);
    const ref = xmlElement('VariableRef', { targetGUID: guid });
    return `${xmlElement('VariableValue', {}, `${ref}${xmlElement('TextValue', {}, escapeXmlText(text))}`)}\n`;
  };
  const metadataName = (key: string): string => {
    const known = written.get(key);
    if (known !== undefined) return known;
    let name = key;
    for (let count = 2; taken.has(name); count += 1) name = `${key}_${count}`;
    taken.add(name);
    written.set(key, name);
    return name;
  };
  return {
    valuesOf({ language, source, metadata }) {
      const facts = { language, ...source };
      return [
        ...FACTS.map(([name, fact]) => (facts[fact] === null ? '' : value(name, facts[fact]))),
        ...Object.entries(metadata).map(([key, text]) => value(metadataName(key), text)),
      ].join('');
    },
    xml() {
      const variables = [...guidOf].map(
        ([name, guid]) => `${xmlElement('Variable', { guid, name, typeOfVariable: 'Text' })}\n`,
      );
      return variables.length === 0 ? '' : `<Variables>\n${variables.join('')}</Variables>\n`;
    },
    names: () =>
      Object.fromEntries(
        [...written].filter(([key, name]) => key !== name).map(([key, name]) => [`${METADATA}${key}`, name]),
      ),
  };
}

/** What variables say of a document: its facts where the file is ours, metadata otherwise. Values of one name are joined. */
export function readFacts(
  values: readonly (readonly [name: string, value: string])[],
  isOurs: boolean,
  names: WrittenNames | undefined,
): DocumentFacts {
  const originals = new Map(
    Object.entries(names ?? {}).flatMap(([key, name]) =>
      key.startsWith(METADATA) ? [[name, key.slice(METADATA.length)] as const] : [],
    ),
  );
  const all: Record<(typeof FACTS)[number][1], string | null> = {
    language: null,
    publisher: null,
    author: null,
    url: null,
    publishedAt: null,
  };
  const metadata = new Map<string, string>();
  for (const [name, value] of values) {
    const fact = isOurs ? FACTS.find(([written]) => written === name)?.[1] : undefined;
    if (fact !== undefined) all[fact] = value;
    else {
      const key = originals.get(name) ?? name;
      const known = metadata.get(key);
      metadata.set(key, known === undefined ? value : `${known}; ${value}`);
    }
  }
  const { language, ...source } = all;
  return { language, source, metadata: Object.fromEntries(metadata) };
}
