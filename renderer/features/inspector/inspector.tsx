import { Check, Trash2, TriangleAlert } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#model/annotation.ts';
import { CERTAINTIES } from '#model/annotation.ts';
import { hullOf } from '#model/fragment.ts';
import { OffsetIndex, type Utf16Offset } from '#model/offset.ts';
import type { Layer } from '#model/scheme.ts';
import { warningsOf } from '#model/warning.ts';
import { layerOf } from '../../actions/lookup.ts';
import { deleteSelected, updateAnnotation } from '../../actions/spans.ts';
import { useAfterPaint } from '../../client/after-paint.ts';
import type { ProjectInfo } from '../../client/bridge.ts';
import {
  type OpenDocument,
  useAnnotation,
  useAnnotations,
  useOpenDocument,
} from '../../client/open-document.ts';
import { formatMoment, formatNumber } from '../../i18n/format.ts';
import { useDesk } from '../../state/desk.ts';
import { toggleHabit, useHabits } from '../../state/habits.ts';
import { IconButton, QuietButton } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { LayerMark } from '../../ui/layer-mark.tsx';
import { ToggleGroup } from '../../ui/toggle-group.tsx';
import { useAutosave, useDraft } from '../../ui/use-draft.ts';
import { AttributeEditor } from './attribute-editor.tsx';
import styles from './inspector.module.css';
import { Relations } from './relations.tsx';

/** Everything about the selected span, to read and to change. */
export function Inspector({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const open = useOpenDocument((state) => state.open);
  const selectedId = useAfterPaint(useDesk, (state) => state.selectedId);
  // What goes, goes with the text; what comes may come a frame after it.
  const annotation = useAnnotation(selectedId);
  const layer = annotation ? layerOf(project.scheme, annotation) : null;
  const pane = useRef<HTMLElement>(null);
  const scrolled = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each span is seen from its heading on.
  useLayoutEffect(() => {
    // Not where it stands there anyway: to be told so, the browser lays the page out.
    if (scrolled.current && pane.current) pane.current.scrollTop = 0;
    scrolled.current = false;
  }, [annotation?.id]);
  return (
    <section
      ref={pane}
      aria-label={t('panes.inspector')}
      data-pane="inspector"
      className={styles.pane}
      onScroll={() => {
        scrolled.current = true;
      }}
    >
      {open && annotation && layer ? (
        <Particulars open={open} annotation={annotation} layer={layer} project={project} />
      ) : (
        open && (
          <div className={styles.empty}>
            <strong>{t('inspector.empty')}</strong>
            <p>{t('inspector.emptyHint')}</p>
          </div>
        )
      )}
    </section>
  );
}

interface ParticularsProps {
  readonly open: OpenDocument;
  readonly annotation: Annotation;
  readonly layer: Layer;
  readonly project: ProjectInfo;
}

function Particulars({ open, annotation, layer, project }: ParticularsProps) {
  const { t } = useTranslation();
  const { scheme } = project;
  const all = useHabits((state) => state.allAttributes);
  const labels = layer.labels.filter(({ id, archived }) => !archived || id === annotation.label);
  const attributes = layer.attributes.filter(({ archived }) => !archived);
  const shown = attributes.filter(({ id, quick }) => all || quick || annotation.attributes[id]);
  const annotator = project.annotators.find(({ id }) => id === annotation.annotatorId)?.name ?? '';
  return (
    <div className={styles.inspector} data-hue={layer.hue}>
      <div className={styles.head}>
        <LayerMark layer={layer} />
        <h2>{layer.name}</h2>
        <IconButton label={t('inspector.delete')} keys={['Delete']} onPress={deleteSelected}>
          <Trash2 size={16} />
        </IconButton>
      </div>
      <blockquote className={styles.quote} style={{ margin: 0 }}>
        {annotation.quote}
      </blockquote>
      <Warnings annotation={annotation} open={open} />
      {labels.length > 0 && (
        <Select
          label={t('inspector.label')}
          value={annotation.label}
          options={labels.map(({ id, name }) => ({ value: id, name }))}
          onChange={(label) => void updateAnnotation(annotation.id, { label })}
        />
      )}
      {shown.map((attribute) => (
        <AttributeEditor key={attribute.id} attribute={attribute} annotation={annotation} scheme={scheme} />
      ))}
      {attributes.length > shown.length || all ? (
        <QuietButton
          className={styles.toggle}
          aria-pressed={all}
          onPress={() => toggleHabit('allAttributes')}
        >
          {all && <Check size={14} aria-hidden />}
          {t('inspector.allAttributes')}
        </QuietButton>
      ) : null}
      <Relations key={`relations-${annotation.id}`} annotation={annotation} open={open} scheme={scheme} />
      <Certainty annotation={annotation} />
      <Note key={annotation.id} annotation={annotation} />
      <Place
        annotation={annotation}
        text={open.text}
        made={t('inspector.made', { annotator, when: formatMoment(annotation.createdAt) })}
      />
    </div>
  );
}

/** Its own for each span, so that what is being written stays with the span it is about. */
function Note({ annotation }: { readonly annotation: Annotation }) {
  const { t } = useTranslation();
  const [note, setNote] = useDraft(annotation.note);
  const store = (): void => {
    if (note !== annotation.note) void updateAnnotation(annotation.id, { note });
  };
  useAutosave(note, annotation.note, store);
  return <TextField label={t('inspector.note')} value={note} onChange={setNote} onCommit={store} multiline />;
}

function Warnings({ annotation, open }: { readonly annotation: Annotation; readonly open: OpenDocument }) {
  const { t } = useTranslation();
  // They look at other spans too.
  const all = useAnnotations();
  const warnings = useMemo(
    () =>
      warningsOf(annotation, {
        annotation: (id) => open.annotations.get(id) ?? null,
        annotationsOf: () => all,
        relationsTouching: (id) =>
          open.relations.filter(({ source, target }) => source === id || target === id),
      }),
    [annotation, open, all],
  );
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.warnings} aria-label={t('inspector.warnings')}>
      {warnings.map(({ code, attribute, message }) => (
        <li key={`${code}${attribute}`}>
          <TriangleAlert size={14} aria-hidden />
          {message}
        </li>
      ))}
    </ul>
  );
}

function Certainty({ annotation }: { readonly annotation: Annotation }) {
  const { t } = useTranslation();
  return (
    <div className={styles.attribute}>
      <span className={styles.name} aria-hidden>
        {t('inspector.certainty')}
      </span>
      <ToggleGroup
        label={t('inspector.certainty')}
        choices={CERTAINTIES.map((id) => ({ id, name: t(`inspector.${id}`) }))}
        chosen={[annotation.certainty]}
        takesBack={false}
        onChange={([certainty]) => {
          if (certainty) void updateAnnotation(annotation.id, { certainty });
        }}
      />
    </div>
  );
}

let counted: { readonly text: string; readonly index: OffsetIndex } | null = null;

/** The offsets of a text, counted once while the text is the same. */
function offsetsOf(text: string): OffsetIndex {
  if (counted?.text !== text) counted = { text, index: new OffsetIndex(text) };
  return counted.index;
}

interface PlaceProps {
  readonly annotation: Annotation;
  readonly text: string;
  readonly made: string;
}

function Place({ annotation, text, made }: PlaceProps) {
  const { t } = useTranslation();
  const { fragments } = annotation;
  const hull = useMemo(() => hullOf(fragments), [fragments]);
  // Counted as exports and the command line count: in code points.
  const index = offsetsOf(text);
  const outside = (offset: Utf16Offset): number => index.toCodePoint(offset);
  const length = fragments.reduce((sum, { start, end }) => sum + outside(end) - outside(start), 0);
  return (
    <div className={styles.facts}>
      <p>
        {t('inspector.boundaries')}:{' '}
        {t('inspector.units', {
          start: formatNumber(outside(hull.start)),
          end: formatNumber(outside(hull.end)),
          length: formatNumber(length),
        })}
        {fragments.length > 1 && `, ${t('inspector.fragments', { count: fragments.length })}`}
      </p>
      <p>{made}</p>
    </div>
  );
}
