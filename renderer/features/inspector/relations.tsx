import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation, Relation } from '#model/annotation.ts';
import type { RelationTypeId } from '#model/ids.ts';
import type { Scheme } from '#model/scheme.ts';
import { describe } from '../../actions/lookup.ts';
import { perform } from '../../actions/perform.ts';
import { goTo } from '../../actions/spans.ts';
import { type OpenDocument, useAnnotation } from '../../client/open-document.ts';
import { IconButton, QuietButton } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { LinkPicker } from '../../ui/link-picker.tsx';
import styles from './inspector.module.css';

interface RelationsProps {
  readonly annotation: Annotation;
  readonly open: OpenDocument;
  readonly scheme: Scheme;
}

/** The relations of a span, both ways, and a way to add one. Absent where the scheme has none for the layer. */
export function Relations({ annotation, open, scheme }: RelationsProps) {
  const { t } = useTranslation();
  const own = open.relations.filter(
    ({ source, target }) => source === annotation.id || target === annotation.id,
  );
  const types = scheme.relationTypes.filter(
    ({ sourceLayers, archived }) => !archived && sourceLayers.includes(annotation.layer),
  );
  if (own.length === 0 && types.length === 0) return null;
  return (
    <div className={styles.section}>
      <h3>{t('inspector.relations')}</h3>
      {own.length > 0 && (
        <ul>
          {own.map((relation) => (
            <RelationRow key={relation.id} relation={relation} annotation={annotation} scheme={scheme} />
          ))}
        </ul>
      )}
      {types.length > 0 && <AddRelation annotation={annotation} scheme={scheme} />}
    </div>
  );
}

function RelationRow({
  relation,
  annotation,
  scheme,
}: Omit<RelationsProps, 'open'> & { readonly relation: Relation }) {
  const { t } = useTranslation();
  const outward = relation.source === annotation.id;
  const other = useAnnotation(outward ? relation.target : relation.source);
  const type = scheme.relationTypes.find(({ id }) => id === relation.type)?.name ?? relation.type;
  const text = other ? describe(scheme, other, 50) : t('inspector.gone');
  return (
    <li className={styles.relation}>
      <span>{t(outward ? 'inspector.relationTo' : 'inspector.relationFrom', { type })}</span>
      <QuietButton className={styles.link} onPress={() => other && goTo(other.id)}>
        {text}
      </QuietButton>
      <IconButton
        className={styles.small}
        label={t('common.remove', { what: `${type} ${text}` })}
        onPress={() => void perform('relation.delete', { relationId: relation.id })}
      >
        <X size={13} />
      </IconButton>
    </li>
  );
}

function AddRelation({ annotation, scheme }: { readonly annotation: Annotation; readonly scheme: Scheme }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<RelationTypeId | null>(null);
  const types = scheme.relationTypes.filter(
    ({ sourceLayers, archived }) => !archived && sourceLayers.includes(annotation.layer),
  );
  const [adding, setAdding] = useState(false);
  const type = types.find(({ id }) => id === chosen) ?? types[0];
  if (!adding || !type) {
    return (
      <QuietButton className={styles.add} onPress={() => setAdding(true)}>
        <Plus size={14} aria-hidden />
        {t('inspector.addRelation')}
      </QuietButton>
    );
  }
  return (
    <div className={styles.section}>
      <Select
        label={t('inspector.relationType')}
        value={type.id}
        options={types.map(({ id, name }) => ({ value: id, name }))}
        onChange={setChosen}
      />
      <LinkPicker
        key={type.id}
        label={t('inspector.relationTarget')}
        attribute={{ targetLayers: type.targetLayers }}
        scheme={scheme}
        near={annotation.fragments}
        self={annotation.id}
        onSkip={() => setAdding(false)}
        onPick={(target) => {
          setAdding(false);
          if (target.kind !== 'annotation') return;
          void perform('relation.create', { type: type.id, source: annotation.id, target: target.id });
          goTo(annotation.id, { focus: true });
        }}
      />
    </div>
  );
}
