import { useTranslation } from 'react-i18next';
import type { InspectedFile } from '../../client/bridge.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import form from '../../ui/form.module.css';
import styles from './import-dialog.module.css';

interface LackingPartsProps {
  readonly inspected: readonly InspectedFile[];
  readonly lacking: 'leave-out' | 'add';
  readonly onChange: (lacking: 'leave-out' | 'add') => void;
}

type Part = InspectedFile['lacking'][number];

/** The attributes, choices and relation types of the files that the scheme has no place for, and whether it gets them. */
export function LackingParts({ inspected, lacking, onChange }: LackingPartsProps) {
  const { t } = useTranslation();
  const parts = new Map<string, Part>();
  for (const part of inspected.flatMap((file) => file.lacking)) {
    const key = JSON.stringify([part.what, part.layer, part.name]);
    const before = parts.get(key);
    parts.set(key, {
      ...part,
      count: part.count + (before?.count ?? 0),
      values: [...new Set([...(before?.values ?? []), ...part.values])],
    });
  }
  if (parts.size === 0) return null;
  return (
    <section className={styles.panel} aria-label={t('importing.lacking')}>
      <h3>{t('importing.lacking')}</h3>
      <ul className={styles.parts}>
        {[...parts].map(([key, { what, name, layer, count, values }]) => (
          <li key={key} dir="auto">
            {what === 'relation'
              ? t('importing.lackingRelation', { name })
              : t(what === 'choice' ? 'importing.lackingChoice' : 'importing.lackingAttribute', {
                  name,
                  layer: layer ?? '',
                  values: listed(values),
                })}{' '}
            <span className={form.facts}>{t('importing.times', { count })}</span>
          </li>
        ))}
      </ul>
      <CheckBox isSelected={lacking === 'add'} onChange={(add) => onChange(add ? 'add' : 'leave-out')}>
        {t('importing.addLacking')}
      </CheckBox>
    </section>
  );
}

/** Of more choices, the first are enough to know what is meant. */
const VALUES_SAID = 12;

function listed(values: readonly string[]): string {
  const said = values.slice(0, VALUES_SAID).map((value) => `“${value}”`);
  return [...said, ...(values.length > VALUES_SAID ? ['…'] : [])].join(', ');
}
