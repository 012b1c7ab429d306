import { expect, test } from 'vitest';
import { KEPT_FACTS } from '#formats/kept-facts.ts';
import { nastyDocument } from '../../../test-support/exchange-documents.ts';
import { compareDocuments } from './compare.ts';

const written = {
  ...nastyDocument(),
  title: 'Trams',
  language: 'en',
  source: { ...nastyDocument().source, publisher: 'The Paper', url: 'https://example.org/' },
  metadata: { topic: 'traffic' },
  states: [{ annotator: { id: null, name: 'ann' }, state: 'submitted' as const }],
};
const [first] = written.annotations;
const others = written.annotations.slice(1);
const changed = {
  title: { title: 'Other' },
  language: { language: null },
  source: { source: { ...written.source, url: null } },
  metadata: { metadata: { topic: 'Traffic' } },
  states: { states: [] },
  annotators: { annotations: [{ ...first, annotator: { id: null, name: 'bob' } }, ...others] as never },
  origins: { annotations: [{ ...first, origin: 'imported' as const }, ...others] as never },
};

test.each(KEPT_FACTS)(
  'what did not come back of %s is told where a format keeps it, and only there',
  (fact) => {
    const read = { ...written, ...changed[fact] };
    expect(compareDocuments([written], [read], [], KEPT_FACTS)).toEqual([
      expect.stringMatching(/ of .*“Trams” did not come back\.$/),
    ]);
    const rest = KEPT_FACTS.filter((other) => other !== fact);
    expect(compareDocuments([written], [read], [], rest)).toEqual([]);
  },
);

test('what a format adds, and what it was reported to change, is no difference', () => {
  const bare = { ...written, title: null, language: null, metadata: {} };
  expect(compareDocuments([bare], [{ ...written, title: 'Made up' }], [], KEPT_FACTS)).toEqual([]);
  const loss = { documentId: written.id, annotationId: null, what: 'name-changed' as const, why: '' };
  expect(compareDocuments([written], [{ ...written, title: 'Other' }], [loss], KEPT_FACTS)).toEqual([]);
});
