import { memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation, AttributeValue } from '#model/annotation.ts';
import type { Attribute, Scheme } from '#model/scheme.ts';
import { updateAnnotation } from '../../actions/spans.ts';
import { TextField } from '../../ui/field.tsx';
import { ToggleGroup } from '../../ui/toggle-group.tsx';
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
 * different answers, beside a value. Drawn anew only where this attribute, or the span, is another.
 */
export const AttributeEditor = memo(({ attribute, annotation, scheme }: AttributeEditorProps) => {
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
        <ToggleGroup
          quiet
          label={t('inspector.stateOf', { attribute: attribute.name })}
          choices={STATES.map((id) => ({ id, name: words[id] }))}
          chosen={state ? [state] : []}
          takesBack={false}
          onChange={([chosen]) => {
            if (chosen === 'not-set') set(null);
            else if (chosen) set({ is: chosen });
          }}
        />
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
}, sameAttribute);

function sameAttribute(before: AttributeEditorProps, after: AttributeEditorProps): boolean {
  const { attribute, scheme, annotation } = before;
  return (
    attribute === after.attribute &&
    scheme === after.scheme &&
    annotation.id === after.annotation.id &&
    JSON.stringify(annotation.attributes[attribute.id]) ===
      JSON.stringify(after.annotation.attributes[attribute.id])
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
    <ToggleGroup
      label={t('inspector.value', { attribute: attribute.name })}
      choices={choices}
      chosen={chosen}
      several={attribute.type === 'choices'}
      onChange={(values) => onChange(values.length > 0 ? { is: 'values', values } : null)}
    />
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
