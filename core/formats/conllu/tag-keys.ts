import { readTag } from '../columns/tags.ts';
import type { FileLog } from '../shared/file-log.ts';
import { isBracketed } from './bracket-entities.ts';
import { ENTITY_KEY, OTHER_ENTITY_KEYS } from './names.ts';
import type { ReadDocument } from './read-sentences.ts';

/** Keys that say how the text is made, and not what is in it. */
const OF_THE_TEXT = new Set(['SpaceAfter', 'SpacesAfter', 'SpacesBefore', 'SpacesInToken', 'TokenRange']);

export interface TagKeys {
  see(document: ReadDocument): void;
  /** The keys of the documents that were seen; those that are not read are noticed. */
  keys(log: FileLog): readonly string[];
}

/**
 * Finds the keys of MISC whose values are tags throughout the file, in the order in which they come; of several keys for
 * named entities one.
 */
export function createTagKeys(): TagKeys {
  const isTags = new Map<string, boolean>();
  return {
    see(document) {
      for (const { key, value } of items(document)) {
        if (OF_THE_TEXT.has(key) || (key === 'Entity' && isBracketed(value))) continue;
        // A name is needed: `Typo=I` is no tag.
        const tag = readTag(value);
        const isTag = tag === 'O' || (tag !== null && tag.name !== '');
        isTags.set(key, (isTags.get(key) ?? true) && isTag);
      }
    },
    keys(log) {
      const keys = [...isTags].filter(([, holds]) => holds).map(([key]) => key);
      const entityKeys = [ENTITY_KEY, ...OTHER_ENTITY_KEYS, 'Entity'].filter((key) => keys.includes(key));
      const passed = new Set([
        ...[...isTags].filter(([, holds]) => !holds).map(([key]) => key),
        ...entityKeys.slice(1),
      ]);
      if (passed.size > 0) {
        const shown = [...passed].toSorted().slice(0, 10).join(', ');
        log.notice(null, `Not read of the last column: ${shown}${passed.size > 10 ? ', …' : ''}.`);
      }
      return keys.filter((key) => !passed.has(key));
    },
  };
}

function* items({ sentences }: ReadDocument) {
  for (const { tokens } of sentences) {
    for (const { words } of tokens) {
      for (const misc of words) for (const [key, value] of misc) yield { key, value };
    }
  }
}
