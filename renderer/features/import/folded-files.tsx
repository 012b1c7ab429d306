import { useTranslation } from 'react-i18next';
import type { InspectedFile } from '../../client/bridge.ts';
import { formatSize } from '../../i18n/format.ts';
import form from '../../ui/form.module.css';
import styles from './import-dialog.module.css';

/** More names in a row are read by nobody. */
const LISTED = 200;

interface FoldedFilesProps {
  /** What is said of them, with their number. */
  readonly title: string;
  readonly files: readonly InspectedFile[];
}

/** Files that are only counted, with their names where somebody wants to know. */
export function FoldedFiles({ title, files }: FoldedFilesProps) {
  const { t } = useTranslation();
  return (
    <details className={styles.folded}>
      <summary>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard. */}
      <ul tabIndex={0} aria-label={title}>
        {files.slice(0, LISTED).map(({ file, name, size, problem }) => (
          <li key={file}>
            <bdi>{name}</bdi>{' '}
            <span className={form.facts} dir="auto">
              {problem ?? formatSize(size)}
            </span>
          </li>
        ))}
        {files.length > LISTED && (
          <li className={form.facts}>{t('importing.moreFiles', { count: files.length - LISTED })}</li>
        )}
      </ul>
    </details>
  );
}
