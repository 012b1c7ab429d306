import type { JobOutcome, JobState } from '../client/bridge.ts';
import { formatSize } from '../i18n/format.ts';
import { t } from '../i18n/i18n.ts';
import { showExportOutcome } from '../state/dialogs.ts';
import { inform, report, warn } from '../state/notices.ts';
import { showDocument } from './documents.ts';

/** Says how a job ended: what was done, and what stayed out and why. */
export function tellOutcome(outcome: JobOutcome, kind: JobState['kind'], jobId: string): void {
  if (kind === 'export' && showExportOutcome(jobId, outcome)) return;
  switch (outcome.is) {
    case 'cancelled':
      inform(kind === 'import' ? t('importing.cancelled') : t('exporting.cancelled'));
      return;
    case 'failed': {
      const { message } = outcome;
      warn(kind === 'import' ? t('importing.failed', { message }) : t('exporting.failed', { message }));
      return;
    }
    case 'imported':
      tellImport(outcome.imported);
      return;
    case 'exported': {
      tellExport(outcome.exported);
    }
  }
}

export type Exported = Extract<JobOutcome, { readonly is: 'exported' }>['exported'];

function tellExport(exported: Exported): void {
  const lost = exported.losses.map(lossSentence);
  report(exportSentence(exported), [...exported.differences, ...lost]);
}

/** What was written, and what reading it back showed. */
export function exportSentence(exported: Exported): string {
  const { fileName: file, bytes, verified, losses } = exported;
  const facts = {
    file,
    counts: exportCounts(exported).join(', '),
    size: formatSize(bytes),
  };
  if (verified === false) return t('exporting.unverified', { file });
  if (verified === null) return t('exporting.written', facts);
  return losses.length > 0 ? t('exporting.doneWithLosses', facts) : t('exporting.done', facts);
}

type Counts = Pick<Exported, 'documents' | 'annotations' | 'relations' | 'written'>;

/** What is in the files of what was chosen, such as “130 of 131 annotations”, and what is there besides. */
export function exportCounts({ documents, annotations, relations, written }: Counts): string[] {
  const part = (count: number, all: number, of: string): string =>
    count === all ? of : t('exporting.someOf', { written: count, of });
  return [
    part(written.documents, documents, t('documents.count', { count: documents })),
    part(written.annotations, annotations, t('exporting.annotations', { count: annotations })),
    part(written.relations, relations, t('exporting.relations', { count: relations })),
    ...(written.links === 0 ? [] : [t('exporting.links', { count: written.links })]),
    ...(written.linkedWords === 0 ? [] : [t('exporting.linkedWords', { count: written.linkedWords })]),
  ];
}

export function lossSentence({ what, why, count }: Exported['losses'][number]): string {
  return `${t(`exporting.losses.${what}`, { count })} ${why}`;
}

type Imported = Extract<JobOutcome, { readonly is: 'imported' }>['imported'];

function tellImport(imported: Imported): void {
  const { documents, annotations, duplicates, problems, filesLeftOut, firstDocumentId, added } = imported;
  const sentences: string[] = [t('importing.done', { count: documents })];
  if (annotations > 0) sentences.push(t('importing.doneSpans', { count: annotations }));
  const parts = [
    added.layers > 0 && t('importing.addedLayers', { count: added.layers }),
    added.labels > 0 && t('importing.addedLabels', { count: added.labels }),
    added.attributes > 0 && t('importing.addedAttributes', { count: added.attributes }),
    added.choices > 0 && t('importing.addedChoices', { count: added.choices }),
    added.relationTypes > 0 && t('importing.addedRelationTypes', { count: added.relationTypes }),
  ].filter((part) => part !== false);
  if (parts.length > 0) sentences.push(t('importing.doneAdded', { parts: parts.join(', ') }));
  if (duplicates > 0) sentences.push(t('importing.skipped', { count: duplicates }));
  if (filesLeftOut > 0) sentences.push(t('importing.left', { count: filesLeftOut }));
  else if (problems.length > 0) sentences.push(t('importing.remarks', { count: problems.length }));
  report(
    sentences.join(' '),
    problems.map(({ file, line, message }) =>
      line === null
        ? t('importing.atFile', { file, message })
        : t('importing.atLine', { file, line, message }),
    ),
    { topic: 'import', documentId: firstDocumentId },
  );
  if (firstDocumentId) void showDocument(firstDocumentId, true);
}
