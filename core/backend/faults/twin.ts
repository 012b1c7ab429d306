import { canonicalJson } from '#model/canonical-json.ts';
import { type Change, invertChanges } from '#model/change.ts';
import { decide, type Edit } from '#model/edit.ts';
import type { MemoryProject } from '#model/memory-project.ts';
import type { GroupRow } from '../storage/change-log-store.ts';

/** What a writer was told to do, in words that the twin understands too. */
export type Deed =
  | { readonly is: 'edit'; readonly edit: Edit }
  | { readonly is: 'undo' }
  | { readonly is: 'redo' }
  | { readonly is: 'import'; readonly documents: number };

/** A step of the log, with its changes. */
export interface LoggedStep {
  readonly group: GroupRow;
  readonly changes: readonly Change[];
}

/** The plain counterpart of the project file: it knows what must be in there. */
export interface Twin {
  readonly memory: MemoryProject;
  /** Steps of the log that the twin knows. */
  readonly known: number;
  /** Takes an acknowledged deed in; its changes were told by the writer. */
  acknowledge(deed: Deed, changes: readonly Change[]): void;
  /** Whether a deed leaves no step: decided as the annotator of `next` would, the step found in its place. */
  changesNothing(deed: Deed, next: LoggedStep): boolean;
  /**
   * Compares a step of the log with what the deed must lead to, and takes it in. Answers what is wrong.
   */
  compare(deed: Deed, step: LoggedStep): string | null;
}

export function createTwin(memory: MemoryProject, known: number): Twin {
  const undo: (readonly Change[])[] = [];
  const redo: (readonly Change[])[] = [];
  let steps = known;

  function takeIn(deed: Deed, changes: readonly Change[]): void {
    if (changes.length === 0) return;
    steps += 1;
    memory.apply(changes);
    if (deed.is === 'undo') redo.push(undo.pop() ?? []);
    else if (deed.is === 'redo') undo.push(redo.pop() ?? []);
    else {
      undo.push(changes);
      redo.length = 0;
    }
  }

  /** What the deed must change; ids and times are taken from what was found. */
  function expected(deed: Deed, found: LoggedStep): readonly Change[] | null {
    switch (deed.is) {
      case 'undo':
        return invertChanges(undo.at(-1) ?? []);
      case 'redo':
        return redo.at(-1) ?? [];
      case 'import':
        return null;
      case 'edit': {
        const made = found.changes.filter(
          ({ kind, before }) => before === null && kind !== 'document-status',
        );
        const decision = decide(deed.edit, memory, {
          annotatorId: found.group.annotatorId,
          now: timeIn(found.changes),
          newId: () => made.shift()?.id ?? 'none',
        });
        return decision.ok ? decision.value : [];
      }
    }
  }

  return {
    memory,
    get known() {
      return steps;
    },
    acknowledge: takeIn,
    changesNothing: (deed, next) => expected(deed, next)?.length === 0,
    compare(deed, step) {
      const changes = expected(deed, step);
      if (changes !== null && !sameChanges(changes, step.changes)) {
        return `${JSON.stringify(deed)} led to ${JSON.stringify(step.changes)}`;
      }
      if (deed.is === 'import' && step.changes.length !== deed.documents) {
        return `An import of ${deed.documents} documents left ${step.changes.length}.`;
      }
      takeIn(deed, step.changes);
      return null;
    },
  };
}

/** When the edit was decided: the step's own time is a moment later. */
function timeIn(changes: readonly Change[]): string {
  for (const { kind, after } of changes) {
    if (after !== null && kind === 'annotation') return after.updatedAt;
    if (after !== null && (kind === 'relation' || kind === 'annotator')) return after.createdAt;
  }
  return '';
}

/** In any order: within a step it has no meaning, and the memory project lists in another one. */
function sameChanges(a: readonly Change[], b: readonly Change[]): boolean {
  const sorted = (changes: readonly Change[]) => changes.map((change) => canonicalJson(change)).sort();
  return canonicalJson(sorted(a)) === canonicalJson(sorted(b));
}
