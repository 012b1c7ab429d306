import { useId } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Annotation, AttributeValue } from '#model/annotation.ts';
import type { Attribute, Scheme } from '#model/scheme.ts';
import { updateAnnotation } from '../../actions/spans.ts';
import { TextField } from '../../ui/field.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import styles from './inspector.module.css';
import { LinkValues } from './link-values.tsx';

interface AttributeEditorProps {
  readonly attribute: Attribute;
  readonly annotation: Annotation;
  readonly scheme: Scheme;
}

const STATES = ['not-set', 'none', 'not-applicable'] as const;
type State = (typeof STATES)[number];

/**
 * One attribute of the span. That it is not set, that there is none, and that the question does not arise are three
 * different answers, beside a value.
 */
export function AttributeEditor({ attribute, annotation, scheme }: AttributeEditorProps) {
  const { t } = useTranslation();
  const nameId = useId();
  const value = annotation.attributes[attribute.id];
  const set = (next: AttributeValue | null): void => {
    void updateAnnotation(annotation.id, { attributes: { [attribute.id]: next } });
  };
  const state: State | null = !value
    ? 'not-set'
    : value.is === 'none' || value.is === 'not-applicable'
      ? value.is
      : null;
  const words = {
    'not-set': t('inspector.notSet'),
    none: t('inspector.none'),
    'not-applicable': t('inspector.notApplicable'),
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> brings a look of its own.
    <div role="group" aria-labelledby={nameId} className={styles.attribute} data-attribute={attribute.id}>
      <div className={styles.attributeHead}>
        <span id={nameId} className={styles.name} title={attribute.description}>
          {attribute.name}
        </span>
        <ToggleButtonGroup
          aria-label={t('inspector.stateOf', { attribute: attribute.name })}
          className={styles.states ?? ''}
          selectedKeys={state ? [state] : []}
          onSelectionChange={([chosen]) => {
            if (chosen === 'not-set') set(null);
            else if (chosen === 'none' || chosen === 'not-applicable') set({ is: chosen });
          }}
        >
          {STATES.map((each) => (
            <ToggleButton key={each} id={each} className={styles.state ?? ''}>
              {words[each]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {attribute.type === 'link' || attribute.type === 'links' ? (
        <LinkValues
          key={annotation.id}
          attribute={attribute}
          annotation={annotation}
          scheme={scheme}
          onChange={set}
        />
      ) : attribute.type === 'text' ? (
        <TextValue key={annotation.id} attribute={attribute} value={value} onChange={set} />
      ) : (
        <ChoiceValues attribute={attribute} value={value} onChange={set} />
      )}
    </div>
  );
}

interface ValueProps {
  readonly attribute: Attribute;
  readonly value: AttributeValue | undefined;
  readonly onChange: (value: AttributeValue | null) => void;
}

function ChoiceValues({ attribute, value, onChange }: ValueProps) {
  const { t } = useTranslation();
  const choices =
    attribute.type === 'flag'
      ? [
          { id: 'yes', name: t('inspector.yes') },
          { id: 'no', name: t('inspector.no') },
        ]
      : (attribute.choices ?? []);
  const chosen = value?.is === 'values' ? value.values : [];
  return (
    <ToggleButtonGroup
      aria-label={t('inspector.value', { attribute: attribute.name })}
      className={styles.choices ?? ''}
      selectionMode={attribute.type === 'choices' ? 'multiple' : 'single'}
      selectedKeys={chosen}
      onSelectionChange={(keys) => {
        const values = choices.flatMap(({ id }) => (keys.has(id) ? [id] : []));
        onChange(values.length > 0 ? { is: 'values', values } : null);
      }}
    >
      {choices.map(({ id, name }) => (
        <ToggleButton key={id} id={id} className={styles.choice ?? ''}>
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function TextValue({ attribute, value, onChange }: ValueProps) {
  const { t } = useTranslation();
  const stored = value?.is === 'values' ? value.values.join('; ') : '';
  const [draft, setDraft] = useDraft(stored);
  const commit = (): void => {
    if (draft.trim() === stored) return;
    onChange(draft.trim() === '' ? null : { is: 'values', values: [draft.trim()] });
  };
  return (
    <TextField
      label={t('inspector.value', { attribute: attribute.name })}
      hideLabel
      value={draft}
      onChange={setDraft}
      onCommit={commit}
    />
  );
}
