import type { ExchangeDocument } from '../core/formats/exchange.ts';
import type { AttributeValue, Fragment, LinkTarget } from '../core/model/annotation.ts';

/**
 * What a document says without its ids, so that a document read back can be compared: annotations are told by what they
 * cover and say. `gone` are annotations that a format left out: links and relations to them count as gone, and so do
 * links to what was never there, and to words that `areGone`. Links of an attribute come with those to spans first.
 */
export function meaningOf(
  document: ExchangeDocument,
  gone: ReadonlySet<string | null> = new Set(),
  areGone: (words: readonly Fragment[]) => boolean = () => false,
) {
  const kept = document.annotations.filter(({ id }) => !gone.has(id));
  const sayOf = new Map(
    kept.map(({ id, layer, label, fragments }) => [id, JSON.stringify([layer, label, fragments])]),
  );
  const annotations = kept.map(({ layer, label, fragments, quote, attributes, certainty, note }) => ({
    layer,
    label,
    fragments,
    quote,
    certainty,
    note,
    attributes: Object.fromEntries(
      Object.entries(attributes).flatMap(([name, value]) => {
        const said = value === undefined ? null : valueSaid(value, sayOf, areGone);
        return said === null ? [] : [[name, said]];
      }),
    ),
  }));
  const relations = document.relations.flatMap(({ type, source, target }) => {
    const [from, to] = [sayOf.get(source), sayOf.get(target)];
    return from === undefined || to === undefined ? [] : [{ type, from, to }];
  });
  return { annotations: annotations.toSorted(bySaying), relations: relations.toSorted(bySaying) };
}

function valueSaid(
  value: AttributeValue,
  sayOf: ReadonlyMap<string | null, string>,
  areGone: (words: readonly Fragment[]) => boolean,
): unknown {
  if (value.is !== 'links') return value;
  const links = value.links
    .filter((link) => link.kind !== 'fragments' || !areGone(link.fragments))
    .map((link) => (link.kind === 'annotation' ? { kind: link.kind, to: sayOf.get(link.id) } : link))
    .filter((link) => !('to' in link) || link.to !== undefined)
    .toSorted((a, b) => Number(isWords(a)) - Number(isWords(b)));
  return links.length === 0 ? null : { is: 'links', links };
}

function isWords({ kind }: { readonly kind: LinkTarget['kind'] }): boolean {
  return kind !== 'annotation' && kind !== 'fragments';
}

/** An order of what is said, whatever the order of its keys. */
export function bySaying(a: unknown, b: unknown): number {
  const [left, right] = [canonical(a), canonical(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** How many relations and links documents have: what is lost of them is reported one by one. */
export function connectionsOf(documents: readonly ExchangeDocument[]) {
  const values = documents.flatMap(({ annotations }) =>
    annotations.flatMap(({ attributes }) => Object.values(attributes)),
  );
  return {
    relations: documents.reduce((sum, { relations }) => sum + relations.length, 0),
    links: values.reduce((sum, value) => sum + (value?.is === 'links' ? value.links.length : 0), 0),
  };
}
