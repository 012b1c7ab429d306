import { describe, expect, test } from 'vitest';
import type { Annotation } from '#model/annotation.ts';
import type { AnnotationId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { type AnnotationChange, createAnnotationStore } from './annotation-source.ts';

const id = (name: string): AnnotationId => asId<AnnotationId>(name);
const span = (name: string, note = ''): Annotation => ({ id: id(name), note }) as Annotation;

describe('the annotation store', () => {
  test('tells its listeners of each change and answers the same list until one', () => {
    const store = createAnnotationStore([span('a'), span('b')]);
    const told: AnnotationChange[] = [];
    const end = store.subscribe((change) => told.push(change));
    const before = store.all();
    expect(store.all()).toBe(before);

    store.apply({ put: [span('b', 'changed'), span('c')], removed: [id('a')] });
    expect(store.all().map(({ id }) => id)).toEqual(['b', 'c']);
    expect(store.get(id('b'))?.note).toBe('changed');
    expect(told).toHaveLength(1);

    end();
    store.apply({ put: [span('d')], removed: [] });
    expect(told).toHaveLength(1);
  });

  test('tells nothing where nothing changed', () => {
    const store = createAnnotationStore([]);
    let calls = 0;
    store.subscribe(() => {
      calls += 1;
    });
    store.apply({ put: [], removed: [id('unknown')] });
    expect(calls).toBe(0);
  });
});
