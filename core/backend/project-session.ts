import type { EventMessage, EventOf } from '#contract/contract.ts';
import { type Change, invertChange } from '#model/change.ts';
import type { Annotator } from '#model/document.ts';
import { decide } from '#model/edit.ts';
import { success } from '#model/result.ts';
import { type ChangeList, createChangeList } from './change-list.ts';
import { pushGroup, type Step, stacksOf } from './history-stacks.ts';
import { createProjectReader } from './project-reader.ts';
import { remembered } from './remembered.ts';
import type { HistoryState, ProjectReader, ProjectSession, Receipt } from './session.ts';
import { type ChangeGroup, startGroup } from './storage/change-group.ts';
import {
  changesOfGroup,
  type GroupKind,
  type GroupRow,
  lastChange,
  lastGroup,
  parseChange,
  readGroups,
} from './storage/change-log-store.ts';
import type { ProjectFile } from './storage/project-file.ts';
import { readProject, setWorkingAnnotator } from './storage/project-store.ts';
import { putOriginal, putText } from './storage/text-store.ts';
import { beginImmediate, holdState, immediately } from './storage/transaction.ts';

/** What is told of a step; `null` in place of the changes has the window read anew. */
type Told = Pick<EventOf<'record.changed'>, 'changes' | 'documentId'>;

const NOT_TOLD: Told = { changes: null, documentId: null };

export interface SessionOptions {
  readonly file: ProjectFile;
  readonly emit: (message: EventMessage) => void;
  /** ISO 8601, UTC, milliseconds. */
  readonly now: () => string;
  readonly newId: () => string;
}

/** Makes the session of a project file that is open and locked. */
export function createSession({ file, emit, now, newId }: SessionOptions): ProjectSession {
  const db = file.writer;
  const view = createProjectReader(db);
  const reader = createProjectReader(file.reader);
  const project = readProject(db);
  if (project === null) throw new Error('The project file holds no project.');
  const projectId = project.id;

  const groups = readGroups(db);
  const stacks = stacksOf(groups);
  let saved = groups.findLast(({ kind }) => kind !== 'create')?.time ?? null;
  let sequence = lastChange(db)?.id ?? 0;
  let bulk: Promise<void> | null = null;

  function annotator(): Annotator {
    const annotators = reader.annotators();
    const chosen = readProject(reader.db)?.annotatorId;
    const atWork = annotators.find(({ id }) => id === chosen) ?? annotators[0];
    if (atWork === undefined) throw new Error('The project has no annotator.');
    return atWork;
  }

  function history(): HistoryState {
    return { undo: stacks.undo.at(-1)?.action ?? null, redo: stacks.redo.at(-1)?.action ?? null };
  }

  function begin(kind: GroupKind, action: string, targetId: number | null = null): ChangeGroup {
    return startGroup(db, { time: now(), annotatorId: annotator().id, kind, action, targetId });
  }

  function assertFree(): void {
    if (bulk !== null) throw new Error('A bulk change is at work; wait for `busy()` first.');
  }

  /** After COMMIT: memory and window learn of the newest step. */
  function tell(row: GroupRow, at: number, { changes, documentId }: Told): void {
    pushGroup(stacks, row);
    file.written();
    saved = row.time;
    sequence = at;
    emit({
      event: 'record.changed',
      value: { changes, documentId, sequence, savedAt: row.time, history: history() },
    });
  }

  function settle(group: ChangeGroup, changes: ChangeList): Receipt {
    const row = group.written();
    if (row === null) return { sequence, savedAt: saved, changes: 0, listed: [] };
    const listed = changes.listed();
    tell(row, group.sequence(), { changes: listed, documentId: changes.documentId() });
    return { sequence, savedAt: saved, changes: changes.count(), listed };
  }

  /** Takes over what another connection has stored as the newest step, if it has. */
  function adopt(before: number, told: Told | null): void {
    const row = lastGroup(db);
    if (row === null || row.id === before) return;
    tell(row, lastChange(db)?.id ?? sequence, told ?? NOT_TOLD);
  }

  /** One step in one transaction. `write` may also touch what is not logged. */
  function store(group: () => ChangeGroup, fill: (write: (change: Change) => void) => void): Receipt {
    assertFree();
    const changes = createChangeList();
    const written = immediately(db, () => {
      const started = group();
      fill((change) => {
        changes.add(started.write(change));
      });
      return started;
    });
    return settle(written, changes);
  }

  function takeBack(step: Step | undefined, kind: 'undo' | 'redo'): string | null {
    if (step === undefined) return null;
    store(
      () => begin(kind, step.action, step.groupId),
      (write) => {
        const order = kind === 'undo' ? 'backward' : 'forward';
        for (const page of changesOfGroup(db, step.groupId, order)) {
          for (const row of page) {
            const change = parseChange(row);
            write(kind === 'undo' ? invertChange(change) : change);
          }
        }
      },
    );
    return step.action;
  }

  /** Keeps other writers out while `run` awaits. */
  async function exclusively<T>(run: () => Promise<T>): Promise<T> {
    for (let other = bulk; other !== null; other = bulk) await other;
    const { promise, resolve } = Promise.withResolvers<void>();
    bulk = promise;
    try {
      return await run();
    } finally {
      bulk = null;
      resolve();
    }
  }

  function inTransaction<T>(run: () => T): T {
    return db.raw.inTransaction ? run() : immediately(db, run);
  }

  const session: ProjectSession = {
    file: file.path,
    projectId,
    db,
    view,
    reader,
    concurrent: file.concurrent,
    now,
    newId,
    annotator,
    history,
    savedAt: () => saved,

    selectAnnotator(name) {
      const known = view.annotatorByName(name);
      if (known !== null) {
        assertFree();
        immediately(db, () => setWorkingAnnotator(db, known.id));
        return known;
      }
      const decision = decide({ kind: 'annotator.create', name }, view, {
        annotatorId: annotator().id,
        now: now(),
        newId,
      });
      if (!decision.ok) throw new Error(decision.error.message);
      store(
        () => begin('edit', 'annotator.create'),
        (write) => {
          for (const change of decision.value) {
            write(change);
            if (change.kind === 'annotator' && change.after !== null)
              setWorkingAnnotator(db, change.after.id);
          }
        },
      );
      return annotator();
    },

    edit(edit) {
      assertFree();
      const decision = decide(edit, view, { annotatorId: annotator().id, now: now(), newId });
      return decision.ok ? success(session.commit(edit.kind, decision.value)) : decision;
    },

    commit(action, changes, kind = 'edit') {
      return store(
        () => begin(kind, action),
        (write) => {
          for (const change of changes) write(change);
        },
      );
    },

    async commitStream(action, run, cancelled = () => false, kind = 'import') {
      return exclusively(async () => {
        const changes = createChangeList();
        const transaction = beginImmediate(db);
        let group: ChangeGroup;
        try {
          group = begin(kind, action);
          await run((batch) => {
            for (const change of batch) changes.add(group.write(change));
          }, cancelled);
          if (cancelled()) {
            transaction.rollback();
            return null;
          }
          transaction.commit();
        } catch (error) {
          transaction.rollback();
          throw error;
        }
        return settle(group, changes);
      });
    },

    commitBeside(run) {
      return exclusively(async () => {
        const before = lastGroup(db)?.id ?? 0;
        let told: Told | null = null;
        try {
          return await run((step) => {
            told = step;
          });
        } finally {
          // Where the other end broke after its COMMIT, nobody has told of the step.
          adopt(before, told);
        }
      });
    },

    async snapshot(run) {
      if (!file.concurrent) return exclusively(() => run(unchanging(reader)));
      const connection = file.openReader();
      try {
        holdState(connection);
        return await run(unchanging(createProjectReader(connection)));
      } finally {
        connection.raw.close();
      }
    },

    // A bulk change has its own transaction; outside one, each of these is durable at once.
    putText: (text) => inTransaction(() => putText(db, text)),
    putOriginal: (bytes) => inTransaction(() => putOriginal(db, bytes)),

    undo: () => takeBack(stacks.undo.at(-1), 'undo'),
    redo: () => takeBack(stacks.redo.at(-1), 'redo'),

    busy: (effect) => (effect === 'read' && file.concurrent ? null : bulk),
    close: () => file.close(),
  };

  return session;
}

/** For as long as nothing changes: what every document asks for is read once. */
function unchanging(reader: ProjectReader): ProjectReader {
  const scheme = reader.scheme();
  return { ...reader, scheme: () => scheme, annotator: remembered(reader.annotator) };
}
