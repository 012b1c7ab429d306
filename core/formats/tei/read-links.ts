import type { LinkTarget } from '#model/annotation.ts';
import type { AnnotationId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { ExchangeRelation } from '../exchange.ts';
import type { FileLog } from '../shared/file-log.ts';
import type { Placed } from '../shared/finish-document.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements, xmlTextOf } from '../xml/read.ts';
import type { FileIndex } from './file-index.ts';
import { categoryOf, featuresOf, isStretch, type TeiSpan } from './read-spans.ts';
import { OWN_FEATURES, TYPES } from './write.ts';

export interface TeiLinks {
  readonly relations: readonly Placed<ExchangeRelation>[];
  /** Link attributes of each span, in their order. */
  readonly attributes: ReadonlyMap<TeiSpan, ReadonlyMap<string, readonly LinkTarget[]>>;
}

/** `link` elements: of `linkGrp type="attribute"`, if the file is ours, link attributes; all others relations. */
export function readLinks(
  index: FileIndex,
  isOurs: boolean,
  spanOf: (element: XmlElement) => TeiSpan | undefined,
  idOf: (span: TeiSpan) => string,
  log: FileLog,
): TeiLinks {
  const relations: Placed<ExchangeRelation>[] = [];
  const attributes = new Map<TeiSpan, Map<string, LinkTarget[]>>();
  const addLink = (span: TeiSpan, name: string, link: LinkTarget): void => {
    const ofSpan = attributes.get(span) ?? new Map<string, LinkTarget[]>();
    attributes.set(span, ofSpan);
    const links = ofSpan.get(name);
    if (links === undefined) ofSpan.set(name, [link]);
    else links.push(link);
  };
  for (const group of index.all.filter(({ name }) => name === 'linkGrp')) {
    for (const link of childElements(group, 'link')) {
      const type =
        categoryOf(link, index) ?? link.attributes.get('type') ?? group.attributes.get('type') ?? 'link';
      const [from, to, ...more] = index.targetsOf(link, 'target');
      const source = from === undefined ? undefined : spanOf(from);
      const target = to === undefined ? undefined : spanOf(to);
      const leaveOut = (why: string): void => log.notice(link.line, `The link “${type}” ${why}; left out.`);
      if (source === undefined || to === undefined || isStretch(source)) leaveOut('does not begin at a span');
      else if (more.length > 0) leaveOut('has more than two ends');
      else if (isOurs && group.attributes.get('type') === TYPES.link) {
        const linked = linkTo(to, target, idOf);
        if (linked === null) leaveOut('points at nothing that a link can point at');
        else addLink(source, type, linked);
      } else if (target === undefined || isStretch(target)) leaveOut('does not end at a span');
      else {
        const { own } = featuresOf(link, index);
        relations.push({
          line: link.line,
          item: {
            id: index.idOf(link),
            type,
            source: idOf(source),
            target: idOf(target),
            annotator: index.annotatorOf(link, group),
            createdAt: own.get(OWN_FEATURES.createdAt) ?? null,
          },
        });
      }
    }
  }
  return { relations, attributes };
}

function linkTo(
  element: XmlElement,
  span: TeiSpan | undefined,
  idOf: (span: TeiSpan) => string,
): LinkTarget | null {
  if (span !== undefined && isStretch(span)) return { kind: 'fragments', fragments: span.fragments };
  if (span !== undefined) return { kind: 'annotation', id: asId<AnnotationId>(idOf(span)) };
  if (element.name === 'ab') return { kind: 'article' };
  if (element.name !== 'interp') return null;
  const type = element.attributes.get('type');
  if (type === TYPES.inherited) return { kind: 'inherited' };
  return type === TYPES.named ? { kind: 'text', text: xmlTextOf(element) } : null;
}
