import { useEffect } from 'react';
import { call } from './client/bridge.ts';
import { useOpenDocument } from './client/open-document.ts';
import { useProject } from './client/project.ts';
import { t } from './i18n/i18n.ts';
import { usePanes } from './state/panes.ts';

/** Below this width, in CSS pixels, the right pane is a drawer. */
const NARROW = '(max-width: 1099px)';

/** Keeps the title of the window: project, then document. */
export function useWindowTitle(): void {
  const project = useProject((state) => state.project?.name);
  const document = useOpenDocument((state) => state.open?.document.title);
  useEffect(() => {
    const title = [project, document].filter(Boolean).join(' · ') || t('app.name');
    globalThis.document.title = title;
    void call('shell.set-title', { title: title.slice(0, 500) });
  }, [project, document]);
}

export function useNarrowWindow(): void {
  useEffect(() => {
    const query = window.matchMedia(NARROW);
    const apply = (): void => usePanes.setState({ narrow: query.matches, drawerOpen: false });
    apply();
    query.addEventListener('change', apply);
    return () => query.removeEventListener('change', apply);
  }, []);
}
