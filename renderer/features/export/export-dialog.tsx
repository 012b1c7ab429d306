import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormatId } from '#model/format-id.ts';
import { exportAs } from '../../actions/exporting.ts';
import { exportCounts } from '../../actions/job-results.ts';
import { ask, CallFailure, type ProjectInfo } from '../../client/bridge.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { useExportHabits } from '../../state/export-habits.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { CardSection } from './card-section.tsx';
import {
  choicesOf,
  draftOf,
  EVERYTHING,
  type FormatDraft,
  layersOf,
  problemOf,
  type Selection,
} from './draft.ts';
import styles from './export-dialog.module.css';
import { FormatList } from './format-list.tsx';
import { LossPreview } from './loss-preview.tsx';
import { NarrowerSection, SelectionSection } from './selection-section.tsx';
import { SplitSection } from './split-section.tsx';
import { WritingSection } from './writing-section.tsx';

/** What to export and how, with what the format would lose of this project, before anything is written. */
export function ExportDialog({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const habits = useExportHabits();
  const [id, setId] = useState<FormatId>(habits.format);
  const [selection, setSelection] = useState<Selection>(EVERYTHING);
  const [drafts, setDrafts] = useState<Readonly<Partial<Record<FormatId, FormatDraft>>>>({});
  const formats = useQuery({ queryKey: ['formats'], queryFn: () => ask('format.list', {}) });
  const written = (formats.data ?? []).filter(({ use }) => use !== null);
  const format = written.find((one) => one.id === id) ?? null;
  const draft = drafts[id] ?? draftOf(habits.choices[id]);
  const change = (part: Partial<FormatDraft>): void =>
    setDrafts((before) => ({ ...before, [id]: { ...draft, ...part } }));
  const select = (part: Partial<Selection>): void => setSelection((before) => ({ ...before, ...part }));

  const layers = format === null ? [] : layersOf(draft, project, format);
  const takes = (choice: string): boolean =>
    (format?.choices as readonly string[] | undefined)?.includes(choice) ?? false;
  const problem = format === null ? null : problemOf(selection, draft, layers, takes);
  const choices = format === null || problem !== null ? null : choicesOf(format, selection, draft, layers);
  const preview = usePreview(choices);
  const start = (): void => {
    if (format === null || choices === null) return;
    closeDialog();
    void exportAs(choices, format);
  };

  const total = preview.data === undefined ? null : exportCounts(preview.data).join(' · ');
  return (
    <Dialog
      title={t('exporting.title')}
      width={940}
      flush
      onClose={closeDialog}
      foot={
        <>
          <p className={styles.total} aria-live="polite">
            {problem === 'no-documents' && <span className={form.problem}>{t('exporting.noDocuments')}</span>}
            {problem === 'no-layers' && <span className={form.problem}>{t('exporting.noLayers')}</span>}
            {problem === 'no-parts' && <span className={form.problem}>{t('exporting.noParts')}</span>}
            {problem === null && (total ?? t('exporting.counting'))}
          </p>
          <Button onPress={closeDialog}>{t('common.cancel')}</Button>
          {/* Made anew once it can be pressed, so that it takes the focus and Enter goes on. */}
          <Button
            key={format === null ? 'waiting' : 'ready'}
            kind="primary"
            autoFocus
            isDisabled={choices === null}
            onPress={start}
          >
            {t('exporting.start')}
          </Button>
        </>
      }
    >
      <div className={styles.frame}>
        <FormatList formats={written} chosen={id} onChoose={setId} />
        {format !== null && (
          // Made anew for each format: what is open belongs to it.
          <div key={id} className={styles.choices}>
            <h3 className={styles.name}>{format.name}</h3>
            <p className={styles.purpose}>{format.use?.sentence}</p>
            <p className={form.facts}>{sentenceOf(format.writes ?? '')}</p>
            {takes('selection') && (
              <SelectionSection
                project={project}
                selection={selection}
                layers={layers}
                lacksGold={selection.whose === 'gold' && preview.data?.gold === 0}
                onSelect={select}
                onLayers={(chosen) => change({ layers: chosen })}
              />
            )}
            {preview.problem !== null && (
              <p className={form.problem} role="alert">
                {preview.problem}
              </p>
            )}
            <LossPreview
              project={project}
              format={format}
              preview={choices === null ? null : (preview.data ?? null)}
              isStale={preview.isFetching}
              draft={draft}
              onChange={change}
            />
            {takes('split') && (
              <SplitSection project={project} draft={draft} choices={choices} onChange={change} />
            )}
            {takes('card') && <CardSection card={draft.card} onChange={(card) => change({ card })} />}
            <WritingSection format={format} draft={draft} onChange={change} />
            {takes('selection') && (
              <NarrowerSection
                selection={selection}
                onSelect={select}
                pseudonyms={takes('pseudonyms') ? (draft.pseudonyms ?? false) : null}
                onPseudonyms={(pseudonyms) => change({ pseudonyms })}
              />
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** Formats say what they write in the middle of a sentence. */
function sentenceOf(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** What an export would hold and lose; of the choice before, until the answer is there. */
function usePreview(choices: ReturnType<typeof choicesOf> | null) {
  // Neither a card nor a split changes what is lost.
  const { card: _, split: __, ...asked } = choices ?? { format: 'jsonl' as const };
  const { data, error, isFetching } = useQuery({
    queryKey: ['export-preview', asked],
    queryFn: () => ask('export.preview', asked),
    placeholderData: keepPreviousData,
    enabled: choices !== null,
    staleTime: 0,
    gcTime: 0,
  });
  const isSuperseded = error instanceof CallFailure && error.code === 'export.superseded';
  return { data, isFetching, problem: error === null || isSuperseded ? null : error.message };
}
