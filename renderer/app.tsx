import { useTranslation } from 'react-i18next';
import styles from './app.module.css';
import type { ProjectInfo } from './client/bridge.ts';
import { useOpenDocument } from './client/open-document.ts';
import { useProject } from './client/project.ts';
import { DropTarget } from './drop-target.tsx';
import { AnnotationList } from './features/annotation-list/annotation-list.tsx';
import { ArticlePane } from './features/article/article-pane.tsx';
import { DocumentList } from './features/document-list/document-list.tsx';
import { ExportDialog } from './features/export/export-dialog.tsx';
import { ExportingDialog } from './features/export/exporting-dialog.tsx';
import { ImportDialog } from './features/import/import-dialog.tsx';
import { PasteDialog } from './features/import/paste-dialog.tsx';
import { Inspector } from './features/inspector/inspector.tsx';
import { KeysDialog } from './features/keys/keys-dialog.tsx';
import { Palette } from './features/palette/palette.tsx';
import { ProjectBar } from './features/project/project-bar.tsx';
import { SaveDialog } from './features/save-dialog/save-dialog.tsx';
import { SchemeDialog } from './features/scheme/scheme-dialog.tsx';
import { SchemeOverview } from './features/scheme/scheme-overview.tsx';
import { StartScreen } from './features/start/start-screen.tsx';
import { StatusBar } from './features/status-bar/status-bar.tsx';
import { TaggingBar } from './features/tagging/tagging-bar.tsx';
import { useDialogs } from './state/dialogs.ts';
import {
  INSPECTOR_LIMITS,
  isShown,
  PANE_LIMITS,
  resizeInspector,
  resizePane,
  togglePane,
  usePanes,
} from './state/panes.ts';
import { cx } from './ui/cx.ts';
import { Divided } from './ui/divided.tsx';
import { Notices } from './ui/notices.tsx';
import { Splitter } from './ui/splitter.tsx';
import { useWindowCommands } from './window-commands.ts';
import { useNarrowWindow, useWindowTitle } from './window-hooks.ts';

/** The whole window: the start screen, or the project on its desk, with what may lie over it. */
export function App() {
  const project = useProject((state) => state.project);
  useWindowTitle();
  useNarrowWindow();
  useWindowCommands();
  return (
    <DropTarget>
      {project ? <Desk project={project} /> : <StartScreen />}
      <OpenDialog />
      <Notices />
    </DropTarget>
  );
}

/** Three panes between a line above and a line below. */
function Desk({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const panes = usePanes();
  const left = isShown(panes, 'left');
  const right = isShown(panes, 'right');
  const opened = useOpenDocument((state) => state.open !== null);
  return (
    <div className={styles.frame}>
      <ProjectBar project={project} />
      <div className={styles.panes}>
        {left && (
          <nav
            aria-label={t('panes.documents')}
            data-pane="documents"
            className={styles.side}
            style={{ width: panes.left.width }}
          >
            <div className={styles.content}>
              <DocumentList project={project} />
            </div>
            <Splitter
              label={t('panes.resizeLeft')}
              paneLies="left"
              size={panes.left.width}
              {...PANE_LIMITS.left}
              onResize={(width) => resizePane('left', width)}
              onPress={() => togglePane('left')}
            />
          </nav>
        )}
        <main aria-label={t('panes.article')} data-pane="article" className={styles.main}>
          <ArticlePane project={project} />
        </main>
        {right && (
          <aside
            aria-label={t('panes.annotations')}
            data-pane="annotations"
            className={cx(styles.side, panes.narrow && styles.drawer)}
            style={{ width: panes.right.width }}
          >
            <Splitter
              label={t('panes.resizeRight')}
              paneLies="right"
              size={panes.right.width}
              {...PANE_LIMITS.right}
              onResize={(width) => resizePane('right', width)}
              onPress={() => togglePane('right')}
            />
            <div className={styles.content}>
              <Divided
                upper={<AnnotationList project={project} />}
                lower={opened && <Inspector project={project} />}
                label={t('panes.resizeInspector')}
                height={panes.inspectorHeight}
                limits={INSPECTOR_LIMITS}
                onResize={resizeInspector}
              />
            </div>
          </aside>
        )}
      </div>
      <StatusBar project={project} />
      <TaggingBar project={project} />
    </div>
  );
}

function OpenDialog() {
  const dialog = useDialogs((state) => state.dialog);
  const project = useProject((state) => state.project);
  switch (dialog?.kind) {
    case 'palette':
      return <Palette />;
    case 'keys':
      return <KeysDialog />;
    case 'import':
      return <ImportDialog files={dialog.files} isFolder={dialog.isFolder} />;
    case 'export':
      return project && <ExportDialog project={project} />;
    case 'scheme':
      return <SchemeDialog file={dialog.file} />;
    case 'scheme-overview':
      return project && <SchemeOverview scheme={project.scheme} />;
    case 'exporting':
      return <ExportingDialog {...dialog} />;
    case 'paste':
      return <PasteDialog text={dialog.text} />;
    case 'save':
      return <SaveDialog purpose={dialog.purpose} suggestedName={dialog.suggestedName} done={dialog.done} />;
    case undefined:
      return null;
  }
}
