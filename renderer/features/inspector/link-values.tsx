import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation, AttributeValue, LinkTarget } from '#model/annotation.ts';
import type { AnnotationId } from '#model/ids.ts';
import type { Attribute, Scheme } from '#model/scheme.ts';
import { linkText } from '../../actions/lookup.ts';
import { goTo } from '../../actions/spans.ts';
import { useAnnotation } from '../../client/open-document.ts';
import { hoverAnnotation } from '../../state/desk.ts';
import { IconButton, QuietButton } from '../../ui/button.tsx';
import { LinkPicker } from '../../ui/link-picker.tsx';
import styles from './inspector.module.css';

interface LinkValuesProps {
  readonly attribute: Attribute;
  readonly annotation: Annotation;
  readonly scheme: Scheme;
  readonly onChange: (value: AttributeValue | null) => void;
}

/** The targets of a link: each can be visited or taken away, another can be found or taken from the selection. */
export function LinkValues({ attribute, annotation, scheme, onChange }: LinkValuesProps) {
  const { t } = useTranslation();
  const [picking, setPicking] = useState(false);
  const value = annotation.attributes[attribute.id];
  const links = value?.is === 'links' ? value.links : [];
  const several = attribute.type === 'links';
  const add = (target: LinkTarget): void => {
    setPicking(false);
    onChange({ is: 'links', links: several ? [...links, target] : [target] });
    // Back into the text at the span, which stays the selected one.
    goTo(annotation.id, { focus: true });
  };
  const remove = (index: number): void => {
    const rest = links.filter((_, at) => at !== index);
    onChange(rest.length > 0 ? { is: 'links', links: rest } : null);
  };
  return (
    <>
      {links.length > 0 && (
        <ul className={styles.chips}>
          {links.map((target, index) => (
            <LinkChip key={keyOf(target)} target={target} onRemove={() => remove(index)} />
          ))}
        </ul>
      )}
      {picking ? (
        <LinkPicker
          label={t('inspector.setTarget', { attribute: attribute.name })}
          attribute={attribute}
          scheme={scheme}
          near={annotation.fragments}
          self={annotation.id}
          onPick={add}
          onSkip={() => setPicking(false)}
        />
      ) : (
        <div className={styles.choices}>
          <QuietButton
            className={styles.add}
            onPress={() => setPicking(true)}
            aria-label={t(several || links.length === 0 ? 'inspector.addTarget' : 'inspector.changeTarget', {
              attribute: attribute.name,
            })}
          >
            <Plus size={14} aria-hidden />
            {t(several || links.length === 0 ? 'common.add' : 'inspector.change')}
          </QuietButton>
        </div>
      )}
    </>
  );
}

function LinkChip({ target, onRemove }: { readonly target: LinkTarget; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const linked = useAnnotation(target.kind === 'annotation' ? target.id : null);
  const text = linkText(target, () => linked);
  const visit = (id: AnnotationId): void => {
    hoverAnnotation(null);
    goTo(id);
  };
  return (
    <li className={styles.chip}>
      {target.kind === 'annotation' ? (
        <QuietButton
          className={styles.link}
          onPress={() => visit(target.id)}
          onPointerEnter={() => hoverAnnotation(target.id)}
          onPointerLeave={() => hoverAnnotation(null)}
        >
          {text}
        </QuietButton>
      ) : (
        <span>{text}</span>
      )}
      <IconButton className={styles.small} label={t('common.remove', { what: text })} onPress={onRemove}>
        <X size={13} />
      </IconButton>
    </li>
  );
}

function keyOf(target: LinkTarget): string {
  switch (target.kind) {
    case 'annotation':
      return target.id;
    case 'fragments':
      return JSON.stringify(target.fragments);
    case 'text':
      return `text ${target.text}`;
    default:
      return target.kind;
  }
}
