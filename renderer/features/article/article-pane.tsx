import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentState } from '#model/document.ts';
import { setState } from '../../actions/documents.ts';
import { describe, offeredLayers } from '../../actions/lookup.ts';
import { markMatches } from '../../actions/matches.ts';
import { setFragments } from '../../actions/spans.ts';
import { useAllDocuments } from '../../client/all-documents.ts';
import type { ProjectInfo } from '../../client/bridge.ts';
import { type OpenDocument, useOpenDocument } from '../../client/open-document.ts';
import { TEXT_REGION } from '../../commands/dispatch.ts';
import { displayKey } from '../../commands/keys.ts';
import type { ArticleActivation, ArticleHandle, ArticleSelection } from '../../editor/article-types.ts';
import { ArticleView } from '../../editor/article-view.tsx';
import { caret, hoverAnnotation, selectAnnotation, useDesk } from '../../state/desk.ts';
import { useDocumentSearch } from '../../state/document-search.ts';
import { useHabits } from '../../state/habits.ts';
import { useJobs } from '../../state/jobs.ts';
import { announce } from '../../state/notices.ts';
import { Select } from '../../ui/field.tsx';
import { Unseen } from '../../ui/unseen.tsx';
import { AboutDocument } from './about-document.tsx';
import { useArticleCommands } from './article-commands.ts';
import styles from './article-pane.module.css';
import { attentionTo } from './attention.ts';
import { useCaretReturn } from './use-caret-return.ts';

/** States that the annotator sets. The others come with assignments. */
const OWN_STATES: readonly DocumentState[] = ['unassigned', 'in-progress', 'submitted'];

/** The page on the desk. */
export function ArticlePane({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const open = useOpenDocument((state) => state.open);
  const problem = useOpenDocument((state) => state.problem);
  const empty = useAllDocuments(({ length }) => length) === 0;
  const importing = useJobs(({ jobs }) => jobs.some(({ kind }) => kind === 'import'));
  useArticleCommands();
  if (open) return <Page key={open.document.id} open={open} project={project} />;
  return (
    <div className={styles.pane}>
      <div className={styles.empty}>
        {problem ? (
          <p role="alert">{t('article.problem', { message: problem })}</p>
        ) : empty && importing ? (
          <>
            <strong>{t('article.importing')}</strong>
            <p>{t('article.importingHint')}</p>
          </>
        ) : empty ? (
          <>
            <strong>{t('article.first')}</strong>
            <p>{t('article.firstHint', { key: displayKey('$mod+i') })}</p>
          </>
        ) : (
          <>
            <strong>{t('article.choose')}</strong>
            <p>{t('article.chooseHint', { next: displayKey('Alt+PageDown') })}</p>
          </>
        )}
      </div>
    </div>
  );
}

function Page({ open, project }: { readonly open: OpenDocument; readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const { document, text, annotations } = open;
  const hiddenLayers = useDesk((state) => state.hiddenLayers);
  const snap = useHabits((habits) => habits.snap);
  const region = useRef<HTMLDivElement>(null);
  useCaretReturn(region);
  const [article, setArticle] = useState<ArticleHandle | null>(null);
  const layers = useMemo(() => offeredLayers(project.scheme), [project.scheme]);
  const attention = useMemo(() => attentionTo(annotations), [annotations]);

  useEffect(() => {
    const { wantsFocus } = useDesk.getState();
    useDesk.setState({ article, wantsFocus: article ? false : wantsFocus });
    if (article && wantsFocus) article.focus();
    return () => useDesk.setState({ article: null });
  }, [article]);
  const search = useDocumentSearch(({ applied }) => applied);
  useEffect(() => {
    if (article) markMatches(document.title, text, search);
  }, [article, document.title, text, search]);

  const onSelect = useCallback((selection: ArticleSelection | null) => {
    useDesk.setState({ selection });
    if (selection && !useDesk.getState().picking) selectAnnotation(null);
  }, []);
  const onCaret = useCallback(
    (at: typeof caret.at, under: typeof caret.under) => {
      const before = caret.under.join();
      caret.at = at;
      caret.under = under;
      leaveSpan(open, at);
      if (under.length === 0 || under.join() === before) return;
      const names = under.flatMap((id) => {
        const annotation = annotations.get(id);
        return annotation ? [describe(project.scheme, annotation)] : [];
      });
      announce(t('article.under', { count: names.length, spans: names.join('; ') }));
    },
    [open, annotations, project.scheme, t],
  );
  const onActivate = useCallback(({ id, offset, stack }: ArticleActivation) => {
    caret.at = offset;
    caret.under = stack;
    selectAnnotation(id);
  }, []);

  return (
    <div className={styles.pane}>
      <Head open={open} />
      <Unseen>{t('article.leave', { key: 'F6' })}</Unseen>
      <div ref={region} className={styles.text} {...{ [TEXT_REGION]: '' }}>
        <ArticleView
          ref={setArticle}
          documentId={document.id}
          text={text}
          blocks={document.blocks}
          language={document.language}
          label={document.title}
          layers={layers}
          hiddenLayers={hiddenLayers}
          annotations={annotations}
          attention={attention}
          snap={snap}
          readOnlyBoundaries={false}
          onSelect={onSelect}
          onCaret={onCaret}
          onActivate={onActivate}
          onHover={hoverAnnotation}
          onBoundaryChange={setFragments}
        />
      </div>
    </div>
  );
}

/** Apart and remembered: the page below is drawn anew with each filter. */
const Head = memo(({ open }: { readonly open: OpenDocument }) => {
  const { t } = useTranslation();
  const { document, state } = open;
  const states = OWN_STATES.includes(state) ? OWN_STATES : [state, ...OWN_STATES];
  return (
    <header className={styles.head}>
      <h1 className={styles.title} title={document.title}>
        {document.title}
      </h1>
      <AboutDocument open={open} />
      <div className={styles.state}>
        <Select
          label={t('article.state')}
          hideLabel
          value={state}
          options={states.map((value) => ({ value, name: t(`states.${value}`) }))}
          onChange={(value) => setState(document.id, value)}
        />
      </div>
    </header>
  );
});

/** A caret that was moved away from the selected span gives the selection up. */
function leaveSpan(open: OpenDocument, at: number | null): void {
  const { selectedId, article, picking } = useDesk.getState();
  const annotation = selectedId ? open.annotations.get(selectedId) : undefined;
  if (!annotation || at === null || !article || picking) return;
  const inText = globalThis.document.activeElement?.closest(`[${TEXT_REGION}]`) != null;
  const within = annotation.fragments.some(({ start, end }) => start <= at && at <= end);
  if (inText && !within) selectAnnotation(null);
}
