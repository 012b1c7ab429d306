import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
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
  /** Enter while nothing is chosen, or Escape, which `stops`. */
  readonly onSkip: (stops: boolean) => void;
  /** Stands below what is offered: what Enter does now, which takes the chosen one where `take` is there, else skips. */
  readonly foot?: (take: (() => void) | null) => ReactNode;
}

/**
 * A field that finds what a link may point at: arrows or typing choose, Enter takes. What is typed chooses the first
 * that fits, so that a few letters and Enter are enough.
 */
export function LinkPicker(props: LinkPickerProps) {
  const { label, attribute, scheme, near, self, onPick, onSkip, foot } = props;
  const { t } = useTranslation();
  const listId = useId();
  const picker = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState<number | null>(null);
  const annotations = useAnnotations();
  const takesText = attribute.targetKinds?.includes('fragments') ?? false;
  const takesName = attribute.targetKinds?.includes('text') ?? false;
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
  useLayoutEffect(() => {
    field.current?.focus();
    // With what it offers, which would else lie below the edge of what scrolls.
    picker.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const chosen = active === null ? undefined : options[Math.min(active, options.length - 1)];
  const optionId = ({ id }: LinkOption): string => `${listId}-${id}`;
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(options.length - 1, to));
    setActive(next);
    const option = options[next];
    if (option) document.getElementById(optionId(option))?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(active === null ? 0 : active + 1);
    else if (event.key === 'ArrowUp') move(active === null ? options.length - 1 : active - 1);
    else if (event.key === 'Enter' && chosen) onPick(chosen.target);
    else if (event.key === 'Enter' || event.key === 'Escape') onSkip(event.key === 'Escape');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={picker} className={styles.picker}>
      <input
        ref={field}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        {...(chosen ? { 'aria-activedescendant': optionId(chosen) } : {})}
        className={fieldStyles.input ?? ''}
        placeholder={attribute.targetLayers?.length ? t('tagging.find') : t('tagging.selectText')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setActive(target.value.trim() === '' ? null : 0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={label} className={styles.list ?? ''}>
        {options.map((option) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and answers the keys.
          <div
            key={option.id}
            id={optionId(option)}
            role="option"
            tabIndex={-1}
            aria-selected={option === chosen}
            className={styles.option ?? ''}
            // The focus stays in the field.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(option.target)}
          >
            {option.layer && <LayerMark layer={option.layer} small />}
            <span className={styles.text}>{shorten(option.text, 70)}</span>
            <span className={styles.hint}>{option.hint}</span>
          </div>
        ))}
      </div>
      {options.length === 0 && (
        <p className={styles.none}>
          {t(takesText ? 'tagging.selectText' : takesName ? 'tagging.typeName' : 'tagging.noTargets')}
        </p>
      )}
      {foot?.(chosen ? () => onPick(chosen.target) : null)}
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
