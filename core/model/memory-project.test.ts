import { expect, it } from 'vitest';
import { createWorkbench, FIRST } from '../../test-support/memory-workbench.ts';
import { newsScheme } from '../../test-support/news-scheme.ts';
import type { Change } from './change.ts';
import { createMemoryProject } from './memory-project.ts';
import { recordChange } from './record-change.ts';

it('refuses changes that do not fit what it holds, and then applies none of them', () => {
  const { project } = createWorkbench(['Text.']);
  const document = project.document(FIRST);
  if (document === null) throw new Error('no document');
  const renamed = { ...document, title: 'new' };
  const good: Change = recordChange('document', FIRST, document, renamed);
  const before = project.snapshot();
  expect(() => project.apply([good, good])).toThrow(/not what the change expects/);
  expect(() => project.apply([recordChange('document', FIRST, null, renamed)])).toThrow();
  expect(() => project.apply([recordChange('document', 'other', document, null)])).toThrow();
  expect(project.snapshot()).toBe(before);
  project.apply([good]);
  expect(project.document(FIRST)).toEqual(renamed);
});

it('uses the latest scheme', () => {
  const project = createMemoryProject(newsScheme);
  const next = { ...newsScheme, version: 2, name: 'Next' };
  project.apply([recordChange('scheme', '2', null, next)]);
  expect(project.scheme()).toEqual(next);
  project.apply([recordChange('scheme', '2', next, null)]);
  expect(project.scheme()).toEqual(newsScheme);
});

it('has no text of a document that is not there', () => {
  expect(() => createMemoryProject(newsScheme).text(FIRST)).toThrow(/no text/);
});
