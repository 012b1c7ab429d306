import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { showNeighbour, toggleDone } from '../../actions/documents.ts';
import { stepMatch } from '../../actions/matches.ts';
import { addPart, removePart, spanToAddTo } from '../../actions/parts.ts';
import {
  cycleUnderCaret,
  deleteSelected,
  moveBoundary,
  place,
  resizeSelection,
  stepLevel,
  stepSpan,
} from '../../actions/spans.ts';
import { currentDocument } from '../../client/open-document.ts';
import { type Command, useCommands } from '../../commands/registry.ts';
import { caret, focusArticle, selectAnnotation, useDesk } from '../../state/desk.ts';
import { toggleHabit } from '../../state/habits.ts';
import { announce } from '../../state/notices.ts';

const selected = (): boolean => useDesk.getState().selectedId !== null;
const found = (): boolean => useDesk.getState().matches.length > 0;
const opened = (): boolean => currentDocument() !== null;
const boundaries = (): boolean => selected() || useDesk.getState().article?.selection() != null;

/** Escape in the text gives up first the selection, then the selected span. */
function giveUp(): void {
  const { article, selection } = useDesk.getState();
  if (selection) article?.setSelection(null);
  else selectAnnotation(null);
  useDesk.setState({ selection: null });
}

/** The commands of the text: moving among spans, widening, boundaries, deleting. */
export function useArticleCommands(): void {
  const { t } = useTranslation();
  const commands = useMemo<readonly Command[]>(() => {
    const span = (
      id: string,
      title: string,
      keys: readonly string[],
      run: () => void,
      when: () => boolean = opened,
    ): Command => ({ id, title, group: 'span', keys, scope: 'text', when, run });
    return [
      span('span.next', t('commands.nextSpan'), ['Tab'], () => stepSpan(1)),
      span('span.previous', t('commands.previousSpan'), ['Shift+Tab'], () => stepSpan(-1)),
      span('span.parent', t('commands.parent'), ['Alt+ArrowUp'], () => stepLevel('parent'), selected),
      span('span.child', t('commands.child'), ['Alt+ArrowDown'], () => stepLevel('child'), selected),
      span(
        'span.cycle',
        t('commands.cycle'),
        ['Space'],
        cycleUnderCaret,
        () => (caret.under.length > 0 || place() !== null) && opened(),
      ),
      span(
        'span.end-right',
        t('commands.endRight'),
        ['Alt+ArrowRight'],
        () => moveBoundary('end', 1, 'word'),
        boundaries,
      ),
      span(
        'span.end-left',
        t('commands.endLeft'),
        ['Alt+ArrowLeft'],
        () => moveBoundary('end', -1, 'word'),
        boundaries,
      ),
      span(
        'span.start-right',
        t('commands.startRight'),
        ['Alt+Shift+ArrowRight'],
        () => moveBoundary('start', 1, 'word'),
        boundaries,
      ),
      span(
        'span.start-left',
        t('commands.startLeft'),
        ['Alt+Shift+ArrowLeft'],
        () => moveBoundary('start', -1, 'word'),
        boundaries,
      ),
      span(
        'span.end-right-character',
        t('commands.endRightCharacter'),
        ['Control+Alt+ArrowRight'],
        () => moveBoundary('end', 1, 'character'),
        boundaries,
      ),
      span(
        'span.end-left-character',
        t('commands.endLeftCharacter'),
        ['Control+Alt+ArrowLeft'],
        () => moveBoundary('end', -1, 'character'),
        boundaries,
      ),
      span(
        'span.start-right-character',
        t('commands.startRightCharacter'),
        ['Control+Alt+Shift+ArrowRight'],
        () => moveBoundary('start', 1, 'character'),
        boundaries,
      ),
      span(
        'span.start-left-character',
        t('commands.startLeftCharacter'),
        ['Control+Alt+Shift+ArrowLeft'],
        () => moveBoundary('start', -1, 'character'),
        boundaries,
      ),
      span('span.delete', t('commands.deleteSpan'), ['Delete'], deleteSelected, selected),
      {
        ...span('span.add-part', t('commands.addPart'), ['j'], addPart, () => spanToAddTo() !== null),
        scope: 'page',
      },
      {
        ...span('span.remove-part', t('commands.removePart'), ['Shift+j'], removePart, selected),
        scope: 'page',
      },
      {
        ...span('tag.widen', t('commands.widen'), ['w'], () => resizeSelection('widen')),
        group: 'tag',
        scope: 'page',
      },
      {
        ...span('tag.narrow', t('commands.narrow'), ['Shift+w'], () => resizeSelection('narrow')),
        group: 'tag',
        scope: 'page',
      },
      {
        ...span('tag.snap', t('commands.snap'), [], () =>
          announce(toggleHabit('snap') ? t('tagging.snapOn') : t('tagging.snapOff')),
        ),
        group: 'tag',
        scope: 'page',
      },
      {
        ...span('text.give-up', t('commands.giveUp'), ['Escape'], giveUp, () => {
          const { selectedId, selection } = useDesk.getState();
          return selectedId !== null || selection !== null;
        }),
        group: 'view',
      },
      {
        ...span('text.focus', t('commands.back'), ['t'], focusArticle),
        scope: 'page',
        group: 'view',
      },
      {
        id: 'document.next',
        title: t('commands.nextDocument'),
        group: 'document',
        keys: ['Alt+PageDown'],
        scope: 'page',
        run: () => showNeighbour(1),
      },
      {
        id: 'document.previous',
        title: t('commands.previousDocument'),
        group: 'document',
        keys: ['Alt+PageUp'],
        scope: 'page',
        run: () => showNeighbour(-1),
      },
      {
        id: 'match.next',
        title: t('commands.nextMatch'),
        group: 'document',
        keys: ['F3'],
        scope: 'page',
        when: found,
        run: () => stepMatch(1),
      },
      {
        id: 'match.previous',
        title: t('commands.previousMatch'),
        group: 'document',
        keys: ['Shift+F3'],
        scope: 'page',
        when: found,
        run: () => stepMatch(-1),
      },
      {
        id: 'document.done',
        title: t('commands.done'),
        group: 'document',
        keys: ['x'],
        scope: 'page',
        when: opened,
        run: toggleDone,
      },
    ];
  }, [t]);
  useCommands(commands);
}
