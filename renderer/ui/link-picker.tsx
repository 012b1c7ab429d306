import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Fragment, LinkTarget } from '#model/annotation.ts';
import type { AnnotationId } from '#model/ids.ts';
import type { Attribute, Scheme } from '#model/scheme.ts';
import { currentDocument, useAnnotations } from '../client/open-document.ts';
import { shorten } from '../i18n/format.ts';
import { useDesk } from '../state/desk.ts';
import fieldStyles from './field.module.css';
import { LayerMark } from './layer-mark.tsx';
import { type LinkOption, linkOptions } from './link-options.ts';
import styles from './link-picker.module.css';

interface LinkPickerProps {
  readonly label: string;
  readonly attribute: Pick<Attribute, 'targetLayers' | 'targetKinds'>;
  readonly scheme: Scheme;
  /** Spans near this place are offered first. */
  readonly near: readonly Fragment[];
  /** The span that is linked; it is not offered itself. */
  readonly self: AnnotationId | null;
  readonly onPick: (target: LinkTarget) => void;
  /** Escape, or Enter while nothing is chosen. */
  readonly onSkip: () => void;
}

/** A field that finds what a link may point at: arrows or typing choose, Enter takes. */
export function LinkPicker({ label, attribute, scheme, near, self, onPick, onSkip }: LinkPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const annotations = useAnnotations();
  const takesText = attribute.targetKinds?.includes('fragments') ?? false;
  const stretch = usePickedStretch(takesText);
  const options = useMemo(
    () => [
      ...(stretch ? [stretchOption(stretch, (text) => t('tagging.stretch', { text }))] : []),
      ...linkOptions(attribute, annotations, scheme, near, self, typed, {
        article: t('tagging.article'),
        inherited: t('tagging.inherited'),
        typed: (text) => t('tagging.typed', { text }),
      }),
    ],
    [attribute, annotations, scheme, near, self, typed, stretch, t],
  );
  const onKeyDownCapture = (event: KeyboardEvent<HTMLDivElement>): void => {
    const chosen = (event.target as HTMLElement).getAttribute('aria-activedescendant');
    if (event.key !== 'Escape' && !(event.key === 'Enter' && !chosen)) return;
    event.preventDefault();
    event.stopPropagation();
    onSkip();
  };
  return (
    <div className={styles.picker} onKeyDownCapture={onKeyDownCapture}>
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <TextField aria-label={label} autoFocus>
          <Input
            role="combobox"
            aria-expanded
            className={fieldStyles.input ?? ''}
            placeholder={attribute.targetLayers?.length ? t('tagging.find') : t('tagging.selectText')}
            spellCheck={false}
          />
        </TextField>
        <ListBox
          aria-label={label}
          className={styles.list ?? ''}
          items={options}
          selectionMode="none"
          onAction={(key) => {
            const option = options.find(({ id }) => id === key);
            if (option) onPick(option.target);
          }}
          renderEmptyState={() => (
            <p className={styles.none}>{t(takesText ? 'tagging.selectText' : 'tagging.noTargets')}</p>
          )}
        >
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.text} className={styles.option ?? ''}>
              {option.layer && <LayerMark layer={option.layer} small />}
              <span className={styles.text}>{shorten(option.text, 70)}</span>
              <span className={styles.hint}>{option.hint}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </div>
  );
}

/** The text selected while a link to a stretch of text is being made. */
function usePickedStretch(picking: boolean): Fragment | null {
  const selection = useDesk((state) => state.selection);
  useEffect(() => {
    if (!picking) return;
    useDesk.setState({ picking: true, selection: null });
    return () => {
      useDesk.getState().article?.setSelection(null);
      useDesk.setState({ picking: false, selection: null });
    };
  }, [picking]);
  return picking ? (selection?.fragment ?? null) : null;
}

function stretchOption(stretch: Fragment, words: (text: string) => string): LinkOption {
  const text = currentDocument()?.text.slice(stretch.start, stretch.end) ?? '';
  return {
    id: 'stretch',
    target: { kind: 'fragments', fragments: [stretch] },
    text: words(shorten(text, 50)),
    hint: '',
    layer: null,
  };
}
