import { type RefObject, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectedFile } from '../../client/bridge.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/form.module.css';
import { countsOf } from './counts-of.ts';
import { FoldedFiles } from './folded-files.tsx';
import styles from './import-dialog.module.css';
import type { Duplicates } from './import-foot.tsx';
import { spansLeftOut } from './spans-left-out.ts';

interface ImportSummaryProps {
  /** Without those of other kinds. */
  readonly inspected: readonly InspectedFile[];
  /** Files of a folder that no format reads. */
  readonly foreign: readonly InspectedFile[];
  /** What becomes of texts that are there already. */
  readonly duplicates: Duplicates;
  /** Files that are not shown one by one. */
  readonly unshown: readonly InspectedFile[];
  /** How many files the user has left out, which are none of the others. */
  readonly leftOut: number;
  readonly putBackButton: RefObject<HTMLButtonElement | null>;
  readonly onPutBack: () => void;
}

/** What all files hold together, and how many are not shown because nothing about them needs a look. */
export function ImportSummary({
  inspected,
  foreign,
  duplicates,
  unshown,
  leftOut,
  putBackButton,
  onPutBack,
}: ImportSummaryProps) {
  const { t } = useTranslation();
  const leftOutId = useId();
  const unusable = inspected.filter(({ format, partOf }) => format === null && partOf === null).length;
  const wholeOf = ({ partOf, name }: InspectedFile): string => partOf ?? name;
  const going = new Set(inspected.filter(({ adds }) => adds[duplicates]).map(wholeOf));
  const idle = inspected.filter((file) => file.format !== null && !going.has(wholeOf(file))).length;
  const sum = (count: (file: InspectedFile) => number): number =>
    inspected.reduce((total, file) => total + count(file), 0);
  const facts = countsOf({
    documents: sum(({ documentCount }) => documentCount),
    same: sum(({ sameCount, twiceCount }) => sameCount - twiceCount),
    twice: sum(({ twiceCount }) => twiceCount),
    annotations: sum(({ annotationCount }) => annotationCount),
    sameAnnotations: sum(({ sameAnnotationCount }) => sameAnnotationCount),
    leftOut: sum(({ names }) => spansLeftOut(names).count),
    relations: sum(({ relationCount }) => relationCount),
  });
  return (
    <div className={styles.summary}>
      <p>
        {t('importing.fileCount', { count: inspected.length })}: {facts.join(' · ')}
      </p>
      {unusable > 0 && <p className={form.problem}>{t('importing.unusable', { count: unusable })}</p>}
      {idle > 0 && <p className={form.note}>{t('importing.idle', { count: idle })}</p>}
      {leftOut > 0 && (
        <p className={styles.withButton}>
          <span id={leftOutId}>{t('importing.filesLeftOut', { count: leftOut })}</span>
          <Button ref={putBackButton} aria-describedby={leftOutId} onPress={onPutBack}>
            {t('importing.putBack')}
          </Button>
        </p>
      )}
      {foreign.length > 0 && (
        <FoldedFiles title={t('importing.foreign', { count: foreign.length })} files={foreign} />
      )}
      {unshown.length > 0 && (
        <FoldedFiles title={t('importing.unshown', { count: unshown.length })} files={unshown} />
      )}
    </div>
  );
}
