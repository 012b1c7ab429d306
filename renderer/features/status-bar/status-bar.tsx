import { AArrowDown, AArrowUp, Moon, Sun, SunMoon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { offeredLayers } from '../../actions/lookup.ts';
import { useInNextFrame } from '../../client/after-paint.ts';
import type { ProjectInfo } from '../../client/bridge.ts';
import { useProject } from '../../client/project.ts';
import { type Command, keysOf, useCommandRegistry, useCommands } from '../../commands/registry.ts';
import { formatTime } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { changeTextSize, setTheme, THEMES, useAppearance } from '../../state/appearance.ts';
import { IconButton } from '../../ui/button.tsx';
import { Keys } from '../../ui/keys.tsx';
import { AnnotatorControl } from './annotator-control.tsx';
import { DoneCount } from './done-count.tsx';
import { JobProgress } from './job-progress.tsx';
import styles from './status-bar.module.css';

/** What is true now: saved when, how far, who, and what keys there are. */
export function StatusBar({ project }: { readonly project: ProjectInfo }) {
  const { t } = useTranslation();
  return (
    <footer className={styles.bar} data-pane="status">
      <Saved />
      <DoneCount />
      <span>{t('status.offline')}</span>
      <AnnotatorControl project={project} />
      <JobProgress />
      <span className={styles.space} />
      <KeyHints project={project} />
      <Appearance />
    </footer>
  );
}

/** When the last change reached the disk, as the backend said. */
function Saved() {
  const time = useInNextFrame(useProject, ({ savedAt }) => savedAt && formatTime(savedAt));
  return (
    <span className={styles.saved} role="status" aria-live="off">
      {time ? t('status.saved', { time }) : t('status.unsaved')}
    </span>
  );
}

/** The keys of the layers and of the two lists that explain the rest. */
function KeyHints({ project }: { readonly project: ProjectInfo }) {
  const registry = useCommandRegistry();
  const layers = useMemo(() => offeredLayers(project.scheme), [project.scheme]);
  const hints = [
    ...layers.map((layer) => ({ id: `tag.${layer.id}`, name: layer.name })),
    ...['view.palette', 'view.keys'].map((id) => ({ id, name: registry.commands.get(id)?.title ?? '' })),
  ];
  return (
    <span className={styles.hints}>
      {hints.map(({ id, name }) => {
        const command = registry.commands.get(id);
        if (!command) return null;
        return (
          <span key={id} className={styles.hint}>
            <Keys keys={keysOf(command, registry).slice(0, 1)} />
            {name}
          </span>
        );
      })}
    </span>
  );
}

const THEME_ICONS = { system: SunMoon, light: Sun, dark: Moon } as const;

function Appearance() {
  const { t } = useTranslation();
  const { theme, textSize } = useAppearance();
  const registry = useCommandRegistry();
  const commands = useMemo<readonly Command[]>(() => {
    const view = (id: string, title: string, keys: readonly string[], run: () => void): Command => ({
      id,
      title,
      group: 'view',
      keys,
      scope: 'page',
      run,
    });
    return [
      view('view.larger', t('commands.larger'), ['$mod+=', '$mod+[Shift]++'], () => changeTextSize(1)),
      view('view.smaller', t('commands.smaller'), ['$mod+-'], () => changeTextSize(-1)),
      view('view.ordinary-size', t('commands.ordinarySize'), ['$mod+0'], () => changeTextSize(0)),
      view('view.theme', t('commands.theme'), [], nextTheme),
    ];
  }, [t]);
  useCommands(commands);
  const keys = (id: string): readonly string[] => {
    const command = registry.commands.get(id);
    return command ? keysOf(command, registry) : [];
  };
  const Icon = THEME_ICONS[theme];
  return (
    <span className={styles.group}>
      <IconButton
        className={styles.icon}
        label={t('status.smaller')}
        keys={keys('view.smaller')}
        onPress={() => changeTextSize(-1)}
      >
        <AArrowDown size={16} />
      </IconButton>
      <span className={styles.size} title={t('status.textSize', { size: textSize })}>
        {textSize}
      </span>
      <IconButton
        className={styles.icon}
        label={t('status.larger')}
        keys={keys('view.larger')}
        onPress={() => changeTextSize(1)}
      >
        <AArrowUp size={16} />
      </IconButton>
      <IconButton
        className={styles.icon}
        label={t('status.theme', { theme: t(`status.themes.${theme}`) })}
        onPress={nextTheme}
      >
        <Icon size={15} />
      </IconButton>
    </span>
  );
}

function nextTheme(): void {
  const { theme } = useAppearance.getState();
  setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system');
}
