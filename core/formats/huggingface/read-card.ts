import { decodeInput } from '../bytes.ts';
import type { InputFile } from '../exchange.ts';
import { folderOf } from '../shared/file-groups.ts';
import { frontMatter, type Yaml } from './front-matter.ts';

/** What the card of a dataset says of its columns: the names of classes that rows have as numbers (formats.md 11). */
export interface CardClasses {
  /** The names for a data file, by the column and the file's path; `null` where the card has none for it. */
  namesFor(column: string, path: string): readonly string[] | null;
}

export const NO_CLASSES: CardClasses = { namesFor: () => null };

export function isCardName(name: string): boolean {
  return /(?:^|\/)README\.md$/i.test(name);
}

/** The card of a data file: in its own folder, or the nearest that this one is in. */
export function cardNameFor(data: string, cards: readonly string[]): string | null {
  const near = cards.filter((card) => data.startsWith(folderOf(card)));
  return near.toSorted((a, b) => folderOf(b).length - folderOf(a).length)[0] ?? null;
}

/** Reads the header of a card. One that cannot be read says nothing. */
export function readCard(file: InputFile): CardClasses {
  const { text } = decodeInput(file);
  const header = text === null ? null : frontMatter(text);
  const info = header instanceof Map ? header.get('dataset_info') : undefined;
  const configs = (Array.isArray(info) ? info : [info]).filter((each) => each instanceof Map);
  return {
    namesFor(column, path) {
      const known = configs.flatMap((config) => {
        const names = classNames(featureOf(config, column));
        return names === null ? [] : [{ config: config.get('config_name'), names }];
      });
      const inPath = known.find(({ config }) => typeof config === 'string' && isIn(path, config));
      if (inPath !== undefined) return inPath.names;
      const distinct = new Map(known.map(({ names }) => [JSON.stringify(names), names]));
      // Where configurations differ and the path does not say which it is, none is certain.
      return distinct.size === 1 ? ([...distinct.values()][0] ?? null) : null;
    },
  };
}

/** Whether a configuration is a part of the path, as `conll2003` in `conll2003/train.jsonl`. */
function isIn(path: string, config: string): boolean {
  return path.split('/').some((part) => part === config || part.startsWith(`${config}-`));
}

function featureOf(config: ReadonlyMap<string, Yaml>, column: string): Yaml | undefined {
  const features = config.get('features');
  if (!Array.isArray(features)) return undefined;
  return features.find((feature) => feature instanceof Map && feature.get('name') === column);
}

/** `class_label` stands in the feature, or in what the feature is a list of. */
function classNames(feature: Yaml | undefined): readonly string[] | null {
  let at = feature;
  for (let depth = 0; at instanceof Map && depth < 4; depth += 1) {
    const found = at.get('class_label');
    if (found instanceof Map) return namesIn(found.get('names'));
    at = ['sequence', 'list', 'dtype', 'feature']
      .map((key) => (at instanceof Map ? at.get(key) : undefined))
      .find((inner) => inner instanceof Map);
  }
  return null;
}

function namesIn(names: Yaml | undefined): readonly string[] | null {
  if (Array.isArray(names)) return names.every((name) => typeof name === 'string') ? names : null;
  if (!(names instanceof Map)) return null;
  const found: string[] = [];
  for (const [key, name] of names) {
    if (!/^\d{1,5}$/.test(key) || typeof name !== 'string') return null;
    found[Number(key)] = name;
  }
  return found;
}
