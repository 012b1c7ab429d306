import { existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { syncFolder } from '#backend/atomic-write.ts';
import type { ErrorCodeOf } from '#contract/contract.ts';
import type { Annotator } from '#model/document.ts';
import { failure, type Result, success } from '#model/result.ts';
import type { Scheme } from '#model/scheme.ts';
import { startGroup } from './change-group.ts';
import { writable } from './connection.ts';
import { migrate } from './migrate.ts';
import { lockProject } from './project-file.ts';
import { insertProject } from './project-store.ts';
import { errorCode, saysNotWritable } from './storage-error.ts';
import { immediately } from './transaction.ts';

export interface CreateError {
  readonly code: Extract<ErrorCodeOf<'project.create'>, `project.${string}` | `scheme.${string}`>;
  readonly message: string;
}

/**
 * Makes a project file; answers its real path. It is built under another name and renamed when it is whole,
 * so that a file with the project's name is always a project.
 */
export function createProjectFile(
  file: string,
  content: {
    readonly id: string;
    readonly annotator: Annotator;
    readonly scheme: Scheme;
    readonly now: string;
  },
): Result<string, CreateError> {
  try {
    const path = join(realpathSync(dirname(file)), basename(file));
    if (existsSync(path)) {
      return failure({
        code: 'project.exists',
        message: `There is a file named "${basename(path)}" already. Choose another name, or open that project.`,
      });
    }
    const locked = lockProject(path);
    if (!locked.ok) {
      if (locked.error.code === 'project.in-use') {
        return failure({ code: 'project.in-use', message: locked.error.message });
      }
      return failure(notWritable(path));
    }
    try {
      build(path, content);
    } finally {
      locked.value.release();
    }
    return success(path);
  } catch (error) {
    if (saysNotWritable(error) || errorCode(error) === 'ENOENT') return failure(notWritable(file));
    throw error;
  }
}

function build(path: string, content: Parameters<typeof createProjectFile>[1]): void {
  const { id, annotator, scheme, now } = content;
  const unfinished = `${path}.unfinished`;
  // Left by a crash: the lock is ours, so nobody is at work on it.
  for (const ending of ['', '-journal']) rmSync(unfinished + ending, { force: true });
  const raw = new Database(unfinished);
  try {
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    const db = writable(raw);
    migrate(db);
    immediately(db, () => {
      insertProject(db, { id, createdAt: now, annotatorId: annotator.id });
      const group = startGroup(db, {
        time: now,
        annotatorId: annotator.id,
        kind: 'create',
        action: 'project.create',
        targetId: null,
      });
      group.write({ kind: 'annotator', id: annotator.id, before: null, after: annotator });
      group.write({ kind: 'scheme', id: String(scheme.version), before: null, after: scheme });
    });
    raw.close();
    renameSync(unfinished, path);
    syncFolder(dirname(path));
  } catch (error) {
    if (raw.open) raw.close();
    for (const ending of ['', '-journal']) rmSync(unfinished + ending, { force: true });
    throw error;
  }
}

function notWritable(path: string): CreateError {
  return {
    code: 'project.not-writable',
    message: `"${basename(path)}" cannot be made there: the folder is missing or cannot be written. Choose another folder.`,
  };
}
