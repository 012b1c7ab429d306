import { useTranslation } from 'react-i18next';
import type { InspectedFile } from '../../client/bridge.ts';
import form from '../../ui/form.module.css';
import { countsOf } from './counts-of.ts';
import styles from './import-dialog.module.css';

interface ImportSummaryProps {
  readonly inspected: readonly InspectedFile[];
  /** How many files are shown one by one. */
  readonly shown: number;
}

/** What all files hold together, and how many are not shown because nothing about them needs a look. */
export function ImportSummary({ inspected, shown }: ImportSummaryProps) {
  const { t } = useTranslation();
  const unusable = inspected.filter(({ format, partOf }) => format === null && partOf === null).length;
  const sum = (count: (file: InspectedFile) => number): number =>
    inspected.reduce((total, file) => total + count(file), 0);
  const same = ({ sameCount, duplicateOf }: InspectedFile): number =>
    duplicateOf === null ? sameCount : Math.max(1, sameCount);
  const facts = countsOf({
    documents: sum(({ documentCount }) => documentCount),
    same: sum(same),
    annotations: sum(({ annotationCount }) => annotationCount),
    relations: sum(({ relationCount }) => relationCount),
  });
  return (
    <div className={styles.summary}>
      <p>
        {t('importing.fileCount', { count: inspected.length })}: {facts.join(' · ')}
      </p>
      {unusable > 0 && <p className={form.problem}>{t('importing.unusable', { count: unusable })}</p>}
      {shown < inspected.length && (
        <p className={form.facts}>{t('importing.unshown', { count: inspected.length - shown })}</p>
      )}
    </div>
  );
}
