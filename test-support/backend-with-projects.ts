import { afterAll, beforeEach } from 'vitest';
import type { FileHandle } from '../core/contract/schemas.ts';
import { openTestBackend } from './test-backend.ts';

/** One backend for all tests of a file, with a new project for each of them. To be called where the file begins. */
export async function backendWithProjects() {
  const backend = await openTestBackend();
  let projects = 0;
  const projectFile = (): FileHandle => backend.adopt(`p${projects}.standoff`).file;
  async function newProject(): Promise<void> {
    projects += 1;
    await backend.call('project.create', { file: projectFile() });
  }
  /** Writes a file that no other test has, and answers it as an import is asked for it. */
  async function put(name: string, content: string | Uint8Array) {
    const { file } = await backend.put(`${projects}-${name.replaceAll('/', '-')}`, content);
    return { file, name };
  }
  beforeEach(newProject);
  afterAll(() => backend.close());
  return {
    backend,
    /** That of the test. */
    projectFile,
    /** Another one in the middle of a test. */
    newProject,
    put,
    putAll: (contents: Readonly<Record<string, string | Uint8Array>>) =>
      Promise.all(Object.entries(contents).map(([name, content]) => put(name, content))),
  };
}
