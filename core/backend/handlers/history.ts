import { answer, type HandlerContext, type HandlersOf, refuse, withSession } from './handler.ts';

export function historyHandlers(
  context: HandlerContext,
): HandlersOf<'history.read' | 'history.undo' | 'history.redo'> {
  return {
    'history.read': withSession(context, (session) => answer(session.history())),

    'history.undo': withSession(context, (session) => {
      const action = session.undo();
      return action === null
        ? refuse('history.nothing-to-undo', 'There is nothing to undo.')
        : answer({ action });
    }),

    'history.redo': withSession(context, (session) => {
      const action = session.redo();
      return action === null
        ? refuse('history.nothing-to-redo', 'There is nothing to redo.')
        : answer({ action });
    }),
  };
}
