import { createHash } from 'node:crypto';
import type { ExchangeDocument } from '#formats/exchange.ts';
import type { Annotation } from '#model/annotation.ts';
import { isUuid } from './resolve-context.ts';
import type { ResolvedRecord } from './resolve-record.ts';

/** Whether anything of a file goes in: where texts that are there already stay out, and where they come in again. */
export interface Gain {
  readonly skip: boolean;
  readonly import: boolean;
}

export const NO_GAIN: Gain = { skip: false, import: false };

/** One look through a file. What it shows counts for the files after it once `end` was called. */
export interface FileLook {
  /** Takes a document as it was resolved against the project alone. */
  take(record: ExchangeDocument, resolved: ResolvedRecord): void;
  /** Of the documents so far, those whose text is in the project or came before in this batch. */
  duplicates(): number;
  /** Of these, those whose text is not in the project. */
  twice(): number;
  /** Of the annotations so far, those that the project or a file before has, with the same annotator, label and place. */
  sameAnnotations(): number;
  /** Of the annotations so far, those whose annotator the file does not name. */
  unsigned(): number;
  gain(): Gain;
  end(): void;
}

/** What the files that are inspected together have of each other. */
export interface Batch {
  /** Name of the first file with this text. */
  fileWith(textSha256: string): string | null;
  /** Takes a plain text, and tells whether it goes in. */
  takeText(textSha256: string, name: string, isInProject: boolean): Gain;
  look(name: string): FileLook;
}

/** Where there is one file alone, nothing has to be kept of what is said of its texts. */
export function createBatch({ isOneFile }: { readonly isOneFile: boolean }): Batch {
  const texts = new Map<string, string>();
  const contents = new Set<string>();
  const spans = new Set<string>();
  const keepText = (textSha256: string, name: string): void => {
    if (!texts.has(textSha256)) texts.set(textSha256, name);
  };
  return {
    fileWith: (textSha256) => texts.get(textSha256) ?? null,
    takeText(textSha256, name, isInProject) {
      const isThere = isInProject || texts.has(textSha256);
      keepText(textSha256, name);
      return { skip: !isThere, import: true };
    },
    look(name) {
      const ownTexts = new Set<string>();
      const ownContents = new Set<string>();
      const ownSpans = new Set<string>();
      const newNames = new Map<string, string>();
      let duplicates = 0;
      let twice = 0;
      let sameAnnotations = 0;
      let unsigned = 0;
      let gain = NO_GAIN;
      return {
        take(record, resolved) {
          const { textSha256, id } = resolved.document;
          const isAgain = texts.has(textSha256) || (ownTexts.has(textSha256) && !isUuid(record.id));
          if (!resolved.isNew || isAgain) duplicates += 1;
          if (resolved.isNew && isAgain) twice += 1;
          const content = isOneFile ? '' : contentOf(record, textSha256);
          const isKnown = contents.has(content);
          const isPlain = record.annotations.length + record.relations.length + record.states.length === 0;
          const changes = resolved.changes.length > 0;
          const skip = changes && !(texts.has(textSha256) && (isPlain || isKnown));
          // What the project has by its id never comes in again.
          const again = id === record.id && !resolved.isNew ? changes : true;
          gain = {
            skip: gain.skip || skip,
            import: gain.import || (again && !(isKnown && isUuid(record.id))),
          };
          ownTexts.add(textSha256);
          ownContents.add(content);
          unsigned += record.annotations.filter(({ annotator }) => annotator === null).length;
          sameAnnotations += record.annotations.length - resolved.annotations;
          if (isOneFile) return;
          const stated = new Set(record.annotations.map(({ id }) => id).filter(isUuid));
          for (const { kind, after } of resolved.changes) {
            if (kind === 'annotator' && after !== null) newNames.set(after.id, after.name);
            if (kind !== 'annotation' || after === null) continue;
            const annotator = newNames.get(after.annotatorId) ?? after.annotatorId;
            const span = stated.has(after.id) ? after.id : spanKey(textSha256, after, annotator);
            if (spans.has(span)) sameAnnotations += 1;
            ownSpans.add(span);
          }
        },
        duplicates: () => duplicates,
        twice: () => twice,
        sameAnnotations: () => sameAnnotations,
        unsigned: () => unsigned,
        gain: () => gain,
        end() {
          for (const text of ownTexts) keepText(text, name);
          for (const content of ownContents) if (content !== '') contents.add(content);
          for (const span of ownSpans) spans.add(span);
        },
      };
    },
  };
}

/** The same for spans of two files that are one in the project; short, because there may be a million. */
function spanKey(textSha256: string, { layer, label, fragments }: Annotation, annotator: string): string {
  const said = JSON.stringify([textSha256, layer, label, fragments, annotator]);
  return createHash('md5').update(said).digest('base64');
}

/** The same for records that add nothing to each other. */
function contentOf({ id, annotations, relations, states }: ExchangeDocument, textSha256: string): string {
  const said = JSON.stringify([isUuid(id) ? id : null, textSha256, annotations, relations, states]);
  return createHash('sha256').update(said).digest('base64');
}
