import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/contract.ts';
import type { FormatSummary } from '../../client/bridge.ts';
import styles from './export-dialog.module.css';

interface LossPreviewProps {
  readonly format: FormatSummary | null;
  readonly preview: ResponseOf<'export.preview'> | null;
  readonly problem: string | null;
}

/** What the export holds, what of this project the format cannot hold, by cause, and what it never holds. */
export function LossPreview({ format, preview, problem }: LossPreviewProps) {
  const { t } = useTranslation();
  if (problem !== null) {
    return (
      <p className={styles.problem} role="alert">
        {problem}
      </p>
    );
  }
  if (preview === null) return null;
  return (
    <section className={styles.preview} aria-live="polite">
      <p>
        {t('documents.count', { count: preview.documents })} ·{' '}
        {t('exporting.annotations', { count: preview.annotations })} ·{' '}
        {t('exporting.relations', { count: preview.relations })}
      </p>
      {preview.losses.length === 0 ? (
        <p className={styles.facts}>{t('exporting.nothingLost')}</p>
      ) : (
        <>
          <p className={styles.note}>{t('exporting.lost')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard. */}
          <ul className={styles.losses} tabIndex={0} aria-label={t('exporting.lost')}>
            {preview.losses.map(({ what, why, count }) => (
              <li key={`${what} ${why}`}>
                <strong>{t(`exporting.losses.${what}`, { count })}</strong> {why}
              </li>
            ))}
          </ul>
        </>
      )}
      {format !== null && format.loses.length > 0 && (
        <p className={styles.facts}>{t('exporting.never', { what: format.loses.join('; ') })}</p>
      )}
    </section>
  );
}
