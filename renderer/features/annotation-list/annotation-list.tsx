import { memo, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#model/annotation.ts';
import type { AnnotationId } from '#model/ids.ts';
import type { Layer } from '#model/scheme.ts';
import { layerOf, nameOf, offeredLayers, valueText } from '../../actions/lookup.ts';
import { goTo } from '../../actions/spans.ts';
import { useInNextFrame } from '../../client/after-paint.ts';
import type { ProjectInfo } from '../../client/bridge.ts';
import { currentDocument, useAnnotationsByLayer, useOpenDocument } from '../../client/open-document.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { shorten } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { hoverAnnotation, useDesk } from '../../state/desk.ts';
import { showPane } from '../../state/panes.ts';
import { SearchField } from '../../ui/field.tsx';
import { LongListbox } from '../../ui/long-listbox.tsx';
import { Unseen } from '../../ui/unseen.tsx';
import styles from './annotation-list.module.css';
import { type AnnotationGroup, groupAnnotations } from './groups.ts';
import { LayerToggles } from './layer-toggles.tsx';

/** CSS pixels. */
const MEASURE = { row: 46, heading: 30 } as const;

/** The spans of the open document by layer. A click shows the span in the text and in the inspector. */
export function AnnotationList({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const applied = useDeferredValue(filter);
  const layers = useMemo(() => offeredLayers(project.scheme), [project.scheme]);
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'annotation.filter',
        title: t('commands.filter'),
        group: 'view',
        keys: ['$mod+f'],
        scope: 'page',
        run: () => {
          showPane('right');
          requestAnimationFrame(() => field.current?.select());
        },
      },
    ],
    [t],
  );
  useCommands(commands);

  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <h2>{t('panes.annotations')}</h2>
        <LayerToggles layers={layers} />
        <SearchField
          label={t('annotations.filter')}
          clearLabel={t('annotations.clear')}
          hint={t('annotations.filterHint')}
          value={filter}
          onChange={setFilter}
          inputRef={field}
        />
      </div>
      <Listed project={project} layers={layers} filter={applied} />
    </div>
  );
}

interface ListedProps {
  readonly project: ProjectInfo;
  readonly layers: readonly Layer[];
  readonly filter: string;
}

/** The list, drawn anew with each span and so apart from what stands above it. */
const Listed = memo(({ project, layers, filter }: ListedProps) => {
  const byLayer = useAnnotationsByLayer();
  const hiddenLayers = useDesk((state) => state.hiddenLayers);
  const selectedId = useInNextFrame(useDesk, (state) => state.selectedId);
  const documentId = useOpenDocument((state) => state.open?.document.id);
  const groups = useMemo(
    () =>
      groupAnnotations(byLayer, layers, hiddenLayers, filter, (annotation) =>
        [
          annotation.quote,
          nameOf(project.scheme, annotation),
          ...factsOf(annotation, project),
          annotation.note,
        ].join(' '),
      ),
    [byLayer, layers, hiddenLayers, filter, project],
  );
  const row = useCallback(
    (annotation: Annotation) => <Row annotation={annotation} project={project} />,
    [project],
  );
  if (groups.length === 0) return <EmptyList some={byLayer.size > 0} layers={layers} />;
  return (
    <LongListbox
      key={documentId}
      label={t('panes.annotations')}
      className={styles.list}
      rowClassName={styles.row}
      groups={groups}
      measure={MEASURE}
      keyOf={keyOf}
      headingOf={headingOf}
      hueOf={hueOf}
      selectedKey={selectedId}
      onChoose={choose}
      onHover={hover}
    >
      {row}
    </LongListbox>
  );
});

function keyOf({ id }: Annotation): string {
  return id;
}

function headingOf({ layer, items }: AnnotationGroup): string {
  return t('annotations.group', { layer: layer.name, count: items.length });
}

function hueOf({ layer }: AnnotationGroup): string {
  return layer.hue;
}

function choose(id: string): void {
  goTo(id as AnnotationId);
}

function hover(id: string | null): void {
  hoverAnnotation(id as AnnotationId | null);
}

interface RowProps {
  readonly annotation: Annotation;
  readonly project: ProjectInfo;
}

/** What a row says of a span besides its words and its label; the filter finds it, too. */
function factsOf(annotation: Annotation, { scheme, annotator, annotators }: ProjectInfo): string[] {
  const quick = layerOf(scheme, annotation)?.attributes.filter((attribute) => attribute.quick) ?? [];
  const values = quick.map((attribute) =>
    valueText(attribute, annotation.attributes[attribute.id], (id) => currentDocument()?.annotations.get(id)),
  );
  const by = annotators.find(({ id }) => id === annotation.annotatorId)?.name;
  return [
    by && annotation.annotatorId !== annotator.id ? t('annotations.by', { annotator: by }) : '',
    annotation.certainty === 'unsure' ? t('inspector.unsure') : '',
    ...values,
    annotation.note ? t('annotations.noted') : '',
  ].filter(Boolean);
}

const Row = memo(({ annotation, project }: RowProps) => {
  const facts = factsOf(annotation, project);
  const quote = shorten(annotation.quote, 120);
  const name = nameOf(project.scheme, annotation);
  return (
    <>
      <Unseen>{`${quote}, ${[name, ...facts].join(' · ')}`}</Unseen>
      <span aria-hidden className={styles.quote}>
        {quote}
      </span>
      <span aria-hidden className={styles.facts}>
        <strong>{name}</strong>
        {facts.length > 0 && ` · ${facts.join(' · ')}`}
      </span>
    </>
  );
});

interface EmptyListProps {
  /** Whether there are spans that are not listed. */
  readonly some: boolean;
  readonly layers: readonly Layer[];
}

function EmptyList({ some, layers }: EmptyListProps) {
  const { t } = useTranslation();
  const opened = useOpenDocument((state) => state.open !== null);
  if (!opened) return <p className={styles.empty}>{t('annotations.noDocument')}</p>;
  if (some) return <p className={styles.empty}>{t('annotations.noneMatch')}</p>;
  const keys = layers.map(({ key }) => key.toUpperCase()).join(', ');
  return (
    <div className={styles.empty}>
      <strong>{t('annotations.none')}</strong>
      <p>{t('annotations.noneHint', { keys })}</p>
    </div>
  );
}
