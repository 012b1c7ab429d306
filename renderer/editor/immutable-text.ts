import {
  BEFORE_INPUT_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  CUT_COMMAND,
  DRAGSTART_COMMAND,
  DROP_COMMAND,
  KEY_DOWN_COMMAND,
  type LexicalCommand,
  type LexicalEditor,
  PASTE_COMMAND,
  REDO_COMMAND,
  SELECT_ALL_COMMAND,
  UNDO_COMMAND,
} from 'lexical';

/** What the DOM types do not know yet. */
interface EditContextLike extends EventTarget {
  readonly text: string;
  updateText(start: number, end: number, text: string): void;
}
type EditContextHost = HTMLElement & { editContext?: EditContextLike | null };
type WindowWithEditContext = typeof globalThis & { EditContext?: new () => EditContextLike };

/**
 * Gives the article a caret and a selection as in any editor, and no way to change the text. An EditContext takes what
 * is typed, by keys or by an input method, so the browser never writes to the DOM; commands that would are swallowed;
 * and what another script (an extension) changes is put back. `onRestored` is called after that.
 */
export function keepImmutable(
  editor: LexicalEditor,
  root: EditContextHost,
  loadingTag: string,
  onRestored: () => void,
): () => void {
  const letGo = takeTyping(root);
  const releases = [
    swallow(editor, BEFORE_INPUT_COMMAND),
    swallow(editor, PASTE_COMMAND),
    swallow(editor, CUT_COMMAND),
    swallow(editor, DROP_COMMAND),
    swallow(editor, DRAGSTART_COMMAND),
    swallow(editor, UNDO_COMMAND),
    swallow(editor, REDO_COMMAND),
    swallow(editor, CONTROLLED_TEXT_INSERTION_COMMAND),
    // All that Lexical would do at a key is to change the text or to ask who else would; only not for "select all".
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      ({ key, ctrlKey, metaKey }) => !(key.toLowerCase() === 'a' && (ctrlKey || metaKey)),
      COMMAND_PRIORITY_CRITICAL,
    ),
    // Lexical cancels the browser's own "select all".
    editor.registerCommand(
      SELECT_ALL_COMMAND,
      () => {
        document.getSelection()?.selectAllChildren(root);
        return true;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
  ];

  let good = editor.getEditorState();
  let restoring = false;
  const stopRestoring = editor.registerUpdateListener(({ editorState, tags, dirtyLeaves, dirtyElements }) => {
    if (tags.has(loadingTag)) {
      good = editorState;
      return;
    }
    if (restoring || editorState === good || dirtyLeaves.size + dirtyElements.size === 0) return;
    restoring = true;
    queueMicrotask(() => {
      editor.setEditorState(good.clone(null));
      restoring = false;
      onRestored();
    });
  });

  return () => {
    stopRestoring();
    for (const release of releases) release();
    letGo();
  };
}

function swallow<Payload>(editor: LexicalEditor, command: LexicalCommand<Payload>): () => void {
  return editor.registerCommand(
    command,
    (event) => {
      if (event instanceof Event) event.preventDefault();
      return true;
    },
    COMMAND_PRIORITY_CRITICAL,
  );
}

function takeTyping(root: EditContextHost): () => void {
  const Context = (globalThis as WindowWithEditContext).EditContext;
  if (Context === undefined) {
    // A browser without EditContext: a plain editable element, whose input events are cancelled by Lexical's commands.
    root.contentEditable = 'true';
    return () => {
      root.contentEditable = 'inherit';
    };
  }
  const context = new Context();
  // What was typed is forgotten at once: it is not text of the article.
  const forget = (): void => context.updateText(0, context.text.length, '');
  context.addEventListener('textupdate', forget);
  root.editContext = context;
  return () => {
    context.removeEventListener('textupdate', forget);
    root.editContext = null;
  };
}
