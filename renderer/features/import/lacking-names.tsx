import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import form from '../../ui/form.module.css';
import styles from './import-dialog.module.css';
import type { FoundName } from './names-of.ts';
import { spansLeftOut } from './spans-left-out.ts';

interface LackingNamesProps {
  /** Of all files. */
  readonly names: readonly FoundName[];
  /** Goes where it is chosen what becomes of them. */
  readonly onChoose: () => void;
}

/** Says before all else that spans stay out because the scheme lacks their labels, which is decided further below. */
export function LackingNames({ names, onChoose }: LackingNamesProps) {
  const { t } = useTranslation();
  const { lacking } = spansLeftOut(names);
  if (lacking.count === 0) return null;
  return (
    <p className={cx(styles.withButton, form.note)}>
      {t('importing.lackingLabels', {
        count: lacking.names,
        spans: t('importing.spansLeftOut', { count: lacking.count }),
      })}
      <Button onPress={onChoose}>{t('importing.chooseNames')}</Button>
    </p>
  );
}
