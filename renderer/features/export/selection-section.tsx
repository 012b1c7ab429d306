import { CheckboxGroup, Label } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { CERTAINTIES, ORIGINS } from '#model/annotation.ts';
import type { ProjectInfo } from '../../client/bridge.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Select } from '../../ui/field.tsx';
import form from '../../ui/form.module.css';
import { DocumentPicker } from './document-picker.tsx';
import type { Selection, Whose } from './draft.ts';
import styles from './export-dialog.module.css';

const DOCUMENTS = ['all', 'done', 'some'] as const;

interface SelectionSectionProps {
  readonly project: ProjectInfo;
  readonly selection: Selection;
  readonly layers: readonly string[];
  /** True where gold is chosen and the documents have none. */
  readonly lacksGold: boolean;
  readonly onSelect: (change: Partial<Selection>) => void;
  readonly onLayers: (layers: readonly string[]) => void;
}

/** Which documents and annotations go in. */
export function SelectionSection(props: SelectionSectionProps) {
  const { project, selection, layers, onSelect, onLayers } = props;
  const { t } = useTranslation();
  const people: readonly { readonly value: Whose; readonly name: string }[] = [
    { value: 'everybody', name: t('exporting.everybody') },
    { value: 'gold', name: t('exporting.gold') },
    ...project.annotators.map(({ id, name }) => ({ value: id, name })),
  ];
  return (
    <section className={styles.section}>
      <div className={form.controls}>
        <Select
          label={t('exporting.documents')}
          value={selection.documents}
          options={DOCUMENTS.map((value) => ({ value, name: t(`exporting.documentChoices.${value}`) }))}
          onChange={(documents) => onSelect({ documents })}
        />
        <Select
          label={t('exporting.annotator')}
          value={selection.whose}
          options={people}
          onChange={(whose) => onSelect({ whose })}
        />
      </div>
      {props.lacksGold && (
        <p className={styles.remark} role="status">
          {t('exporting.noGold')}
        </p>
      )}
      {selection.documents === 'some' && (
        <DocumentPicker
          label={t('exporting.pick')}
          chosen={selection.chosen}
          onChange={(chosen) => onSelect({ chosen })}
        />
      )}
      <CheckboxGroup className={styles.checks ?? ''} value={[...layers]} onChange={onLayers}>
        <Label className={styles.checksLabel ?? ''}>{t('exporting.layers')}</Label>
        {project.scheme.layers.map(({ id, name }) => (
          <CheckBox key={id} value={id}>
            {name}
          </CheckBox>
        ))}
      </CheckboxGroup>
    </section>
  );
}

interface NarrowerSectionProps {
  readonly selection: Selection;
  readonly onSelect: (change: Partial<Selection>) => void;
  /** `null` where the format names no annotators. */
  readonly pseudonyms: boolean | null;
  readonly onPseudonyms: (pseudonyms: boolean) => void;
}

/** What few want to leave out. */
export function NarrowerSection({ selection, onSelect, pseudonyms, onPseudonyms }: NarrowerSectionProps) {
  const { t } = useTranslation();
  const { certainties, origins } = selection;
  const summary = [
    ...(certainties.length < CERTAINTIES.length
      ? certainties.map((each) => t(`inspector.${each}`).toLowerCase())
      : []),
    ...(origins.length < ORIGINS.length ? origins.map((each) => t(`exporting.originNames.${each}`)) : []),
    ...(pseudonyms === true ? [t('exporting.pseudonymous')] : []),
  ];
  return (
    <Disclosure
      title={t('exporting.narrower')}
      summary={summary.length === 0 ? t('exporting.narrowerAll') : summary.join(', ')}
    >
      <CheckboxGroup
        className={styles.checks ?? ''}
        value={[...certainties]}
        onChange={(chosen) => {
          const kept = CERTAINTIES.filter((each) => chosen.includes(each));
          if (kept.length > 0) onSelect({ certainties: kept });
        }}
      >
        <Label className={styles.checksLabel ?? ''}>{t('exporting.certainties')}</Label>
        {CERTAINTIES.map((each) => (
          <CheckBox key={each} value={each}>
            {t(`inspector.${each}`)}
          </CheckBox>
        ))}
      </CheckboxGroup>
      {selection.whose !== 'gold' && (
        <CheckboxGroup
          className={styles.checks ?? ''}
          value={[...origins]}
          onChange={(chosen) => {
            const kept = ORIGINS.filter((each) => chosen.includes(each));
            if (kept.length > 0) onSelect({ origins: kept });
          }}
        >
          <Label className={styles.checksLabel ?? ''}>{t('exporting.origins')}</Label>
          {ORIGINS.map((each) => (
            <CheckBox key={each} value={each}>
              {t(`exporting.originNames.${each}`)}
            </CheckBox>
          ))}
        </CheckboxGroup>
      )}
      {pseudonyms !== null && (
        <CheckBox isSelected={pseudonyms} onChange={onPseudonyms}>
          {t('exporting.pseudonyms')}
        </CheckBox>
      )}
    </Disclosure>
  );
}
