import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestOf } from '#contract/contract.ts';
import { exportAs } from '../../actions/exporting.ts';
import { ask, type FormatSummary, type ProjectInfo } from '../../client/bridge.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/field.tsx';
import styles from './export-dialog.module.css';
import { LayerChoice } from './layer-choice.tsx';
import { LossPreview } from './loss-preview.tsx';

type Choices = RequestOf<'export.preview'>;
type FormatId = Choices['format'];

const DISCONTINUOUS = ['leave-out', 'hull', 'longest-fragment'] as const;
const OVERLAP = ['outermost', 'innermost', 'first-layer'] as const;
const EVERYBODY = 'everybody';

/** What to export and how, with what the format would lose of this project, before anything is written. */
export function ExportDialog({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const formats = useQuery({ queryKey: ['formats'], queryFn: () => ask('format.list', {}) });
  const written = (formats.data ?? []).filter(({ writes }) => writes !== null);
  const [id, setId] = useState<FormatId>('jsonl');
  const [layers, setLayers] = useState<readonly string[] | null>(null);
  const [annotator, setAnnotator] = useState<string>(EVERYBODY);
  const [discontinuous, setDiscontinuous] = useState<(typeof DISCONTINUOUS)[number]>('leave-out');
  const [overlap, setOverlap] = useState<(typeof OVERLAP)[number]>('outermost');
  const format = written.find((one) => one.id === id) ?? null;
  const chosen = layers ?? usualLayers(project, format);
  const choices: Choices = {
    format: id,
    layers: project.scheme.layers.map((layer) => layer.id).filter((layer) => chosen.includes(layer)),
    discontinuous,
    overlap,
    ...(annotator === EVERYBODY ? {} : { annotators: [annotator as ProjectInfo['annotator']['id']] }),
  };
  const preview = useQuery({
    queryKey: ['export-preview', choices],
    queryFn: () => ask('export.preview', choices),
    placeholderData: keepPreviousData,
    enabled: chosen.length > 0,
    staleTime: 0,
    gcTime: 0,
  });
  const start = (): void => {
    if (format === null) return;
    closeDialog();
    void exportAs(choices, format);
  };
  const everybody = [{ value: EVERYBODY, name: t('exporting.everybody') }];
  return (
    <Dialog
      title={t('exporting.title')}
      width={620}
      onClose={closeDialog}
      foot={
        <>
          <Button onPress={closeDialog}>{t('common.cancel')}</Button>
          {/* Made anew once it can be pressed, so that it takes the focus and Enter goes on. */}
          <Button
            key={format === null ? 'waiting' : 'ready'}
            kind="primary"
            autoFocus
            isDisabled={format === null || chosen.length === 0}
            onPress={start}
          >
            {t('exporting.start')}
          </Button>
        </>
      }
    >
      <div className={styles.controls}>
        <Select
          label={t('exporting.format')}
          value={id}
          options={written.map((one) => ({ value: one.id, name: one.name }))}
          onChange={(next) => {
            setId(next);
            setLayers(null);
          }}
        />
        <Select
          label={t('exporting.annotator')}
          value={annotator}
          options={[
            ...everybody,
            ...project.annotators.map((one) => ({ value: one.id as string, name: one.name })),
          ]}
          onChange={setAnnotator}
        />
        {format?.oneLabelPerToken === true && (
          <>
            <Select
              label={t('exporting.overlap')}
              value={overlap}
              options={OVERLAP.map((value) => ({ value, name: t(`exporting.overlaps.${value}`) }))}
              onChange={setOverlap}
            />
            <Select
              label={t('exporting.discontinuous')}
              value={discontinuous}
              options={DISCONTINUOUS.map((value) => ({ value, name: t(`exporting.gaps.${value}`) }))}
              onChange={setDiscontinuous}
            />
          </>
        )}
      </div>
      {format?.writes && <p className={styles.facts}>{format.writes}</p>}
      <LayerChoice layers={project.scheme.layers} chosen={chosen} onChange={setLayers} />
      <LossPreview
        format={format}
        preview={chosen.length > 0 ? (preview.data ?? null) : null}
        problem={preview.error?.message ?? null}
      />
    </Dialog>
  );
}

function usualLayers(project: ProjectInfo, format: FormatSummary | null): readonly string[] {
  const all = project.scheme.layers.map(({ id }): string => id);
  return format?.oneLabelPerToken === true ? all.slice(0, 1) : all;
}
