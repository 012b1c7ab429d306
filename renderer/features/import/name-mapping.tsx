import { useTranslation } from 'react-i18next';
import type { RequestOf } from '#contract/contract.ts';
import type { Scheme } from '#model/scheme.ts';
import type { InspectedFile } from '../../client/bridge.ts';
import { Select } from '../../ui/field.tsx';
import styles from './import-dialog.module.css';

export type FoundName = InspectedFile['names'][number];
export type NameChoice = NonNullable<RequestOf<'import.start'>['names']>[number];

/** Names shown at once: beyond these, those that fit by themselves are passed over first. */
const SHOWN = 40;
const NOWHERE = 'nowhere';

interface NameMappingProps {
  readonly names: readonly FoundName[];
  readonly scheme: Scheme;
  readonly onChoose: (choice: NameChoice) => void;
}

/** The layers and labels of another tool's file, and what each becomes here. */
export function NameMapping({ names, scheme, onChoose }: NameMappingProps) {
  const { t } = useTranslation();
  const open = names.filter(({ by }) => by !== 'id');
  if (open.length === 0) return null;
  const options = [
    { value: NOWHERE, name: t('importing.leaveOut') },
    ...scheme.layers.flatMap((layer) =>
      layer.labels.length === 0
        ? [{ value: JSON.stringify([layer.id, null]), name: layer.name }]
        : layer.labels.map((label) => ({
            value: JSON.stringify([layer.id, label.id]),
            name: `${layer.name}: ${label.name}`,
          })),
    ),
  ];
  const toChoice = (value: string): NameChoice['to'] => {
    if (value === NOWHERE) return null;
    const [layer, label] = JSON.parse(value) as [NonNullable<NameChoice['to']>['layer'], null];
    return { layer, label };
  };
  return (
    <section className={styles.names} aria-label={t('importing.names')}>
      <p className={styles.facts}>{t('importing.names')}</p>
      {open.slice(0, SHOWN).map(({ layer, label, count, to }) => {
        const name = label === null ? layer : `${layer}: ${label}`;
        return (
          <div key={name} className={styles.controls}>
            <span className={styles.foreign}>
              {name} <span className={styles.facts}>{t('importing.spans', { count })}</span>
            </span>
            <Select
              label={t('importing.becomes', { name })}
              hideLabel
              value={to === null ? NOWHERE : JSON.stringify([to.layer, to.label])}
              options={options}
              onChange={(value) => onChoose({ layer, label, to: toChoice(value) })}
            />
          </div>
        );
      })}
      {open.length > SHOWN && (
        <p className={styles.note}>{t('importing.moreNames', { count: open.length - SHOWN })}</p>
      )}
    </section>
  );
}
