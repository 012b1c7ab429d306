import { useTranslation } from 'react-i18next';
import styles from './import-dialog.module.css';

interface TextSampleProps {
  readonly text: string;
  /** Of the file, where there may be several. */
  readonly name?: string;
}

/** The beginning of a text as it would be imported. */
export function TextSample({ text, name }: TextSampleProps) {
  const { t } = useTranslation();
  const label = name === undefined ? t('importing.sample') : t('importing.sampleOf', { name });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard.
    <section className={styles.sample} tabIndex={0} aria-label={label}>
      {text}
    </section>
  );
}
