import type { ProjectReader } from '#backend/session.ts';
import type { Annotation } from '#model/annotation.ts';
import type { Block } from '#model/document.ts';
import { fragmentsProblem, quoteOf } from '#model/fragment.ts';
import type { DocumentId } from '#model/ids.ts';
import type { Report } from './problem.ts';

/** Blocks, fragments and quotes of one document against its text. Answers how many annotations it has. */
export function checkDocument(reader: ProjectReader, id: DocumentId, report: Report): number {
  const document = reader.document(id);
  if (document === null) return 0;
  const text = reader.text(id);
  const place = `document "${document.title}" (${id})`;
  if (document.length !== text.length) {
    report('text', place, `Its length is given as ${document.length}, but its text has ${text.length}.`);
  }
  const problem = blocksProblem(document.blocks, text.length);
  if (problem !== null) report('block', place, problem);

  const annotations = reader.annotationsOf(id);
  const ids = new Set(annotations.map((annotation) => annotation.id));
  for (const annotation of annotations) checkAnnotation(annotation, text, report);
  for (const relation of reader.relationsOf(id)) {
    if (!ids.has(relation.source) || !ids.has(relation.target)) {
      report('record', `relation ${relation.id}`, 'It links annotations that are not both of its document.');
    }
  }
  return annotations.length;
}

function checkAnnotation(
  { id, fragments, quote, attributes }: Annotation,
  text: string,
  report: Report,
): void {
  const place = `annotation ${id}`;
  const problem = fragmentsProblem(text, fragments);
  if (problem !== null) {
    report('fragment', place, problem);
  } else if (quoteOf(text, fragments) !== quote) {
    report('quote', place, `Its quote is not the text at its place: "${quote}".`);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (value?.is !== 'links') continue;
    for (const link of value.links) {
      const wrong = link.kind === 'fragments' ? fragmentsProblem(text, link.fragments) : null;
      if (wrong !== null) report('fragment', `${place}, ${name}`, wrong);
    }
  }
}

/** Blocks are sorted, do not overlap and lie in the text. */
function blocksProblem(blocks: readonly Block[], length: number): string | null {
  let end = 0;
  for (const block of blocks) {
    if (block.start < end || block.end <= block.start || block.end > length) {
      return `Its block from ${block.start} to ${block.end} is out of place.`;
    }
    end = block.end;
  }
  return null;
}
