import { procedure, z } from '../define.ts';

/** What undo and redo would do next; `null` where there is nothing to do. The text is the action's name, such as `annotation.create`. */
export const historyState = z.object({ undo: z.string().nullable(), redo: z.string().nullable() });

export const historyProcedures = {
  'history.read': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'What undo and redo would do next.',
    request: z.object({}),
    response: historyState,
    errors: ['project.none'],
  }),
  'history.undo': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Takes the last action back; works across restarts.',
    request: z.object({}),
    response: z.object({ action: z.string() }),
    errors: ['project.none', 'history.nothing-to-undo'],
  }),
  'history.redo': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Does again what was last taken back.',
    request: z.object({}),
    response: z.object({ action: z.string() }),
    errors: ['project.none', 'history.nothing-to-redo'],
  }),
};
