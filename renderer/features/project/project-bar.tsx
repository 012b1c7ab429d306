import {
  ChevronDown,
  Command as CommandIcon,
  Download,
  Import,
  Keyboard,
  Maximize2,
  PanelLeft,
  PanelRight,
  Redo2,
  Undo2,
} from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Menu, MenuItem, MenuTrigger, Toolbar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { chooseExport, exportProject } from '../../actions/exporting.ts';
import { actionName, redo, undo } from '../../actions/history.ts';
import { chooseFilesToImport, chooseFolderToImport } from '../../actions/importing.ts';
import { closeProject } from '../../actions/project.ts';
import { chooseSchemeToImport, saveScheme } from '../../actions/scheme.ts';
import { useInNextFrame } from '../../client/after-paint.ts';
import type { ProjectInfo } from '../../client/bridge.ts';
import { useProject } from '../../client/project.ts';
import {
  type Command,
  keysOf,
  runCommand,
  useCommandRegistry,
  useCommands,
} from '../../commands/registry.ts';
import { t } from '../../i18n/i18n.ts';
import { openDialog } from '../../state/dialogs.ts';
import { isShown, toggleFocusMode, togglePane, usePanes } from '../../state/panes.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './project-bar.module.css';

const MENU = [
  'project.new',
  'project.new-with-scheme',
  'project.open',
  'project.import',
  'project.import-folder',
  'project.paste',
  'project.export',
  'project.export-as',
  'scheme.show',
  'scheme.import',
  'scheme.save',
  'scheme.save-guidelines',
  'project.close',
] as const;

/** The line above: the project's menu, undo and redo by name, import, export, and the panes. */
export function ProjectBar({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  const panes = usePanes();
  const registry = useCommandRegistry();
  useProjectCommands();
  const keys = (id: string): readonly string[] => {
    const command = registry.commands.get(id);
    return command ? keysOf(command, registry) : [];
  };
  const tool = (id: string, label: string, icon: ReactNode, pressed?: boolean): ReactNode => (
    <IconButton
      label={label}
      keys={keys(id)}
      onPress={() => runCommand(id)}
      {...(pressed === undefined ? {} : { pressed })}
    >
      {icon}
    </IconButton>
  );
  return (
    <header data-pane="toolbar">
      <Toolbar aria-label={t('panes.toolbar')} className={styles.bar ?? ''}>
        {tool('view.fold-left', t('commands.foldLeft'), <PanelLeft size={17} />, isShown(panes, 'left'))}
        <MenuTrigger>
          <Button kind="quiet" className={styles.name}>
            {project.name}
            <ChevronDown size={14} aria-hidden />
          </Button>
          <Popover label={project.name} className={styles.menu} placement="bottom start" offset={3}>
            <Menu className={styles.items ?? ''} onAction={(id) => runCommand(String(id))}>
              {MENU.map((id) => (
                <MenuItem
                  key={id}
                  id={id}
                  textValue={registry.commands.get(id)?.title ?? id}
                  className={styles.item ?? ''}
                >
                  {registry.commands.get(id)?.title}
                  <Keys keys={keys(id).slice(0, 1)} />
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
        <span className={styles.rule} />
        <HistoryButton step="undo" />
        <HistoryButton step="redo" />
        <span className={styles.rule} />
        {tool('project.import', t('commands.import'), <Import size={17} />)}
        {tool('project.export', t('commands.export'), <Download size={17} />)}
        <span className={styles.space} />
        {tool('view.palette', t('commands.palette'), <CommandIcon size={16} />)}
        {tool('view.keys', t('commands.keys'), <Keyboard size={17} />)}
        <span className={styles.rule} />
        {tool('view.focus-mode', t('commands.focusMode'), <Maximize2 size={16} />, panes.focusMode)}
        {tool('view.fold-right', t('commands.foldRight'), <PanelRight size={17} />, isShown(panes, 'right'))}
      </Toolbar>
    </header>
  );
}

type HistoryStep = 'undo' | 'redo';

/** Undo or redo; its tip says what it would do. */
function HistoryButton({ step }: { readonly step: HistoryStep }) {
  const registry = useCommandRegistry();
  const enabled = useInNextFrame(useProject, ({ history }) => history[step] !== null);
  const command = registry.commands.get(`history.${step}`);
  const Icon = step === 'undo' ? Undo2 : Redo2;
  return (
    <IconButton
      label={t(step === 'undo' ? 'commands.undo' : 'commands.redo')}
      tip={<HistoryWords step={step} />}
      keys={command ? keysOf(command, registry) : []}
      isDisabled={!enabled}
      onPress={() => runCommand(`history.${step}`)}
    >
      <Icon size={17} />
    </IconButton>
  );
}

function HistoryWords({ step }: { readonly step: HistoryStep }) {
  const action = useInNextFrame(useProject, ({ history }) => history[step]);
  const undoes = step === 'undo';
  if (action === null) return t(undoes ? 'commands.undo' : 'commands.redo');
  return t(undoes ? 'commands.undoWhat' : 'commands.redoWhat', { action: actionName(action) });
}

function useProjectCommands(): void {
  const { t } = useTranslation();
  const commands = useMemo<readonly Command[]>(() => {
    const command = (
      id: string,
      title: string,
      keys: readonly string[],
      run: () => void,
      more: Partial<Command> = {},
    ): Command => ({ id, title, group: 'project', keys, scope: 'page', run, ...more });
    const history = () => useProject.getState().history;
    return [
      command('project.close', t('commands.closeProject'), [], () => void closeProject()),
      command('project.import', t('commands.import'), ['$mod+i'], () => void chooseFilesToImport()),
      command('project.import-folder', t('commands.importFolder'), [], () => void chooseFolderToImport()),
      command('project.export', t('commands.export'), ['$mod+e'], () => void exportProject()),
      command('project.export-as', t('commands.exportAs'), ['$mod+Shift+e'], chooseExport),
      command('scheme.show', t('commands.showScheme'), [], () => openDialog({ kind: 'scheme-overview' })),
      command('scheme.import', t('commands.importScheme'), [], () => void chooseSchemeToImport()),
      command('scheme.save', t('commands.saveScheme'), [], () => void saveScheme('json')),
      command(
        'scheme.save-guidelines',
        t('commands.saveGuidelines'),
        [],
        () => void saveScheme('guidelines'),
      ),
      command('history.undo', t('commands.undo'), ['$mod+z'], () => void undo(), {
        when: () => history().undo !== null,
      }),
      command('history.redo', t('commands.redo'), ['$mod+Shift+z', '$mod+y'], () => void redo(), {
        when: () => history().redo !== null,
      }),
      command('view.fold-left', t('commands.foldLeft'), ['[Shift]+['], () => togglePane('left'), {
        group: 'view',
      }),
      command('view.fold-right', t('commands.foldRight'), ['[Shift]+]'], () => togglePane('right'), {
        group: 'view',
      }),
      command('view.focus-mode', t('commands.focusMode'), ['f'], toggleFocusMode, { group: 'view' }),
    ];
  }, [t]);
  useCommands(commands);
}
