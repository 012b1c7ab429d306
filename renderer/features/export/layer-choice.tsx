import { Check } from 'lucide-react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Layer } from '#model/scheme.ts';
import styles from './export-dialog.module.css';

interface LayerChoiceProps {
  readonly layers: readonly Layer[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Which layers go into the export. */
export function LayerChoice({ layers, chosen, onChange }: LayerChoiceProps) {
  const { t } = useTranslation();
  return (
    <CheckboxGroup className={styles.layers ?? ''} value={[...chosen]} onChange={onChange}>
      <Label className={styles.facts ?? ''}>{t('exporting.layers')}</Label>
      {layers.map(({ id, name }) => (
        <Checkbox key={id} value={id} className={styles.layer ?? ''}>
          <span className={styles.box}>{chosen.includes(id) && <Check size={12} />}</span>
          {name}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
