import type { ReadRelation } from '../json-spans/build-document.ts';
import type { SpanNameReader } from '../json-spans/span-names.ts';
import { copyOf } from '../shared/copy-of.ts';
import type { XmlElement } from '../xml/read.ts';
import { isKeptId, readGuid } from './guids.ts';

/**
 * The links of a project, which stand behind all sources: held while these are read, in lists of their parts, since there may be
 * as many as there are spans.
 */
export interface ProjectLinks {
  add(link: XmlElement, isOurs: boolean): void;
  /**
   * Those between two spans of a source, given by the GUIDs of its selections and codings. Sources come in their order; a GUID
   * is that of the first which has it.
   */
  relationsIn(keys: ReadonlyMap<string, string>, names: SpanNameReader): ReadRelation[];
  /** How many were in no source so far. */
  leftOut(): number;
}

const NONE = -1;

export function projectLinks(): ProjectLinks {
  const targets: string[] = [];
  const names: string[] = [];
  const ids: (string | null)[] = [];
  /** Of links from the same place, the one before. */
  const earlier: number[] = [];
  const lastFrom = new Map<string, number>();
  /** The number of the source that has it, for each GUID that a link begins or ends at. */
  const places = new Map<string, number>();
  const nameOf = new Map<string, string>();
  let sources = 0;
  let found = 0;

  function placed(guid: string | null): string {
    const known = copyOf(guid ?? '');
    if (guid !== null && !places.has(known)) places.set(known, NONE);
    return known;
  }

  return {
    add(link, isOurs) {
      const at = targets.length;
      const origin = placed(readGuid(link.attributes.get('originGUID')));
      targets.push(placed(readGuid(link.attributes.get('targetGUID'))));
      earlier.push(lastFrom.get(origin) ?? NONE);
      lastFrom.set(origin, at);
      const name = link.attributes.get('name') || 'link';
      if (!nameOf.has(name)) nameOf.set(copyOf(name), copyOf(name));
      names.push(nameOf.get(name) ?? name);
      const guid = readGuid(link.attributes.get('guid'));
      ids.push(isOurs && isKeptId(guid) ? copyOf(guid) : null);
    },
    relationsIn(keys, spanNames) {
      const source = sources;
      sources += 1;
      for (const guid of keys.keys()) if (places.get(guid) === NONE) places.set(guid, source);
      const own: { readonly at: number; readonly from: string; readonly to: string }[] = [];
      for (const [guid, from] of keys) {
        if (places.get(guid) !== source) continue;
        for (let at = lastFrom.get(guid) ?? NONE; at !== NONE; at = earlier[at] ?? NONE) {
          const target = targets[at] ?? '';
          const to = places.get(target) === source ? keys.get(target) : undefined;
          if (to !== undefined) own.push({ at, from, to });
        }
      }
      found += own.length;
      return own
        .sort((one, other) => one.at - other.at)
        .map(({ at, from, to }) => ({
          id: ids[at] ?? null,
          ...spanNames.relation(names[at] ?? 'link'),
          source: from,
          target: to,
        }));
    },
    leftOut: () => targets.length - found,
  };
}
