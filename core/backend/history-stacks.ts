import type { GroupRow } from './storage/change-log-store.ts';

/** A step that can be undone or redone. */
export interface Step {
  /** Id of the group that first did it. */
  readonly groupId: number;
  readonly action: string;
}

/** What can be undone and redone; the last entry is next. Derived from the log, so it outlives the process. */
export interface HistoryStacks {
  readonly undo: Step[];
  readonly redo: Step[];
}

/** The stacks after all steps of a log, oldest first. */
export function stacksOf(groups: Iterable<GroupRow>): HistoryStacks {
  const stacks: HistoryStacks = { undo: [], redo: [] };
  for (const group of groups) pushGroup(stacks, group);
  return stacks;
}

/** Takes one more step into account. Throws where the log is not one that this app writes. */
export function pushGroup(stacks: HistoryStacks, group: GroupRow): void {
  switch (group.kind) {
    case 'create':
      return;
    case 'edit':
    case 'import':
      stacks.undo.push({ groupId: group.id, action: group.action });
      stacks.redo.length = 0;
      return;
    case 'undo':
      stacks.redo.push(take(stacks.undo, group));
      return;
    case 'redo':
      stacks.undo.push(take(stacks.redo, group));
  }
}

function take(steps: Step[], group: GroupRow): Step {
  const step = steps.pop();
  if (step === undefined || step.groupId !== group.targetId) {
    throw new Error(`The change log's step ${group.id} does not follow from the steps before it.`);
  }
  return step;
}
