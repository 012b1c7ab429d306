import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draws, editFrom } from '../../test-support/arbitrary-edit.ts';
import { documentText } from '../../test-support/arbitrary-text.ts';
import { createWorkbench } from '../../test-support/memory-workbench.ts';
import { findBlocks } from './blocks.ts';
import { type Change, invertChanges } from './change.ts';
import { fragmentsProblem } from './fragment.ts';
import type { MemoryProject } from './memory-project.ts';
import { OffsetIndex } from './offset.ts';

/** Whatever was edited, this holds. Quotes are read by code points, as a reader of an export does. */
function expectSound(project: MemoryProject): void {
  const annotations = new Map(project.all('annotation').map((annotation) => [annotation.id, annotation]));
  for (const annotation of annotations.values()) {
    const text = project.text(annotation.documentId);
    expect(fragmentsProblem(text, annotation.fragments)).toBeNull();
    const characters = Array.from(text);
    const index = new OffsetIndex(text);
    const quote = annotation.fragments
      .map(({ start, end }) => characters.slice(index.toCodePoint(start), index.toCodePoint(end)).join(''))
      .join(' ');
    expect(annotation.quote).toBe(quote);
    const layer = project.scheme().layers.find(({ id }) => id === annotation.layer);
    expect(layer?.labels.map(({ id }) => id)).toContain(annotation.label);
    const known = new Set<string>(layer?.attributes.map(({ id }) => id));
    for (const id of Object.keys(annotation.attributes)) expect(known.has(id)).toBe(true);
    expect(annotation.updatedAt >= annotation.createdAt).toBe(true);
  }
  for (const relation of project.all('relation')) {
    const [source, target] = [annotations.get(relation.source), annotations.get(relation.target)];
    expect([source?.documentId, target?.documentId]).toEqual([relation.documentId, relation.documentId]);
    const type = project.scheme().relationTypes.find(({ id }) => id === relation.type);
    expect(type?.sourceLayers).toContain(source?.layer);
    expect(type?.targetLayers).toContain(target?.layer);
  }
  for (const status of project.all('document-status'))
    expect(project.document(status.documentId)).not.toBeNull();
  for (const document of project.all('document')) {
    expect(document.blocks).toEqual(findBlocks(project.text(document.id), document.blockRule));
  }
}

describe('any sequence of edits', () => {
  const texts = fc.array(
    documentText.map((text) => `Some words 😀 to begin with. ${text}`),
    { minLength: 1, maxLength: 3 },
  );

  /** Runs one sequence, counting what came of each kind of edit. */
  const sequence = (seen: Map<string, number>) =>
    fc.property(texts, fc.array(draws, { minLength: 20, maxLength: 60 }), (documents, numbers) => {
      const { project, decide } = createWorkbench(documents);
      const history: { before: string; changes: readonly Change[]; after: string }[] = [];
      for (const [step, draw] of numbers.entries()) {
        const edit = editFrom(draw, project);
        const before = project.snapshot();
        const decision = decide(edit, step % 3 === 0 ? 'annotator-2' : 'annotator-1');
        expect(project.snapshot()).toBe(before);
        const outcome = `${edit.kind} ${decision.ok ? 'ok' : decision.error.code}`;
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
        if (!decision.ok) continue;
        project.apply(decision.value);
        const after = project.snapshot();
        expect(after === before).toBe(decision.value.length === 0);
        history.push({ before, changes: decision.value, after });
      }
      expectSound(project);
      for (const { before, changes } of history.toReversed()) {
        project.apply(invertChanges(changes));
        expect(project.snapshot()).toBe(before);
      }
      for (const { changes, after } of history) {
        project.apply(invertChanges(invertChanges(changes)));
        expect(project.snapshot()).toBe(after);
      }
      expectSound(project);
    });

  it('keeps the project sound, leaves nothing of what was refused, and is undone and redone exactly', () => {
    fc.assert(sequence(new Map()), { numRuns: 40 });
  });

  it('reaches every kind of edit and the refusals that hang on the project', () => {
    const seen = new Map<string, number>();
    // A fixed seed, so that what is reached does not hang on chance.
    fc.assert(sequence(seen), { numRuns: 40, seed: 7 });
    expect([...seen.keys()].sort()).toEqual(
      expect.arrayContaining([
        'annotation.create ok',
        'annotation.create annotation.bad-attribute',
        'annotation.create annotation.bad-fragments',
        'annotation.update ok',
        'annotation.update annotation.not-found',
        'annotation.delete ok',
        'annotator.create ok',
        'document.delete ok',
        'document.set-state ok',
        'document.update ok',
        'relation.create ok',
        'relation.create relation.exists',
        'relation.delete ok',
      ]),
    );
  });
});
