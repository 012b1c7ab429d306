import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Annotation } from '#model/annotation.ts';
import { compareAnnotations } from '#model/annotation-order.ts';
import type { AnnotationId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { asUtf16 } from '#model/offset.ts';
import { type AnnotationChange, createAnnotationStore } from './annotation-source.ts';

const id = (name: string): AnnotationId => asId<AnnotationId>(name);
const span = (name: string, note = '', start = 0): Annotation =>
  ({
    id: id(name),
    layer: 'entity',
    note,
    fragments: [{ start: asUtf16(start), end: asUtf16(start + 1) }],
  }) as unknown as Annotation;

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

  test('keeps the order of the text through any changes', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 9 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        some,
        fc.array(fc.tuple(some, fc.array(fc.integer({ min: 0, max: 30 })))),
        (first, steps) => {
          const spans = (pairs: readonly (readonly [number, number])[]): Annotation[] => [
            ...new Map(pairs.map(([name, start]) => [name, span(`s${name}`, '', start)])).values(),
          ];
          const store = createAnnotationStore(spans(first));
          const oracle = new Map(spans(first).map((each) => [each.id, each]));
          for (const [pairs, gone] of steps) {
            const put = spans(pairs);
            const names = new Set(put.map((each) => each.id));
            const removed = gone.map((name) => id(`s${name}`)).filter((name) => !names.has(name));
            store.apply({ put, removed });
            for (const name of removed) oracle.delete(name);
            for (const each of put) oracle.set(each.id, each);
            expect(store.all()).toEqual([...oracle.values()].sort(compareAnnotations));
          }
        },
      ),
    );
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
