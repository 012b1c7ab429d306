import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Annotation } from '#model/annotation.ts';
import { compareAnnotations } from '#model/annotation-order.ts';
import type { AnnotationId, LayerId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { asUtf16 } from '#model/offset.ts';
import { type AnnotationChange, createAnnotationStore } from './annotation-source.ts';

const id = (name: string): AnnotationId => asId<AnnotationId>(name);
const span = (name: string, note = '', start = 0, layer = 'entity'): Annotation =>
  ({
    id: id(name),
    layer,
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

  test('keeps the list of a layer while another layer changes', () => {
    const store = createAnnotationStore([span('a'), span('b', '', 5, 'claim')]);
    const before = store.byLayer();
    expect(store.byLayer()).toBe(before);
    store.apply({ put: [span('c', '', 2, 'claim')], removed: [] });
    const after = store.byLayer();
    expect(after).not.toBe(before);
    const list = (name: string) => after.get(asId<LayerId>(name));
    expect(list('entity')).toBe(before.get(asId<LayerId>('entity')));
    expect(list('claim')?.map((each) => each.id)).toEqual(['c', 'b']);
    store.apply({ put: [], removed: [id('b'), id('c')] });
    expect([...store.byLayer().keys()]).toEqual(['entity']);
  });

  test('keeps the order of the text, as a whole and by layer, through any changes', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 9 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        some,
        fc.array(fc.tuple(some, fc.array(fc.integer({ min: 0, max: 30 })))),
        (first, steps) => {
          const spans = (pairs: readonly (readonly [number, number])[]): Annotation[] => [
            ...new Map(
              pairs.map(([name, start]) => [
                name,
                span(`s${name}`, '', start, start % 2 ? 'claim' : 'entity'),
              ]),
            ).values(),
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
            const sorted = [...oracle.values()].sort(compareAnnotations);
            expect(store.all()).toEqual(sorted);
            expect(store.byLayer()).toEqual(Map.groupBy(sorted, ({ layer }) => layer));
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
