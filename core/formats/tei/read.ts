import { loneSurrogateAt } from '#model/text.ts';
import type { ExchangeAnnotation, ExchangeDocument } from '../exchange.ts';
import { readDetails } from '../shared/document-details.ts';
import type { FileLog } from '../shared/file-log.ts';
import type { Placed } from '../shared/finish-document.ts';
import { finishDocument } from '../shared/finish-document.ts';
import { compareRead } from '../uima/from-cas.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements, xmlTextOf } from '../xml/read.ts';
import { fileIndex, ID_KEY } from './file-index.ts';
import { readInline } from './inline.ts';
import { readHeader } from './read-header.ts';
import { readLinks } from './read-links.ts';
import type { TeiSpan } from './read-spans.ts';
import { annotationOf, isStretch, readTeiSpans } from './read-spans.ts';
import { readTeiText } from './read-text.ts';

/** The documents of a TEI file: one, or each of a `teiCorpus`. Problems are in the log. */
export function readTei(root: XmlElement, log: FileLog): ExchangeDocument[] {
  if (root.name === 'teiCorpus') return childElements(root).flatMap((child) => readCorpusMember(child, log));
  if (root.name === 'TEI') return [readDocument(root, log) ?? []].flat();
  const older = root.name === 'TEI.2' ? 'TEI P4, which is not read: convert it to TEI P5' : 'not TEI P5';
  log.problem(root.line, `The file begins with <${root.name}>: it is ${older}.`);
  return [];
}

function readCorpusMember(child: XmlElement, log: FileLog): ExchangeDocument[] {
  return child.name === 'TEI' || child.name === 'teiCorpus' ? readTei(child, log) : [];
}

function readDocument(root: XmlElement, log: FileLog): ExchangeDocument | null {
  const texts = childElements(root, 'text');
  if (texts.length === 0) {
    log.problem(root.line, 'The file has no <text>, so there is nothing to annotate.');
    return null;
  }
  const header = readHeader(root);
  const index = fileIndex(root, header.isOurs);
  const text = readTeiText(texts);
  const lone = loneSurrogateAt(text.text);
  if (lone !== null) {
    log.problem(null, `The text has half of a surrogate pair at offset ${lone}, which is not a character.`);
    return null;
  }
  const { details, problem } = readDetails({ text: text.text, textSha256: null }, header.details);
  if (problem !== null) log.notice(null, `What the header says of the document ${problem}; left out.`);
  if (details === null) return null;
  if (details.text !== text.text) {
    log.problem(
      null,
      'The text begins with a byte order mark or has CR line ends, which XML files do not have.',
    );
    return null;
  }

  for (const element of index.repeated) {
    const id = element.attributes.get(ID_KEY) ?? '';
    log.notice(element.line, `The id “${id}” is that of another element before, which pointers to it mean.`);
  }
  const spans = readTeiSpans(index, text, log);
  const spanOf = new Map(spans.flatMap((span) => span.elements.map((element) => [element, span])));
  const names = new Map<TeiSpan, string>();
  const taken = new Set<string>();
  for (const [number, span] of spans.entries()) {
    const own = index.idOf(span.elements[0]) ?? `span-${number + 1}`;
    const id = header.isOurs ? own : chainId(own, span);
    const isFree = !taken.has(id);
    if (!isFree)
      log.notice(span.elements[0].line, `The id “${id}” is that of another span; this one gets a new id.`);
    names.set(span, isFree ? id : `${id}-${number + 1}`);
    taken.add(names.get(span) ?? id);
  }
  const nameOf = (span: TeiSpan): string => names.get(span) ?? '';
  const links = readLinks(index, header.isOurs, (element) => spanOf.get(element), nameOf, log);
  const notes = new Map<TeiSpan, string[]>();
  for (const note of index.all.filter(({ name }) => name === 'note')) {
    let noted = false;
    for (const target of index.targetsOf(note, 'target')) {
      const span = spanOf.get(target);
      if (span === undefined) continue;
      noted = true;
      const before = notes.get(span);
      if (before === undefined) notes.set(span, [xmlTextOf(note)]);
      else before.push(xmlTextOf(note));
    }
    const target = note.attributes.get('target');
    if (!noted && target !== undefined && !text.placeOf.has(note)) {
      log.notice(note.line, `A note points at ${target}, which is no span; left out.`);
    }
  }
  const annotations = spans
    .filter((span) => !isStretch(span))
    .map((span): Placed<ExchangeAnnotation> => {
      const read = annotationOf(span, nameOf(span), text.text, index, header.isOurs, log);
      const linked = [...(links.attributes.get(span) ?? [])].map(([name, targets]) => [
        name,
        { is: 'links', links: targets },
      ]);
      const entries = [...Object.entries(read.attributes), ...linked];
      return {
        line: span.elements[0].line,
        item: {
          ...read,
          note: (notes.get(span) ?? []).join('\n'),
          attributes: Object.fromEntries(entries) as ExchangeAnnotation['attributes'],
        },
      };
    });
  const inline = spans.length === 0 && !header.isOurs ? readInline(text) : [];
  const all = [...annotations, ...inline].toSorted((a, b) => compareRead(a.item, b.item));
  const { author, publisher } = header;
  return finishDocument(
    {
      ...details,
      blocks: details.blocks ?? text.blocks,
      source: header.isOurs ? details.source : { ...details.source, author, publisher },
      id: header.id,
      title: header.title,
      language: header.language,
    },
    { annotations: all, relations: links.relations },
    log.notice,
  );
}

/** The id of a chain whose members are `x.1`, `x.2`, … is `x`. */
function chainId(id: string, span: TeiSpan): string {
  return span.elements.length > 1 ? id.replace(/\.1$/, '') : id;
}
