import { describe, expect, it } from 'vitest';
import { createWorkbench, FIRST, span, type Workbench } from '../../test-support/memory-workbench.ts';
import type { AttributeValue, LinkTarget } from './annotation.ts';
import { type AnnotationId, asId, type LabelId, type LayerId } from './ids.ts';
import { warningsOf } from './warning.ts';

const TEXT = `Lee said: “We won.” Then Wu spoke. He smiled, didn’t he? ${'x'.repeat(400)} Park agreed.`;

function links(...targets: LinkTarget[]): Record<'is' | 'links', unknown> & AttributeValue {
  return { is: 'links', links: targets };
}
function to(...ids: AnnotationId[]): AttributeValue {
  return links(...ids.map((id): LinkTarget => ({ kind: 'annotation', id })));
}

/** Tags the first occurrence of some words. */
function tagger(bench: Workbench) {
  return (
    layer: string,
    label: string,
    words: string,
    attributes: Record<string, AttributeValue> = {},
  ): AnnotationId => {
    const start = TEXT.indexOf(words);
    const id = bench.tag(layer, label, start, start + words.length);
    if (Object.keys(attributes).length > 0) bench.update(id, { attributes });
    return id;
  };
}
function setUp() {
  const bench = createWorkbench([TEXT]);
  const codes = (id: AnnotationId): string[] =>
    warningsOf(bench.read(id), bench.project).map(({ code }) => code);
  return { bench, tag: tagger(bench), codes };
}

describe('a span with the place and label of another', () => {
  it('warns, on both of them', () => {
    const { tag, codes } = setUp();
    const [first, second] = [tag('entity', 'person', 'Park'), tag('entity', 'person', 'Park')];
    expect([codes(first), codes(second)]).toEqual([['span.twice'], ['span.twice']]);
  });

  it('says nothing of another label, another place, or somebody else’s', () => {
    const { bench, tag, codes } = setUp();
    const first = tag('entity', 'person', 'Park');
    tag('entity', 'group', 'Park');
    tag('entity', 'person', 'Park agreed');
    bench.edit(
      {
        kind: 'annotation.create',
        documentId: FIRST,
        layer: asId<LayerId>('entity'),
        label: asId<LabelId>('person'),
        fragments: [span(TEXT.indexOf('Park'), TEXT.indexOf('Park') + 4)],
      },
      'annotator-2',
    );
    expect(codes(first)).toEqual([]);
  });
});

describe('a direct quote without quotation marks', () => {
  it('warns', () => {
    const { tag, codes } = setUp();
    expect(codes(tag('quote', 'direct', 'We won.'))).toEqual(['quote.no-marks']);
    expect(codes(tag('quote', 'direct', '“We won.”'))).toEqual([]);
    expect(codes(tag('quote', 'direct', '“We won'))).toEqual([]);
    expect(codes(tag('quote', 'direct', 'said: “We won.” Then'))).toEqual([]);
    // An apostrophe is no quotation mark.
    expect(codes(tag('quote', 'direct', 'didn’t he?'))).toEqual(['quote.no-marks']);
    expect(codes(tag('quote', 'indirect', 'We won.'))).toEqual([]);
    expect(codes(tag('entity', 'person', 'Lee'))).toEqual([]);
  });
});

describe('a cue far from its content', () => {
  it('warns', () => {
    const { bench, tag, codes } = setUp();
    const far = TEXT.indexOf('agreed');
    const cue = (start: number, end: number) => ({
      cue: links({ kind: 'fragments', fragments: [span(start, end)] }),
    });
    const quote = tag('quote', 'direct', '“We won.”', cue(4, 8));
    expect(codes(quote)).toEqual([]);
    bench.update(quote, { attributes: cue(far, far + 6) });
    expect(warningsOf(bench.read(quote), bench.project)).toMatchObject([
      { code: 'quote.cue-far', attribute: 'cue' },
    ]);
    bench.update(quote, { fragments: [...bench.read(quote).fragments, span(far - 1, far)] });
    expect(codes(quote)).not.toContain('quote.cue-far');
  });
});

describe('a cycle in nestedIn', () => {
  it('warns at each quote of the cycle, and not at one that leads into it', () => {
    const { bench, tag, codes } = setUp();
    const a = tag('quote', 'indirect', 'We');
    const b = tag('quote', 'indirect', 'won', { nestedIn: to(a) });
    const c = tag('quote', 'indirect', 'spoke', { nestedIn: to(b) });
    expect([a, b, c].map(codes)).toEqual([[], [], []]);
    bench.update(a, { attributes: { nestedIn: to(b) } });
    expect([a, b, c].map(codes)).toEqual([['quote.nested-in-itself'], ['quote.nested-in-itself'], []]);
  });
});

describe('a claim in a quote whose claimant is not its speaker', () => {
  it('warns', () => {
    const { bench, tag, codes } = setUp();
    const lee = tag('entity', 'person', 'Lee');
    const wu = tag('entity', 'person', 'Wu');
    const quote = tag('quote', 'direct', '“We won.”', { speaker: to(lee) });
    const claim = tag('claim', 'event', 'We won');
    const outside = tag('claim', 'event', 'Wu spoke', { claimant: links({ kind: 'article' }) });
    const claimant = (value: AttributeValue | null): string[] => {
      bench.update(claim, { attributes: { claimant: value } });
      return codes(claim);
    };
    expect(codes(claim)).toEqual([]);
    expect(codes(outside)).toEqual([]);
    expect(claimant(to(wu))).toEqual(['claim.other-speaker']);
    expect(claimant(links({ kind: 'article' }))).toEqual(['claim.other-speaker']);
    expect(claimant(to(lee))).toEqual([]);
    expect(claimant(links({ kind: 'inherited' }))).toEqual([]);
    expect(claimant({ is: 'none' })).toEqual([]);
    expect(claimant(links({ kind: 'text', text: 'LEE' }))).toEqual([]);
    bench.update(quote, { attributes: { speaker: null } });
    expect(claimant(to(wu))).toEqual([]);
  });

  it('knows other mentions of the same speaker', () => {
    const { bench, tag, codes } = setUp();
    const lee = tag('entity', 'person', 'Lee');
    const he = tag('entity', 'person', 'He', { mention: { is: 'values', values: ['pronoun'] } });
    tag('quote', 'direct', '“We won.”', { speaker: to(lee) });
    const claim = tag('claim', 'event', 'We won', { claimant: to(he) });
    expect(codes(claim)).toEqual(['claim.other-speaker']);
    const relation = bench.relate('sameAs', he, lee);
    expect(codes(claim)).toEqual([]);
    bench.edit({ kind: 'relation.delete', relationId: relation.id });
    bench.update(he, { attributes: { entity: to(lee) } });
    expect(codes(claim)).toEqual([]);
  });

  it('goes by the innermost quote', () => {
    const { tag, codes } = setUp();
    const lee = tag('entity', 'person', 'Lee');
    const wu = tag('entity', 'person', 'Wu');
    tag('quote', 'indirect', 'Lee said: “We won.” Then', { speaker: to(wu) });
    tag('quote', 'direct', '“We won.”', { speaker: to(lee) });
    expect(codes(tag('claim', 'event', 'We won', { claimant: to(lee) }))).toEqual([]);
  });
});

describe('a stance without a target', () => {
  it('warns', () => {
    const { tag, codes } = setUp();
    expect(codes(tag('stance', 'favor', 'smiled'))).toEqual(['stance.no-target']);
    expect(codes(tag('stance', 'favor', 'agreed', { target: { is: 'none' } }))).toEqual(['stance.no-target']);
    expect(
      codes(tag('stance', 'favor', 'spoke', { target: links({ kind: 'text', text: 'peace' }) })),
    ).toEqual([]);
  });
});

describe('a link to a deleted span', () => {
  it('warns and names the attribute', () => {
    const { bench, tag } = setUp();
    const lee = tag('entity', 'person', 'Lee');
    const wu = tag('entity', 'person', 'Wu');
    const quote = tag('quote', 'direct', '“We won.”', { speaker: to(lee, wu), addressee: to(wu) });
    bench.edit({ kind: 'annotation.delete', annotationIds: [lee] });
    expect(warningsOf(bench.read(quote), bench.project)).toMatchObject([
      { code: 'link.deleted-span', attribute: 'speaker' },
    ]);
  });
});
