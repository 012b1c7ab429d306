import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scheme } from '#model/scheme.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { SearchField, Select } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import styles from './import-dialog.module.css';
import { createNameOptions } from './name-options.ts';
import { type FoundName, type NameChoice, nameKey, shownName } from './names-of.ts';

/** Names shown at once, and how many more each time they are asked for. */
const SHOWN = 40;
/** From this many names on they can be looked for. */
const MANY = 15;

interface NameMappingProps {
  readonly ref: Ref<HTMLElement>;
  readonly names: readonly FoundName[];
  readonly scheme: Scheme;
  /** What was chosen so far. */
  readonly choices: readonly NameChoice[];
  readonly missing: 'leave-out' | 'add';
  readonly onMissing: (missing: 'leave-out' | 'add') => void;
  readonly onChoose: (choice: NameChoice) => void;
  readonly onForget: () => void;
}

/** The layers and labels of other tools' files, and what each becomes here. */
export function NameMapping({
  ref,
  names,
  scheme,
  choices,
  missing,
  onMissing,
  onChoose,
  onForget,
}: NameMappingProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const [most, setMost] = useState(SHOWN);
  const open = names.filter(({ by }) => by !== 'id');
  if (open.length === 0) return null;
  const optionsOf = createNameOptions(scheme, choices);
  const unknown = open.filter(({ by, to }) => by === 'none' || (by === 'new' && to !== null)).length;
  const remembered = open.filter(({ by }) => by === 'memory').length;
  const fitting = open.filter((name) => shownName(name).toLowerCase().includes(wanted.trim().toLowerCase()));
  const shown = fitting.slice(0, most);
  return (
    <section ref={ref} className={styles.panel} aria-label={t('importing.names')}>
      <h3>{t('importing.names')}</h3>
      <p className={form.facts}>
        {t('importing.nameCount', { count: names.length })}{' '}
        {unknown > 0 && t('importing.unknownCount', { count: unknown })}
      </p>
      {(unknown > 0 || open.length >= MANY) && (
        <div className={cx(form.controls, styles.controls)}>
          {unknown > 0 && (
            <Select
              label={t('importing.missing')}
              value={missing}
              options={[
                { value: 'leave-out', name: t('importing.leaveOut') },
                { value: 'add', name: t('importing.addAll') },
              ]}
              onChange={onMissing}
            />
          )}
          {open.length >= MANY && (
            <div className={styles.find}>
              <SearchField
                label={t('importing.findName')}
                value={wanted}
                onChange={setWanted}
                clearLabel={t('importing.findNothing')}
              />
            </div>
          )}
        </div>
      )}
      {remembered > 0 && (
        <p className={styles.remembered}>
          {t('importing.namesAsLastTime', { count: remembered })}
          <Button kind="quiet" onPress={onForget}>
            {t('importing.forget')}
          </Button>
        </p>
      )}
      <ul className={styles.names}>
        {shown.map((name) => {
          const { options, value, toChoice } = optionsOf(name);
          return (
            <li key={nameKey(name)} className={styles.name}>
              <span className={styles.foreign}>
                <bdi>{shownName(name)}</bdi>{' '}
                <span className={form.facts}>
                  {t('importing.spans', { count: name.count })}
                  {name.by === 'memory' && ` · ${t('importing.asLastTime')}`}
                </span>
              </span>
              <Select
                label={t('importing.becomes', { name: shownName(name) })}
                hideLabel
                value={value}
                options={options}
                onChange={(chosen) =>
                  onChoose({ layer: name.layer, label: name.label, to: toChoice(chosen) })
                }
              />
            </li>
          );
        })}
      </ul>
      {fitting.length === 0 && <p className={form.facts}>{t('importing.noName')}</p>}
      {fitting.length > shown.length && (
        <Button onPress={() => setMost(most + SHOWN)}>
          {t('importing.moreNames', { count: fitting.length - shown.length })}
        </Button>
      )}
    </section>
  );
}
