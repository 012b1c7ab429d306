import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/contract.ts';
import { SPLITS } from '#model/export-choice.ts';
import type { ProjectInfo } from '../../client/bridge.ts';
import { formatNumber } from '../../i18n/format.ts';
import styles from './split.module.css';

interface SplitCountsProps {
  readonly project: ProjectInfo;
  readonly split: ResponseOf<'export.split'>;
}

/** How many documents and how many annotations of each label are in each split. */
export function SplitCounts({ project, split: { documents, labels } }: SplitCountsProps) {
  const { t } = useTranslation();
  const total = SPLITS.reduce((sum, name) => sum + documents[name], 0);
  const nameOf = (layer: string, label: string | null): string => {
    const known = project.scheme.layers.find(({ id }) => id === layer);
    const name = known?.name ?? layer;
    if (label === null) return name;
    return `${name}: ${known?.labels.find(({ id }) => id === label)?.name ?? label}`;
  };
  return (
    <>
      <div className={styles.bar} aria-hidden>
        {SPLITS.filter((name) => documents[name] > 0).map((name) => (
          <span key={name} data-split={name} style={{ flexGrow: documents[name] / Math.max(total, 1) }} />
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard. */}
      <section className={styles.counts} tabIndex={0} aria-label={t('exporting.counts')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('exporting.label')}</th>
              {SPLITS.map((name) => (
                <th key={name} scope="col">
                  <span className={styles.key} data-split={name} aria-hidden />
                  {t(`exporting.splits.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.all}>
              <th scope="row">{t('exporting.allDocuments')}</th>
              {SPLITS.map((name) => (
                <td key={name}>{formatNumber(documents[name])}</td>
              ))}
            </tr>
            {labels.map(({ layer, label, counts }) => (
              <tr key={`${layer} ${label}`}>
                <th scope="row">{nameOf(layer, label)}</th>
                {SPLITS.map((name) => (
                  <td key={name} data-none={counts[name] === 0 || undefined}>
                    {formatNumber(counts[name])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
