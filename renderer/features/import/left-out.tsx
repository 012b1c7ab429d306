import { useTranslation } from 'react-i18next';
import form from '../../ui/form.module.css';
import styles from './import-dialog.module.css';

/** More are folded away. */
const SHOWN = 3;

/** What stays out of an import or changes, and why. */
export function LeftOut({ notices }: { readonly notices: readonly string[] }) {
  const { t } = useTranslation();
  if (notices.length === 0) return null;
  const list = (
    <ul>
      {notices.map((notice) => (
        <li key={notice} dir="auto">
          {notice}
        </li>
      ))}
    </ul>
  );
  if (notices.length <= SHOWN) {
    return (
      <div className={styles.notices}>
        <p className={form.facts}>{t('importing.notices')}</p>
        {list}
      </div>
    );
  }
  return (
    <details className={styles.notices}>
      <summary>{t('importing.noticeCount', { count: notices.length })}</summary>
      {list}
    </details>
  );
}
