import './article.css';
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { type Article, openArticle } from './article.ts';
import type { ArticleHandle, ArticleViewProps } from './article-types.ts';

/** An editor to assistive technology (caret, selection, reading by line), but one that takes no text. */
const textAttributes = (label: string) => ({
  role: 'textbox',
  'aria-label': label,
  tabIndex: 0,
  'aria-multiline': true,
  'aria-readonly': true,
  spellCheck: false,
  translate: 'no' as const,
  autoCorrect: 'off',
  autoCapitalize: 'off',
  'data-gramm': 'false',
});

/**
 * The text of a document with its spans: a page that fills its parent and scrolls by itself. React draws the empty
 * elements once; text, paint and pointer are handled outside of it.
 */
export function ArticleView({ ref, ...props }: ArticleViewProps & { readonly ref?: Ref<ArticleHandle> }) {
  const scroller = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const overlay = useRef<HTMLDivElement>(null);
  const article = useRef<Article | null>(null);
  const latest = useRef(props);
  const { documentId, text, blocks, annotations, attention, language, label } = props;

  useLayoutEffect(() => {
    latest.current = props;
  });
  useLayoutEffect(() => {
    if (scroller.current === null || root.current === null || overlay.current === null) return;
    const opened = openArticle(
      { scroller: scroller.current, root: root.current, overlay: overlay.current },
      { id: documentId, text, blocks },
      annotations,
      attention,
      latest.current,
      () => latest.current,
    );
    article.current = opened;
    return () => {
      article.current = null;
      opened.dispose();
    };
  }, [documentId, text, blocks, annotations, attention]);

  const { layers, hiddenLayers, readOnlyBoundaries } = props;
  useEffect(() => {
    article.current?.setLook({ layers, hiddenLayers, readOnlyBoundaries });
  }, [layers, hiddenLayers, readOnlyBoundaries]);

  useImperativeHandle(ref, () => {
    const ask = (): ArticleHandle | undefined => article.current?.handle;
    return {
      focus: () => ask()?.focus(),
      caret: () => ask()?.caret() ?? null,
      selection: () => ask()?.selection() ?? null,
      setSelection: (fragment, options) => ask()?.setSelection(fragment, options),
      reveal: (fragment) => ask()?.reveal(fragment),
      rectOf: (fragment) => ask()?.rectOf(fragment) ?? null,
      idsAt: (offset) => ask()?.idsAt(offset) ?? [],
      offsetAt: (x, y) => ask()?.offsetAt(x, y) ?? null,
      neighbour: (from, direction) => ask()?.neighbour(from, direction) ?? null,
      relative: (id, kind) => ask()?.relative(id, kind) ?? null,
    };
  }, []);

  return (
    <div className="article-scroller" ref={scroller}>
      <div className="article-page">
        <div ref={root} className="article-text" lang={language ?? undefined} {...textAttributes(label)} />
        <div ref={overlay} className="article-overlay" aria-hidden="true" />
      </div>
    </div>
  );
}
