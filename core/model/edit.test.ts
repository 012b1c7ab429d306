import { describe, expect, it } from 'vitest';
import {
  ANNOTATOR,
  createWorkbench,
  FIRST,
  span,
  type Workbench,
} from '../../test-support/memory-workbench.ts';
import { newsScheme } from '../../test-support/news-scheme.ts';
import type { Attributes, AttributeValue, LinkTarget } from './annotation.ts';
import type { Edit } from './edit.ts';
import type { AnnotationId, DocumentId, LabelId, LayerId, RelationId, RelationTypeId } from './ids.ts';
import { asId } from './ids.ts';
import type { Scheme } from './scheme.ts';

const TEXT = 'Lee said: “We won.” Lee left. 😀 The end.';
const SECOND = asId<DocumentId>('document-2');
const GONE = asId<AnnotationId>('gone');

function workbench(scheme?: Scheme): Workbench {
  return createWorkbench([TEXT, 'Another text.'], scheme);
}
function create(patch: Partial<Extract<Edit, { kind: 'annotation.create' }>>): Edit {
  return {
    kind: 'annotation.create',
    documentId: FIRST,
    layer: asId<LayerId>('entity'),
    label: asId<LabelId>('person'),
    fragments: [span(0, 3)],
    ...patch,
  };
}
function values(...ids: string[]): AttributeValue {
  return { is: 'values', values: ids };
}
function links(...targets: LinkTarget[]): AttributeValue {
  return { is: 'links', links: targets };
}
function to(id: AnnotationId): LinkTarget {
  return { kind: 'annotation', id };
}

describe('annotation.create', () => {
  it('makes the annotation and sets the document in progress in one step', () => {
    const bench = workbench();
    const changes = bench.edit(create({ fragments: [span(20, 23), span(0, 3), span(3, 4)], note: 'n' }));
    expect(changes).toEqual([
      {
        kind: 'annotation',
        id: 'id-000001',
        before: null,
        after: {
          id: 'id-000001',
          documentId: FIRST,
          layer: 'entity',
          label: 'person',
          fragments: [span(0, 4), span(20, 23)],
          quote: 'Lee  Lee',
          attributes: {},
          annotatorId: ANNOTATOR,
          origin: 'manual',
          certainty: 'sure',
          note: 'n',
          schemeVersion: 1,
          createdAt: '2024-01-01T00:00:01.000Z',
          updatedAt: '2024-01-01T00:00:01.000Z',
        },
      },
      {
        kind: 'document-status',
        id: `${FIRST}/${ANNOTATOR}`,
        before: null,
        after: { documentId: FIRST, annotatorId: ANNOTATOR, state: 'in-progress' },
      },
    ]);
    expect(bench.edit(create({}))).toHaveLength(1);
    expect(bench.edit(create({}), 'annotator-2')).toHaveLength(2);
  });

  it('leaves the state of what was handed in', () => {
    const bench = workbench();
    bench.edit({ kind: 'document.set-state', documentId: FIRST, state: 'submitted' });
    expect(bench.edit(create({}))).toHaveLength(1);
    bench.edit({ kind: 'document.set-state', documentId: FIRST, state: 'assigned' });
    expect(bench.edit(create({}))[1]?.after).toMatchObject({ state: 'in-progress' });
  });

  it('refuses what does not fit the project', () => {
    const { refusal } = workbench();
    const code = (patch: Parameters<typeof create>[0]) => refusal(create(patch)).code;
    expect(code({ documentId: asId<DocumentId>('x') })).toBe('document.not-found');
    expect(code({ layer: asId<LayerId>('x') })).toBe('annotation.unknown-layer');
    expect(code({ label: asId<LabelId>('direct') })).toBe('annotation.unknown-label');
    expect(code({ label: null })).toBe('annotation.unknown-label');
    for (const bad of [
      [],
      [span(3, 3)],
      [span(4, 3)],
      [span(0, 1), span(2, 2)],
      [span(0, 99)],
      [span(-1, 2)],
    ]) {
      expect(code({ fragments: bad })).toBe('annotation.bad-fragments');
    }
    const pair = TEXT.indexOf('😀');
    expect(code({ fragments: [span(pair + 1, pair + 4)] })).toBe('annotation.bad-fragments');
    expect(code({ fragments: [span(0, pair + 1)] })).toBe('annotation.bad-fragments');
  });

  it('asks for no label where the layer has none, and refuses what is archived', () => {
    const [entity, ...others] = newsScheme.layers;
    if (entity === undefined) throw new Error('no layer');
    const [person, ...labels] = entity.labels;
    if (person === undefined) throw new Error('no label');
    const bare = workbench({ ...newsScheme, layers: [{ ...entity, labels: [] }, ...others] });
    expect(bare.decide(create({ label: null })).ok).toBe(true);
    expect(bare.refusal(create({})).code).toBe('annotation.unknown-label');
    const old = workbench({
      ...newsScheme,
      layers: [{ ...entity, labels: [{ ...person, archived: true }, ...labels] }],
    });
    expect(old.refusal(create({})).message).toMatch(/archived/);
    const closed = workbench({ ...newsScheme, layers: [{ ...entity, archived: true }] });
    expect(closed.refusal(create({})).code).toBe('annotation.unknown-layer');
  });
});

describe('attributes', () => {
  const bench = workbench();
  const person = bench.tag('entity', 'person', 0, 3);
  const quote = bench.tag('quote', 'direct', 10, 19);
  const elsewhere = bench.edit(create({ documentId: SECOND }))[0]?.id as AnnotationId;

  const accepts = (layer: string, attributes: Record<string, AttributeValue>) =>
    bench.decide(
      create({
        layer: asId<LayerId>(layer),
        label: newsScheme.layers.find(({ id }) => id === layer)?.labels[0]?.id ?? null,
        attributes: attributes as Attributes,
      }),
    );

  it.each([
    ['entity', 'mention', values('name')],
    ['entity', 'mention', { is: 'none' }],
    ['entity', 'mention', { is: 'not-applicable' }],
    ['entity', 'entity', links(to(person))],
    ['entity', 'entity', links({ kind: 'text', text: 'Lee' })],
    ['quote', 'speaker', links(to(person), { kind: 'text', text: 'Wu' })],
    ['quote', 'cue', links({ kind: 'fragments', fragments: [span(4, 8)] })],
    ['quote', 'negated', values('yes')],
    ['quote', 'nestedIn', links(to(quote))],
    ['claim', 'claimant', links({ kind: 'article' })],
    ['claim', 'claimant', links({ kind: 'inherited' })],
    ['claim', 'topic', values('ferries')],
  ] as const)('of %s: %s may be %j', (layer, attribute, value) => {
    expect(accepts(layer, { [attribute]: value }).ok).toBe(true);
  });

  it.each([
    ['an attribute of no such name', 'entity', 'speaker', values('x')],
    ['a choice that is not offered', 'entity', 'mention', values('verb')],
    ['two choices of one', 'entity', 'mention', values('name', 'pronoun')],
    ['no value at all', 'entity', 'mention', { is: 'values', values: [] }],
    ['an empty text', 'claim', 'topic', values('')],
    ['a flag that is neither yes nor no', 'quote', 'negated', values('true')],
    ['links for a choice', 'entity', 'mention', links(to(person))],
    ['text for a link', 'entity', 'entity', values('Lee')],
    ['no link at all', 'entity', 'entity', { is: 'links', links: [] }],
    ['two links of one', 'claim', 'claimant', links(to(person), { kind: 'article' })],
    ['the same link twice', 'quote', 'speaker', links(to(person), to(person))],
    ['a span that is not there', 'quote', 'speaker', links(to(GONE))],
    ['a span of another document', 'quote', 'speaker', links(to(elsewhere))],
    ['a span of the wrong layer', 'quote', 'speaker', links(to(quote))],
    ['a kind that is not allowed', 'quote', 'speaker', links({ kind: 'article' })],
    ['fragments out of the text', 'quote', 'cue', links({ kind: 'fragments', fragments: [span(0, 999)] })],
    ['no fragments', 'quote', 'cue', links({ kind: 'fragments', fragments: [] })],
    ['a nameless name', 'entity', 'entity', links({ kind: 'text', text: '' })],
  ] as const)('refuse %s', (_, layer, attribute, value) => {
    const decision = accepts(layer, { [attribute]: value as AttributeValue });
    expect(decision.ok ? null : decision.error.code).toBe('annotation.bad-attribute');
  });
});

describe('annotation.update', () => {
  it('changes what the patch names and the time', () => {
    const bench = workbench();
    const id = bench.tag('claim', 'event', 0, 8, {
      attributes: { topic: values('a'), verifiable: values('no') },
    } as Partial<Edit>);
    const before = bench.read(id);
    const [change] = bench.update(id, {
      attributes: { topic: null, polarity: values('positive') },
      fragments: [span(20, 29)],
      certainty: 'unsure',
    });
    expect(change?.before).toEqual(before);
    expect(bench.read(id)).toEqual({
      ...before,
      fragments: [span(20, 29)],
      quote: 'Lee left.',
      attributes: { verifiable: values('no'), polarity: values('positive') },
      certainty: 'unsure',
      updatedAt: '2024-01-01T00:00:02.000Z',
    });
  });

  it('yields no changes where nothing changes', () => {
    const bench = workbench();
    const id = bench.tag('entity', 'person', 0, 3, {
      attributes: { mention: values('name') },
    } as Partial<Edit>);
    expect(bench.update(id, {})).toEqual([]);
    expect(
      bench.update(id, {
        layer: asId<LayerId>('entity'),
        label: asId<LabelId>('person'),
        fragments: [span(1, 3), span(0, 2)],
        attributes: { mention: values('name'), entity: null },
        certainty: 'sure',
        note: '',
      }),
    ).toEqual([]);
  });

  it('drops with the layer what the new one lacks, and asks for a label of it', () => {
    const bench = workbench();
    const id = bench.tag('stance', 'favor', 0, 8, {
      attributes: { ironic: values('no'), target: links({ kind: 'text', text: 'x' }) },
    } as Partial<Edit>);
    const layer = asId<LayerId>('claim');
    expect(bench.refusal({ kind: 'annotation.update', annotationId: id, patch: { layer } }).code).toBe(
      'annotation.unknown-label',
    );
    bench.update(id, { layer, label: asId<LabelId>('event'), attributes: { topic: values('t') } });
    expect(bench.read(id)).toMatchObject({
      layer: 'claim',
      label: 'event',
      attributes: { topic: values('t') },
    });
    expect(Object.keys(bench.read(id).attributes)).toEqual(['topic']);
  });

  it('takes the relations along that the new layer does not allow', () => {
    const bench = workbench();
    const claim = bench.tag('claim', 'event', 0, 8);
    const other = bench.tag('claim', 'event', 20, 28);
    const quote = bench.tag('quote', 'direct', 0, 19);
    const supports = bench.relate('supports', claim, other);
    const expressed = bench.relate('expressedIn', claim, quote);
    const changes = bench.update(claim, { layer: asId<LayerId>('stance'), label: asId<LabelId>('favor') });
    expect(changes.map(({ kind, id, after }) => [kind, id, after === null])).toEqual([
      ['relation', supports.id, true],
      ['annotation', claim, false],
    ]);
    expect(bench.project.relation(expressed.id)).not.toBeNull();
  });

  it('refuses a link to itself and an annotation that is gone', () => {
    const bench = workbench();
    const id = bench.tag('entity', 'person', 0, 3);
    const patch = { attributes: { entity: links(to(id)) } };
    expect(bench.refusal({ kind: 'annotation.update', annotationId: id, patch }).code).toBe(
      'annotation.bad-attribute',
    );
    expect(bench.refusal({ kind: 'annotation.update', annotationId: GONE, patch: {} }).code).toBe(
      'annotation.not-found',
    );
  });

  it('keeps an archived label and a link to a deleted span while other things change', () => {
    const bench = workbench();
    const target = bench.tag('entity', 'person', 0, 3);
    const id = bench.tag('entity', 'person', 20, 23, {
      attributes: { entity: links(to(target)) },
    } as Partial<Edit>);
    bench.edit({ kind: 'annotation.delete', annotationIds: [target] });
    bench.update(id, { note: 'kept' });
    expect(bench.read(id).attributes).toEqual({ entity: links(to(target)) });
  });
});

describe('annotation.delete', () => {
  it('takes the relations along, once each, before the annotations', () => {
    const bench = workbench();
    const a = bench.tag('entity', 'person', 0, 3);
    const b = bench.tag('entity', 'person', 20, 23);
    const relation = bench.relate('sameAs', a, b);
    const changes = bench.edit({ kind: 'annotation.delete', annotationIds: [a, b, a] });
    expect(changes.map(({ kind, id }) => [kind, id])).toEqual([
      ['relation', relation.id],
      ['annotation', a],
      ['annotation', b],
    ]);
    expect(bench.refusal({ kind: 'annotation.delete', annotationIds: [a] }).code).toBe(
      'annotation.not-found',
    );
  });
});

describe('relations', () => {
  it('are refused where they do not fit', () => {
    const bench = workbench();
    const a = bench.tag('entity', 'person', 0, 3);
    const b = bench.tag('entity', 'person', 20, 23);
    const claim = bench.tag('claim', 'event', 0, 8);
    const elsewhere = bench.edit(create({ documentId: SECOND }))[0]?.id as AnnotationId;
    const code = (type: string, source: AnnotationId, target: AnnotationId) =>
      bench.refusal({ kind: 'relation.create', type: asId<RelationTypeId>(type), source, target }).code;
    expect(code('x', a, b)).toBe('relation.unknown-type');
    expect(code('sameAs', a, GONE)).toBe('annotation.not-found');
    expect(code('sameAs', GONE, a)).toBe('annotation.not-found');
    expect(code('sameAs', a, a)).toBe('relation.not-allowed');
    expect(code('sameAs', a, elsewhere)).toBe('relation.not-allowed');
    expect(code('sameAs', a, claim)).toBe('relation.not-allowed');
    const relation = bench.relate('sameAs', a, b);
    expect(relation).toEqual({
      id: relation.id,
      documentId: FIRST,
      type: 'sameAs',
      source: a,
      target: b,
      annotatorId: ANNOTATOR,
      createdAt: relation.createdAt,
    });
    expect(code('sameAs', a, b)).toBe('relation.exists');
    bench.edit({ kind: 'relation.delete', relationId: relation.id });
    expect(bench.refusal({ kind: 'relation.delete', relationId: relation.id }).code).toBe(
      'relation.not-found',
    );
    expect(bench.refusal({ kind: 'relation.delete', relationId: asId<RelationId>('x') }).code).toBe(
      'relation.not-found',
    );
  });
});

describe('documents and annotators', () => {
  it('are divided again when the rule changes', () => {
    const bench = createWorkbench(['One.\nTwo.']);
    expect(bench.project.document(FIRST)?.blocks).toHaveLength(2);
    bench.edit({ kind: 'document.update', documentId: FIRST, patch: { blockRule: 'blank-line' } });
    expect(bench.project.document(FIRST)).toMatchObject({
      blockRule: 'blank-line',
      blocks: [{ start: 0, end: 9 }],
    });
  });

  it('keep what a patch does not name', () => {
    const bench = workbench();
    const before = bench.project.document(FIRST);
    expect(bench.edit({ kind: 'document.update', documentId: FIRST, patch: {} })).toEqual([]);
    expect(
      bench.edit({
        kind: 'document.update',
        documentId: FIRST,
        patch: { language: null, blockRule: 'line' },
      }),
    ).toEqual([]);
    bench.edit({
      kind: 'document.update',
      documentId: FIRST,
      patch: { language: 'ar', author: 'A', title: 'T' },
    });
    expect(bench.project.document(FIRST)).toEqual({
      ...before,
      title: 'T',
      language: 'ar',
      source: { ...before?.source, author: 'A' },
    });
    bench.edit({ kind: 'document.update', documentId: FIRST, patch: { author: null } });
    expect(bench.project.document(FIRST)?.source.author).toBeNull();
  });

  it('go with all that points at them, the document last', () => {
    const bench = workbench();
    const a = bench.tag('entity', 'person', 0, 3);
    const b = bench.tag('entity', 'person', 20, 23);
    bench.relate('sameAs', a, b);
    const changes = bench.edit({ kind: 'document.delete', documentIds: [FIRST, FIRST] });
    expect(changes.map(({ kind }) => kind)).toEqual([
      'relation',
      'annotation',
      'annotation',
      'document-status',
      'document',
    ]);
    expect(bench.project.all('annotation')).toEqual([]);
    expect(bench.refusal({ kind: 'document.delete', documentIds: [SECOND, FIRST] }).code).toBe(
      'document.not-found',
    );
    expect(bench.refusal({ kind: 'document.update', documentId: FIRST, patch: {} }).code).toBe(
      'document.not-found',
    );
    expect(bench.refusal({ kind: 'document.set-state', documentId: FIRST, state: 'assigned' }).code).toBe(
      'document.not-found',
    );
  });

  it('have a state per annotator, unassigned where none is kept', () => {
    const bench = workbench();
    expect(bench.edit({ kind: 'document.set-state', documentId: FIRST, state: 'unassigned' })).toEqual([]);
    expect(bench.edit({ kind: 'document.set-state', documentId: FIRST, state: 'assigned' })).toHaveLength(1);
    expect(bench.edit({ kind: 'document.set-state', documentId: FIRST, state: 'assigned' })).toEqual([]);
    expect(
      bench.edit({ kind: 'document.set-state', documentId: FIRST, state: 'assigned' }, 'annotator-2'),
    ).toHaveLength(1);
  });

  it('know an annotator by name', () => {
    const bench = workbench();
    expect(bench.edit({ kind: 'annotator.create', name: 'A' })).toHaveLength(1);
    expect(bench.edit({ kind: 'annotator.create', name: 'A' })).toEqual([]);
    expect(bench.project.annotatorByName('A')?.name).toBe('A');
  });
});
