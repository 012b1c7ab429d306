import { hullOf, quoteOf } from '#model/fragment.ts';
import { loneSurrogateAt } from '#model/text.ts';
import type { ExchangeAnnotation, ExchangeDocument } from '../exchange.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { readDetails } from '../shared/document-details.ts';
import type { FileLog } from '../shared/file-log.ts';
import { finishDocument } from '../shared/finish-document.ts';
import { attributesOf, certaintyOf } from './attributes.ts';
import type { Cas, CasSofa, CasStructure } from './cas.ts';
import { INITIAL_VIEW, OWN, shortName } from './cas.ts';
import { documentFacts, readNames } from './document-facts.ts';
import { indexSpans } from './index-spans.ts';
import { annotatorOf, originOf, schemeVersionOf } from './own-features.ts';
import { placesIn } from './place.ts';
import { readRelations } from './read-relations.ts';
import { readSpans, textOf } from './spans.ts';
import type { Role, Structures } from './structures.ts';
import { structuresOf } from './structures.ts';
import { tally } from './tally.ts';

/** A document of a CAS, and the name by which other files speak of the same one. */
export interface CasDocument {
  readonly document: ExchangeDocument;
  readonly documentId: string | null;
}

/**
 * The document of a CAS (formats.md section 5), or `null` with a problem in the log. Spans are all structures with
 * a place in the text but sentences and tokens; what cannot be taken is told in the log, counted by cause.
 * `annotator` is who made what the file itself names no annotator for.
 */
export function fromCas(cas: Cas, annotator: AnnotatorRef | null, log: FileLog): CasDocument | null {
  const sofa = chooseSofa(cas.sofas, log);
  if (sofa === null) return null;
  const lone = loneSurrogateAt(sofa.text);
  if (lone !== null) {
    log.problem(null, `The text has half of a surrogate pair at offset ${lone}, which is not a character.`);
    return null;
  }
  const structures = structuresOf(cas);
  const byRole = new Map<Role, CasStructure[]>();
  for (const structure of cas.structures) {
    const role = structures.roleOf(structure);
    const list = byRole.get(role);
    if (list === undefined) byRole.set(role, [structure]);
    else list.push(structure);
  }
  const withRole = (role: Role): readonly CasStructure[] => byRole.get(role) ?? [];

  const about = documentFacts(withRole('document'));
  const { details, problem } = readDetails(
    { text: sofa.text, textSha256: null },
    withRole('own-document').map((own) => textOf(own, 'details'))[0] ?? '',
  );
  if (problem !== null) log.notice(null, `What the file says of the document ${problem}; left out.`);
  if (details === null) return null;

  const counted = tally();
  const ids = new Set<string>();
  for (const { id, type, line } of cas.structures) {
    if (id !== '' && ids.has(id)) {
      counted.add(
        line,
        `A structure of the type ${shortName(type)} has the id of another structure; what points at it means the first.`,
      );
    }
    ids.add(id);
  }
  const members = membersOf(cas, sofa);
  const isTaken = (structure: CasStructure): boolean => {
    const name = shortName(structure.type);
    const isOurs = structure.sofa === sofa.id;
    const isIndexed = members?.has(structure.id) ?? true;
    if (!isOurs)
      counted.add(structure.line, `A structure of the type ${name} belongs to another text; left out.`);
    else if (!isIndexed)
      counted.add(structure.line, `A structure of the type ${name} is in no index of its view; left out.`);
    return isOurs && isIndexed;
  };
  const spans = readSpans(withRole('span').filter(isTaken), placesIn(sofa.text), (structure, fault) =>
    log.notice(structure.line, `The ${shortName(structure.type)} ${fault}; left out.`),
  );
  const { index, ownIdOf } = indexSpans(spans, log);
  const { relations, links, used } = readRelations(
    withRole('relation').filter(isTaken),
    spans,
    index,
    structures,
    annotator,
    counted,
  );
  for (const structure of withRole('other')) {
    if (used.has(structure) || /(?:Array|\[\])$/.test(structure.type)) continue;
    counted.add(
      structure.line,
      `A structure of the type ${shortName(structure.type)} has no place in the text; left out.`,
    );
  }
  const { layerOf, attributeOf } = readNames(withRole('own-name'));
  const annotations = spans
    .filter((span) => !index.isStretch(span))
    .map((span) => {
      const [structure, ...others] = span.structures;
      if (others.some((other) => !sameFeatures(structure, other, structures))) {
        counted.add(structure.line, 'Fragments of one span differ in their features; the first counts.');
      }
      const item: ExchangeAnnotation = {
        id: ownIdOf(span),
        layer: layerOf(structure.type),
        label: textOf(structure, 'value'),
        fragments: span.fragments,
        quote: quoteOf(details.text, span.fragments),
        attributes: attributesOf(
          structure,
          span.group !== null,
          structures,
          (feature) => attributeOf(structure.type, feature),
          links.get(span) ?? [],
        ),
        annotator: annotatorOf(structure) ?? annotator,
        origin: originOf(structure),
        certainty: certaintyOf(structure),
        note: textOf(structure, 'note') ?? '',
        schemeVersion: schemeVersionOf(structure),
        createdAt: textOf(structure, OWN.createdAt),
        updatedAt: textOf(structure, OWN.updatedAt),
      };
      return { line: structure.line, item };
    });
  counted.tell(log);
  const facts = { ...details, id: about.id, title: about.title, language: about.language };
  const sorted = annotations.toSorted((a, b) => compareRead(a.item, b.item));
  return {
    documentId: about.documentId,
    document: finishDocument(facts, { annotations: sorted, relations }, log.notice),
  };
}

type SofaWithText = CasSofa & { readonly text: string };

function chooseSofa(sofas: readonly CasSofa[], log: FileLog): SofaWithText | null {
  const withText = sofas.filter((sofa): sofa is SofaWithText => sofa.text !== null);
  const sofa = withText.find(({ name }) => name === INITIAL_VIEW) ?? withText[0];
  if (sofa === undefined) {
    log.problem(null, 'The file has no text: no sofa in it has a string.');
    return null;
  }
  if (withText.length > 1) {
    log.notice(null, `The file has ${withText.length} texts; only that of the view ${sofa.name} is taken.`);
  }
  return sofa;
}

/** What the views of the text index; `null` where the file has no view of it, so that everything counts. */
function membersOf(cas: Cas, sofa: CasSofa): ReadonlySet<string> | null {
  const views = cas.views.filter((view) => view.sofa === sofa.id);
  return views.length === 0 ? null : new Set(views.flatMap(({ members }) => members));
}

/** An array that stands apart is told by its texts: each fragment has its own. */
function sameFeatures(a: CasStructure, b: CasStructure, { textsOf }: Structures): boolean {
  const said = ({ features }: CasStructure): string =>
    JSON.stringify(
      [...features].map(([name, value]) => {
        const texts = textsOf(value);
        return [name, texts.length === 0 ? value : texts];
      }),
    );
  return said(a) === said(b);
}

/** As `compareAnnotations`, for spans that may have no id. */
export function compareRead(a: ExchangeAnnotation, b: ExchangeAnnotation): number {
  const left = hullOf(a.fragments);
  const right = hullOf(b.fragments);
  return (
    left.start - right.start ||
    right.end - left.end ||
    compareStrings(a.layer, b.layer) ||
    compareStrings(a.id ?? '', b.id ?? '')
  );
}

function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
