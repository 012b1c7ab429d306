import { useTranslation } from 'react-i18next';
import styles from './import-dialog.module.css';

/** The beginning of a text as it would be imported. */
export function TextSample({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard.
    <section className={styles.sample} tabIndex={0} aria-label={t('importing.sample')}>
      {text}
    </section>
  );
}
