import type { BlockRule } from '#model/document.ts';
import type { DocumentId } from '#model/ids.ts';
import type { Scheme } from '#model/scheme.ts';
import { remembered } from '../remembered.ts';
import type { ProjectReader, ProjectSession } from '../session.ts';
import { sha256 } from '../storage/text-store.ts';
import type { ResolveContext } from './resolve-context.ts';

export interface ContextOptions {
  readonly fileName: string;
  /** Name of who annotated it where it does not say. */
  readonly annotator?: string | undefined;
  readonly blockRule?: BlockRule | undefined;
  readonly importDuplicates: boolean;
  readonly keepsOurs: boolean;
  /** The scheme with what the import adds to it; that of the project where omitted. */
  readonly scheme?: Scheme;
  /** Documents that came with this file so far; the caller adds to it. */
  readonly ofThisFile?: ReadonlySet<DocumentId>;
}

/** What resolving records asks of a session. `reader` decides what it sees: the committed state or the open import. */
export function contextOf(
  session: ProjectSession,
  reader: ProjectReader,
  options: ContextOptions,
): ResolveContext {
  const scheme = options.scheme ?? reader.scheme();
  return {
    // The scheme cannot change meanwhile, and is asked for at every annotation; so is who made it. Annotators that the file
    // brings are in `newAnnotators`, whether they are stored already or not.
    view: {
      ...reader,
      scheme: () => scheme,
      annotator: remembered(reader.annotator),
      annotatorByName: remembered(reader.annotatorByName),
    },
    documentWithText: reader.documentWithText,
    isOfThisFile: (id) => options.ofThisFile?.has(id) ?? false,
    sha256,
    annotatorAtWork: session.annotator(),
    annotatorOfFile: options.annotator ?? null,
    newAnnotators: new Map(),
    now: session.now(),
    newId: session.newId,
    fileName: options.fileName,
    blockRule: options.blockRule ?? null,
    importDuplicates: options.importDuplicates,
    keepsOurs: options.keepsOurs,
  };
}
