import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameProblem } from '#backend/files/file-name.ts';
import type { AdoptedFile, FileTable } from '#backend/files/file-table.ts';
import { adoptPaths } from '#backend/files/files-below.ts';
import { HOST_SIDE } from './bridge.ts';
import type { CdpSession } from './cdp-pipe.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;
/** Of many files, as of a folder, each answer of the browser would be waited for. */
const AT_ONCE = 64;

/**
 * Makes the files that the page holds known by their paths. The browser says where a picked or dropped file
 * lies, so its bytes never travel; a dropped folder stands for the files in it; a file made in the page has no place, and is copied into `copiesFolder`.
 */
export function createFileAdopter(session: CdpSession, table: FileTable, copiesFolder: string) {
  let copies = 0;

  async function adoptOne(context: string, call: number, index: number): Promise<readonly AdoptedFile[]> {
    const objectId = await fileObject(session, context, call, index);
    if (objectId === null) throw new Error('What was picked or dropped is not a file.');
    try {
      const { path } = await session.send('DOM.getFileInfo', { objectId });
      if (path !== '') return await adoptPaths(table, [path]);
      const name = await nameOf(session, context, call, index);
      copies += 1;
      const folder = join(copiesFolder, String(copies));
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const copy = join(folder, fileNameProblem(name) === null ? name : 'file');
      await copyBlob(session, objectId, copy);
      return [table.adopt(copy)];
    } finally {
      await session.send('Runtime.releaseObject', { objectId }).catch(() => {});
    }
  }

  return async (context: string, call: number, count: number): Promise<AdoptedFile[]> => {
    const adopted: AdoptedFile[] = [];
    try {
      for (let start = 0; start < count; start += AT_ONCE) {
        const length = Math.min(AT_ONCE, count - start);
        const some = Array.from({ length }, (_, index) => adoptOne(context, call, start + index));
        adopted.push(...(await Promise.all(some)).flat());
      }
    } finally {
      await session
        .send('Runtime.callFunctionOn', {
          functionDeclaration: `function (call) { ${HOST_SIDE}.release(call); }`,
          arguments: [{ value: call }],
          uniqueContextId: context,
        })
        .catch(() => {});
    }
    return adopted;
  };
}

/** A remote reference to the file, null where the page passed something else. */
async function fileObject(
  session: CdpSession,
  context: string,
  call: number,
  index: number,
): Promise<string | null> {
  const { result } = await session.send('Runtime.callFunctionOn', {
    functionDeclaration: `function (call, index) {
      const file = ${HOST_SIDE}.file(call, index);
      return file instanceof File ? file : null;
    }`,
    arguments: [{ value: call }, { value: index }],
    uniqueContextId: context,
  });
  return result.objectId ?? null;
}

async function nameOf(session: CdpSession, context: string, call: number, index: number): Promise<string> {
  const { result } = await session.send('Runtime.callFunctionOn', {
    functionDeclaration: `function (call, index) { return ${HOST_SIDE}.file(call, index).name; }`,
    arguments: [{ value: call }, { value: index }],
    uniqueContextId: context,
    returnByValue: true,
  });
  return typeof result.value === 'string' ? result.value : '';
}

/**
 * The same bytes without a media type. The browser hands out a blob that calls itself text as UTF-8, and drops
 * the bytes that are not.
 */
async function asBytes(session: CdpSession, objectId: string): Promise<string> {
  const { result } = await session.send('Runtime.callFunctionOn', {
    functionDeclaration: `function () { return new Blob([this], { type: 'application/octet-stream' }); }`,
    objectId,
  });
  return result.objectId ?? objectId;
}

async function copyBlob(session: CdpSession, objectId: string, path: string): Promise<void> {
  const { uuid } = await session.send('IO.resolveBlob', { objectId: await asBytes(session, objectId) });
  const handle = `blob:${uuid}`;
  const file = await open(path, 'wx', 0o600);
  try {
    await pump(session, handle, file);
  } finally {
    await file.close();
    await session.send('IO.close', { handle }).catch(() => {});
  }
}

async function pump(session: CdpSession, handle: string, file: FileHandle): Promise<void> {
  for (;;) {
    const { data, eof, base64Encoded } = await session.send('IO.read', { handle, size: CHUNK_BYTES });
    await file.writeFile(Buffer.from(data, base64Encoded === true ? 'base64' : 'utf8'));
    if (eof) return;
  }
}
