import { basename } from 'node:path';
import { writeFileAtomically } from '#backend/atomic-write.ts';
import { createLossCounts } from '#backend/export/count-losses.ts';
import { writeFailure } from '#backend/export/export-job.ts';
import { type ReadScheme, readSchemeFile } from '#backend/scheme/read-scheme-file.ts';
import type { ProjectReader } from '#backend/session.ts';
import { readStats } from '#backend/storage/project-store.ts';
import { consistently } from '#backend/storage/transaction.ts';
import type { ValidRequestOf } from '#contract/contract.ts';
import type { Loss } from '#formats/exchange.ts';
import { writeCodebook } from '#formats/refi-qdc/write-codebook.ts';
import { writeGuidelines } from '#formats/scheme/write-guidelines.ts';
import { writeScheme } from '#formats/scheme/write-scheme.ts';
import type { LayerId } from '#model/ids.ts';
import { mergeSchemes, type SchemeMerge } from '#model/merge-scheme.ts';
import type { Scheme } from '#model/scheme.ts';
import { schemeChange } from '#model/scheme-additions.ts';
import {
  answer,
  type CallFiles,
  type HandlerContext,
  type HandlersOf,
  refuse,
  withSession,
} from './handler.ts';

const UNKNOWN_FILE = 'The app does not know this file any more. Choose it again.';

export function schemeHandlers(
  context: HandlerContext,
): HandlersOf<'scheme.inspect' | 'scheme.import' | 'scheme.export'> {
  return {
    'scheme.inspect': withSession<'scheme.inspect'>(context, async ({ reader }, request, files) => {
      const read = await readRequested(request, files);
      if (!read.ok) return refuse('scheme.not-readable', read.error);
      return answer(findings(read.value, mergeInto(reader, read.value.scheme)));
    }),

    'scheme.import': withSession<'scheme.import'>(context, async (session, request, files) => {
      const read = await readRequested(request, files);
      if (!read.ok) return refuse('scheme.not-readable', read.error);
      // Decided on what is there now: the file took its time.
      for (let bulk = session.busy('write'); bulk !== null; bulk = session.busy('write')) await bulk;
      const merge = mergeInto(session.view, read.value.scheme);
      if (merge.added.length > 0) session.commit('scheme.import', [schemeChange(merge.scheme)]);
      return answer(findings(read.value, merge));
    }),

    'scheme.export': withSession<'scheme.export'>(context, ({ reader }, { file, kind }, files) => {
      const path = files.pathOf(file);
      if (path === null) return refuse('scheme.not-written', UNKNOWN_FILE);
      const { content, losses } = written(kind, reader.scheme());
      const bytes = Buffer.from(content);
      try {
        writeFileAtomically(path, bytes);
      } catch (error) {
        return refuse('scheme.not-written', writeFailure(error, basename(path)));
      }
      const counts = createLossCounts();
      counts.add(losses);
      return answer({ fileName: basename(path), bytes: bytes.length, losses: counts.all() });
    }),
  };
}

async function readRequested({ file, looseLayer }: ValidRequestOf<'scheme.inspect'>, files: CallFiles) {
  const path = files.pathOf(file);
  return path === null ? { ok: false as const, error: UNKNOWN_FILE } : readSchemeFile(path, looseLayer);
}

function mergeInto(reader: ProjectReader, other: Scheme): SchemeMerge {
  return consistently(reader.db, () => mergeSchemes(reader.scheme(), other, unlabelledIn(reader)));
}

/** How many spans of each layer have no label. */
function unlabelledIn(reader: ProjectReader): ReadonlyMap<LayerId, number> {
  return new Map(
    readStats(reader.db).byLabel.flatMap(({ layer, label, annotations }) =>
      label === null ? [[layer as LayerId, annotations] as const] : [],
    ),
  );
}

function findings(
  { scheme: { name }, kind, looseLayer, notices }: ReadScheme,
  { added, existing, clashes }: SchemeMerge,
) {
  return { name, kind, looseLayer, added, existing, clashes, notices };
}

function written(
  kind: ValidRequestOf<'scheme.export'>['kind'],
  scheme: Scheme,
): { readonly content: string; readonly losses: readonly Loss[] } {
  switch (kind) {
    case 'json':
      return { content: writeScheme(scheme), losses: [] };
    case 'qdc':
      return writeCodebook(scheme);
    case 'guidelines':
      return { content: writeGuidelines(scheme), losses: [] };
  }
}
