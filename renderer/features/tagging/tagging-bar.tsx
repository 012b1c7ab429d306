import { useLayoutEffect, useMemo, useRef } from 'react';
import { Toolbar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Fragment } from '#model/annotation.ts';
import { hullOf } from '#model/fragment.ts';
import type { Layer } from '#model/scheme.ts';
import { offeredLayers } from '../../actions/lookup.ts';
import { addPart } from '../../actions/parts.ts';
import type { ProjectInfo } from '../../client/bridge.ts';
import { useAnnotation } from '../../client/open-document.ts';
import { TEXT_REGION } from '../../commands/dispatch.ts';
import { shorten } from '../../i18n/format.ts';
import { useDesk } from '../../state/desk.ts';
import { QuietButton } from '../../ui/button.tsx';
import { Keys } from '../../ui/keys.tsx';
import { LayerMark } from '../../ui/layer-mark.tsx';
import { Unseen } from '../../ui/unseen.tsx';
import { AttributeStep } from './attribute-step.tsx';
import { placeBar } from './bar-place.ts';
import { ChoiceButton } from './choice-button.tsx';
import { cancel, chooseAttribute, chooseLabel, finish, startTagging, useTagging } from './flow.ts';
import styles from './tagging-bar.module.css';
import { useTaggingKeys } from './use-tagging-keys.ts';

/** The small bar beside the selection: layers, then labels, then the quick attributes. Never modal. */
export function TaggingBar({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const step = useTagging((state) => state.step);
  const selection = useDesk((state) => (state.picking ? null : state.selection));
  const layers = useMemo(() => offeredLayers(project.scheme), [project.scheme]);
  useTaggingKeys(layers);

  const fragments = step.is === 'idle' ? (selection ? [selection.fragment] : null) : step.fragments;
  if (!fragments) return null;
  const title =
    step.is === 'idle'
      ? t('tagging.chooseLayer')
      : step.is === 'label'
        ? t('tagging.chooseLabel', { layer: step.layer.name.toLowerCase() })
        : step.is === 'which'
          ? t('tagging.which', { layer: step.layer.name.toLowerCase() })
          : t('tagging.attribute', { attribute: step.attribute.name, layer: step.layer.name });
  const stepKey = step.is === 'attribute' ? `attribute-${step.attribute.id}` : step.is;
  return (
    <Placed fragments={fragments} label={title} takesFocus={step.is !== 'idle'} stepKey={stepKey}>
      {step.is !== 'idle' && (
        <div className={styles.title}>
          <span>{title}</span>
          <QuietButton data-stop className={styles.stop} onPress={step.is === 'label' ? cancel : finish}>
            <Unseen>{t('tagging.stop')}</Unseen>
            <Keys keys={['Escape']} />
          </QuietButton>
        </div>
      )}
      {step.is === 'idle' && (
        <>
          <LayerChoices layers={layers} />
          <AddPart />
        </>
      )}
      {step.is === 'label' && <LabelChoices layer={step.layer} />}
      {step.is === 'attribute' && <AttributeStep key={stepKey} step={step} scheme={project.scheme} />}
      {step.is === 'which' && (
        <Toolbar aria-label={title} orientation="vertical" className={styles.column ?? ''}>
          {step.attributes.map((attribute, index) => (
            <ChoiceButton
              key={attribute.id}
              hotkey={String(index + 1)}
              onPress={() => chooseAttribute(attribute)}
            >
              {attribute.name}
            </ChoiceButton>
          ))}
          <ChoiceButton hotkey="Escape" onPress={finish}>
            {t('tagging.stop')}
          </ChoiceButton>
        </Toolbar>
      )}
    </Placed>
  );
}

function LayerChoices({ layers }: { readonly layers: readonly Layer[] }) {
  const { t } = useTranslation();
  return (
    <Toolbar aria-label={t('tagging.chooseLayer')} className={styles.row ?? ''}>
      {layers.map((layer) => (
        <ChoiceButton key={layer.id} hotkey={layer.key} onPress={() => startTagging(layer)}>
          <LayerMark layer={layer} />
          <span>{layer.name}</span>
        </ChoiceButton>
      ))}
    </Toolbar>
  );
}

/** Offers to make the selected text a part of the span that was selected before it. */
function AddPart() {
  const { t } = useTranslation();
  const annotation = useAnnotation(useDesk((state) => state.lastId));
  if (!annotation) return null;
  return (
    <ChoiceButton hotkey="j" onPress={addPart}>
      {t('parts.add', { quote: shorten(annotation.quote, 24) })}
    </ChoiceButton>
  );
}

function LabelChoices({ layer }: { readonly layer: Layer }) {
  const { t } = useTranslation();
  const labels = layer.labels.filter(({ archived }) => !archived);
  return (
    <Toolbar
      aria-label={t('tagging.chooseLabel', { layer: layer.name.toLowerCase() })}
      orientation="vertical"
      className={(labels.length > 6 ? styles.columns : styles.column) ?? ''}
    >
      {labels.map((label) => (
        <ChoiceButton
          key={label.id}
          hotkey={label.key}
          title={label.description}
          onPress={() => chooseLabel(label)}
        >
          {label.name}
        </ChoiceButton>
      ))}
    </Toolbar>
  );
}

interface PlacedProps {
  readonly fragments: readonly Fragment[];
  readonly label: string;
  /** Whether the keyboard moves into the bar. */
  readonly takesFocus: boolean;
  /** Changes with each step, so that the focus and the place are found anew. */
  readonly stepKey: string;
  readonly children: React.ReactNode;
}

/** Keeps the bar beside the stretch of text while it scrolls. */
function Placed({ fragments, label, takesFocus, stepKey, children }: PlacedProps) {
  const bar = useRef<HTMLElement>(null);
  const article = useDesk((state) => state.article);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step has another size, so the place is found anew.
  useLayoutEffect(() => {
    const element = bar.current;
    const pane = document.querySelector(`[${TEXT_REGION}]`);
    if (!element || !pane || !article) return;
    let frame = 0;
    const place = (): void => {
      const box = article.rectOf(hullOf(fragments));
      element.style.visibility = box ? 'visible' : 'hidden';
      if (!box) return;
      const block = pane.querySelector('p, h1, h2, h3, h4, h5, h6');
      const column = block?.getBoundingClientRect() ?? box;
      const size = { width: element.offsetWidth, height: element.offsetHeight };
      const line = block ? Number.parseFloat(getComputedStyle(block).lineHeight) : box.height;
      const { left, top } = placeBar(box, column, pane.getBoundingClientRect(), size, line);
      element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    };
    const later = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(place);
    };
    place();
    if (takesFocus) {
      const first = element.querySelector<HTMLElement>('[data-first]');
      (first ?? element.querySelector<HTMLElement>('input, button:not([data-stop])'))?.focus();
    }
    window.addEventListener('scroll', later, { capture: true, passive: true });
    window.addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', later, { capture: true });
      window.removeEventListener('resize', later);
    };
  }, [article, fragments, takesFocus, stepKey]);

  return (
    <section ref={bar} aria-label={label} data-tagging-bar className={styles.bar} style={{ left: 0, top: 0 }}>
      {children}
    </section>
  );
}
