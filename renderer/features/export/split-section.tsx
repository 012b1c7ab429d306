import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SPLIT_GROUPINGS, SPLITS } from '#model/export-choice.ts';
import { ask, CallFailure, type ProjectInfo } from '../../client/bridge.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Select } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import { NumberField } from '../../ui/number-field.tsx';
import type { Choices, FormatDraft, SplitChoice } from './draft.ts';
import styles from './export-dialog.module.css';
import { SplitCounts } from './split-counts.tsx';
import { SplitGroups } from './split-groups.tsx';

const SIMILARITIES = [0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;
const USUAL_SIMILARITY = 0.5;
/** Seeds that can be typed; the command line takes negative ones as well. */
const MOST_SEED = 2_147_483_647;

interface SplitSectionProps {
  readonly project: ProjectInfo;
  readonly draft: FormatDraft;
  /** What would be exported, with the split; `null` while nothing can be. */
  readonly choices: Choices | null;
  readonly onChange: (change: Partial<FormatDraft>) => void;
}

/** Whether and how documents are split, and what comes of it. */
export function SplitSection({ project, draft, choices, onChange }: SplitSectionProps) {
  const { t } = useTranslation();
  const { split, splits } = draft;
  const set = (change: Partial<SplitChoice>): void => onChange({ split: { ...split, ...change } });
  const { train, dev, test } = split.ratio;
  const comparesTexts = split.groupBy === 'near-duplicate' || split.groupBy === 'both';
  return (
    <Disclosure
      title={t('exporting.split')}
      summary={splits ? t('exporting.splitOn', { train, dev, test }) : t('exporting.splitOff')}
      startsOpen={splits}
    >
      <CheckBox isSelected={splits} onChange={(on) => onChange({ splits: on })}>
        {t('exporting.splitDo')}
      </CheckBox>
      <p className={styles.hint}>{t('exporting.splitHint')}</p>
      {splits && (
        <>
          <div className={styles.parts4}>
            {SPLITS.map((name) => (
              <NumberField
                key={name}
                label={t(`exporting.splits.${name}`)}
                value={split.ratio[name]}
                least={0}
                most={1_000_000}
                onChange={(part) => set({ ratio: { ...split.ratio, [name]: part } })}
              />
            ))}
            <NumberField
              label={t('exporting.seed')}
              value={split.seed}
              least={0}
              most={MOST_SEED}
              onChange={(seed) => set({ seed })}
            />
          </div>
          <div className={form.controls}>
            <Select
              label={t('exporting.groupBy')}
              value={split.groupBy}
              options={SPLIT_GROUPINGS.map((value) => ({ value, name: t(`exporting.groupings.${value}`) }))}
              onChange={(groupBy) => set({ groupBy })}
            />
            {comparesTexts && (
              <Select
                label={t('exporting.similarity')}
                value={String(split.similarity ?? USUAL_SIMILARITY)}
                options={SIMILARITIES.map((value) => ({
                  value: String(value),
                  name: t('exporting.percent', { value: Math.round(value * 100) }),
                }))}
                onChange={(value) => set({ similarity: Number(value) })}
              />
            )}
          </div>
          {train + dev + test === 0 && (
            <p className={form.problem} role="alert">
              {t('exporting.noParts')}
            </p>
          )}
          {choices?.split !== undefined && (
            <SplitResult project={project} choices={{ ...choices, split: choices.split }} onChange={set} />
          )}
        </>
      )}
    </Disclosure>
  );
}

interface SplitResultProps {
  readonly project: ProjectInfo;
  readonly choices: Choices & { readonly split: SplitChoice };
  readonly onChange: (change: Partial<SplitChoice>) => void;
}

function SplitResult({ project, choices, onChange }: SplitResultProps) {
  const { t } = useTranslation();
  const { card: _, ...asked } = choices;
  const found = useQuery({
    queryKey: ['export-split', asked],
    queryFn: () => ask('export.split', asked),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  const { error } = found;
  const isSuperseded = error instanceof CallFailure && error.code === 'export.superseded';
  return (
    <div className={styles.result} aria-busy={found.isFetching}>
      <h4 className={styles.resultHead}>
        {t('exporting.splitResult')}
        <span className={form.facts} role="status">
          {found.isFetching ? t('exporting.comparing') : ''}
        </span>
      </h4>
      {error !== null && !isSuperseded && <p className={form.problem}>{error.message}</p>}
      {found.data !== undefined && (
        <>
          <SplitCounts project={project} split={found.data} />
          <SplitGroups split={found.data} choice={choices.split} onChange={onChange} />
        </>
      )}
    </div>
  );
}
