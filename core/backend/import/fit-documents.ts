import type { ExchangeDocument } from '#formats/exchange.ts';
import { findNamed } from '#model/fold-name.ts';
import type { LayerId } from '#model/ids.ts';
import type { Scheme } from '#model/scheme.ts';
import { addNames, type WantedName } from './add-names.ts';
import { addParts, createLackCounter, type LackingPart } from './add-parts.ts';
import type { LeftOut } from './fit-attributes.ts';
import { fitDocument } from './fit-document.ts';
import { createNameMap, type MappedName, type NameChoice, type NameMapOptions, nameKey } from './name-map.ts';

export interface FitOptions {
  readonly names: readonly NameChoice[];
  readonly before?: NameMapOptions['before'];
  /** Layers that the files are known to have, by a manifest. */
  readonly layers: readonly string[] | null;
  /** What becomes of names that the scheme does not have. */
  readonly missing: 'leave-out' | 'add';
  /** What becomes of attributes and relation types that the scheme does not have. */
  readonly lacking: 'leave-out' | 'add';
  /**
   * Whether the documents come from our own JSON Lines: names are ids and stay as they are, and everything has a place of
   * its own. False where omitted.
   */
  readonly ours?: boolean;
  /** The version of the scheme once something is added to it. */
  readonly nextVersion: number;
}

export interface FoundName extends MappedName {
  readonly layer: string;
  readonly label: string | null;
  readonly count: number;
  /** The layer of the scheme that the name's layer is. */
  readonly home: LayerId | null;
}

export interface CountedLeftOut extends LeftOut {
  readonly count: number;
}

export interface FittedDocuments {
  /** How many documents. */
  readonly count: number;
  /** The scheme that they fit: the one given, or with what was added. */
  readonly scheme: Scheme;
  /** The layers and labels of the files, by layer then label, and what becomes of each. */
  readonly names: readonly FoundName[];
  readonly leftOut: readonly CountedLeftOut[];
  readonly spansLeftOut: number;
  /** What the scheme has no place for. */
  readonly lacking: readonly LackingPart[];
  /** One of the documents as it fits the scheme. */
  fitted(document: ExchangeDocument): ExchangeDocument;
}

/** How documents are gone through, once or several times. */
export interface FitWork {
  documents(): AsyncIterable<ExchangeDocument>;
  /** Is told what each became. The last time through, the scheme is the one that all fit. */
  each?(fitted: ExchangeDocument, scheme: Scheme): void;
  /** Is told how many were gone through this time. */
  seen?(count: number): void;
  readonly pace: () => Promise<void>;
  readonly cancelled: () => boolean;
}

/**
 * Finds how documents of another tool fit the scheme, which grows by what is to be added. Decides only. Goes through the
 * documents once more for each kind of addition that there is.
 */
export async function fitDocuments(
  scheme: Scheme,
  options: FitOptions,
  work: FitWork,
): Promise<FittedDocuments> {
  // Names are looked for in the scheme as it was: a layer that one name adds takes no other from where it was found.
  const goThrough = (grown: Scheme, added: NonNullable<NameMapOptions['added']>) =>
    fitAll(grown, scheme, options, added, work);
  const first = await goThrough(scheme, new Map());
  const grown = addNames(scheme, wantedNames(first.names, options), options.ours);
  const second = grown.added.size === 0 ? first : await goThrough(grown.scheme, grown.added);
  if (options.lacking === 'leave-out' || second.lacking.length === 0) {
    return { ...second, scheme: versioned(scheme, grown.scheme, options) };
  }
  const whole = addParts(grown.scheme, second.lacking, options.ours);
  const third = await goThrough(whole, grown.added);
  return { ...third, lacking: second.lacking, scheme: versioned(scheme, whole, options) };
}

function versioned(before: Scheme, after: Scheme, { nextVersion }: FitOptions): Scheme {
  return after === before ? before : { ...after, version: nextVersion };
}

function wantedNames(names: readonly FoundName[], options: FitOptions): WantedName[] {
  const chosen = new Map(options.names.map((choice) => [nameKey(choice.layer, choice.label), choice.to]));
  return names.flatMap(({ layer, label, by }): WantedName[] => {
    const choice = chosen.get(nameKey(layer, label));
    if (choice && 'newIn' in choice) return [{ layer, label, newIn: choice.newIn }];
    return by === 'none' && options.missing === 'add' ? [{ layer, label, newIn: null }] : [];
  });
}

/** Goes through all documents once: what names they have, and what does not fit. */
async function fitAll(
  scheme: Scheme,
  before: Scheme,
  { names: choices, layers, before: remembered, ours = false }: FitOptions,
  added: NonNullable<NameMapOptions['added']>,
  work: FitWork,
): Promise<Omit<FittedDocuments, 'scheme'>> {
  // In ours a label has a layer: it is none of another that happens to have one of that name.
  const nameOf = createNameMap(before, choices, ours ? [] : layers, {
    ...(remembered === undefined ? {} : { before: remembered }),
    added,
  });
  const names = new Map<string, FoundName>();
  const leftOut = new Map<string, CountedLeftOut>();
  const lacks = createLackCounter(ours);
  let spansLeftOut = 0;
  let count = 0;
  for await (const document of work.documents()) {
    if (work.cancelled()) break;
    count += 1;
    const fitted = fitDocument(document, scheme, nameOf, ours);
    work.each?.(fitted.document, scheme);
    for (const { layer, label } of fitted.spans) {
      const key = nameKey(layer, label);
      const known = names.get(key) ?? {
        ...{ layer, label, count: 0, ...nameOf(layer, label) },
        home: findNamed(scheme.layers, layer)?.id ?? null,
      };
      names.set(key, { ...known, count: known.count + 1 });
    }
    for (const { what, why, lack } of fitted.leftOut) {
      if (what === 'span') spansLeftOut += 1;
      if (lack !== undefined) lacks.add(lack);
      const key = `${what} ${why}`;
      leftOut.set(key, { what, why, count: (leftOut.get(key)?.count ?? 0) + 1 });
    }
    work.seen?.(count);
    await work.pace();
  }
  return {
    count,
    names: [...names.values()].sort(
      (a, b) => compare(a.layer, b.layer) || compare(a.label ?? '', b.label ?? ''),
    ),
    leftOut: [...leftOut.values()].sort((a, b) => b.count - a.count || compare(a.why, b.why)),
    spansLeftOut,
    lacking: lacks.parts(),
    fitted: (document) => fitDocument(document, scheme, nameOf, ours).document,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
