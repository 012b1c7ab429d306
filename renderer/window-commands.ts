import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { takeText } from './actions/importing.ts';
import { tellOutcome } from './actions/job-results.ts';
import { newProject, newProjectWithScheme, openProject, openProjectFile } from './actions/project.ts';
import { onEvent } from './client/bridge.ts';
import { currentProject } from './client/project.ts';
import { TEXT_REGION } from './commands/dispatch.ts';
import { type Command, runCommand, useCommands } from './commands/registry.ts';
import { focusArticle, useDesk } from './state/desk.ts';
import { openDialog } from './state/dialogs.ts';
import { followJobs } from './state/jobs.ts';
import { closeDrawer, showPane } from './state/panes.ts';

/** The order in which F6 goes through the window. */
const PANES = ['toolbar', 'documents', 'article', 'annotations', 'inspector', 'status'] as const;

const FOCUSABLE =
  'button:not([disabled]), input:not([hidden]), select, textarea, [tabindex]:not([tabindex="-1"]):not([role=separator])';

/** Puts the keyboard into the next or previous pane that is shown. */
function stepPane(direction: 1 | -1): void {
  const shown = PANES.flatMap((name) => {
    const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`);
    return pane ? [pane] : [];
  });
  const at = shown.findLastIndex((pane) => pane.contains(document.activeElement));
  for (let step = 1; step <= shown.length; step++) {
    const pane = shown[(at + direction * step + shown.length * 2) % shown.length];
    if (pane && enter(pane)) return;
  }
}

function enter(pane: HTMLElement): boolean {
  if (pane.querySelector(`[${TEXT_REGION}]`)) {
    focusArticle();
    return true;
  }
  const chosen = pane.querySelector<HTMLElement>('[role=option][aria-selected=true]');
  const first =
    chosen ?? [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].find((element) => element.offsetParent);
  first?.focus();
  return first !== undefined && first !== null;
}

function inspect(): void {
  showPane('right');
  requestAnimationFrame(() => {
    const pane = document.querySelector<HTMLElement>('[data-pane="inspector"]');
    // The label, and not the button beside the heading, which deletes.
    const label = pane?.querySelector<HTMLElement>('[aria-haspopup=listbox]');
    (label ?? pane?.querySelector<HTMLElement>(FOCUSABLE))?.focus();
  });
}

/** Back to the text from the panes beside it. */
function inSidePane(): boolean {
  const pane = document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane');
  return pane !== undefined && pane !== null && pane !== 'article' && useDesk.getState().article !== null;
}

function backToText(): void {
  focusArticle();
  closeDrawer();
}

/** A search that is under way is cleared first. */
function mayGoBack(): boolean {
  const field = document.activeElement;
  const searching = field instanceof HTMLInputElement && field.type === 'search' && field.value !== '';
  return inSidePane() && !searching && field?.getAttribute('role') !== 'combobox';
}

async function pasteClipboard(): Promise<void> {
  takeText(await navigator.clipboard.readText().catch(() => ''));
}

/** Commands of the window as a whole, and what comes from the shell. */
export function useWindowCommands(): void {
  const { t } = useTranslation();
  const commands = useMemo<readonly Command[]>(() => {
    const view = (
      id: string,
      title: string,
      keys: readonly string[],
      run: () => void,
      more: Partial<Command> = {},
    ): Command => ({ id, title, group: 'view', keys, scope: 'page', run, ...more });
    return [
      view('view.palette', t('commands.palette'), ['$mod+k'], () => openDialog({ kind: 'palette' })),
      view('view.keys', t('commands.keys'), ['[Shift]+?'], () => openDialog({ kind: 'keys' }), {
        scope: 'page',
        group: 'help',
      }),
      view('project.new', t('commands.newProject'), [], () => void newProject(), { group: 'project' }),
      view(
        'project.new-with-scheme',
        t('commands.newProjectWithScheme'),
        [],
        () => void newProjectWithScheme(),
        { group: 'project' },
      ),
      view('project.open', t('commands.openProject'), ['$mod+o'], () => void openProject(), {
        group: 'project',
      }),
      view('project.paste', t('commands.paste'), [], () => void pasteClipboard(), {
        group: 'project',
        when: () => currentProject() !== null,
      }),
      view('view.next-pane', t('commands.nextPane'), ['F6'], () => stepPane(1)),
      view('view.previous-pane', t('commands.previousPane'), ['Shift+F6'], () => stepPane(-1)),
      view('view.back', t('commands.back'), ['Escape'], backToText, { when: mayGoBack }),
      view('span.inspect', t('commands.inspect'), ['Enter'], inspect, {
        scope: 'text',
        group: 'span',
        when: () => useDesk.getState().selectedId !== null,
      }),
    ];
  }, [t]);
  useCommands(commands);

  useEffect(() => {
    followJobs(tellOutcome);
    const ends = [
      onEvent('shell.command-chosen', ({ command }) => {
        runCommand(command);
      }),
      onEvent('shell.file-opened', ({ file }) => void openProjectFile(file)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, []);
}
