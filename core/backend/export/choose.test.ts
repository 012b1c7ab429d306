import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchangeDocument, NEWS_LAYERS, nastyDocument } from '../../../test-support/exchange-documents.ts';
import { chooseFrom, type ExportFilter, isEverything } from './choose.ts';

const EVERYTHING: ExportFilter = { layers: null, annotators: null, origins: null, certainties: null };

test('everything is everything', () => {
  expect(isEverything(EVERYTHING)).toBe(true);
  const document = nastyDocument();
  expect(chooseFrom(document, EVERYTHING)).toEqual({ document, losses: [], otherLayers: [] });
});

test('what is chosen is whole in itself, and what it leads to and is not there is reported', () => {
  const some = fc.option(fc.subarray([...NEWS_LAYERS], { minLength: 1 }));
  fc.assert(
    fc.property(
      exchangeDocument,
      some,
      fc.option(fc.constantFrom('sure', 'unsure')),
      (given, layers, certainty) => {
        const filter: ExportFilter = {
          ...EVERYTHING,
          layers: layers === null ? null : new Set(layers),
          certainties: certainty === null ? null : new Set([certainty]),
        };
        const { document, losses, otherLayers } = chooseFrom(given, filter);
        const ids = new Set<string | null>(document.annotations.map(({ id }) => id));
        expect(document.annotations.map(({ id }) => id)).toEqual(
          given.annotations
            .filter((one) => layers === null || layers.includes(one.layer))
            .filter((one) => certainty === null || one.certainty === certainty)
            .map(({ id }) => id),
        );
        expect(otherLayers).toEqual(
          given.annotations
            .filter((one) => layers !== null && !layers.includes(one.layer))
            .filter((one) => certainty === null || one.certainty === certainty)
            .map(({ layer }) => layer),
        );
        for (const { source, target } of document.relations)
          expect(ids.has(source) && ids.has(target)).toBe(true);
        let links = 0;
        for (const { id, attributes } of given.annotations) {
          if (!ids.has(id)) continue;
          for (const value of Object.values(attributes)) {
            if (value?.is !== 'links') continue;
            links += value.links.filter((link) => link.kind === 'annotation' && !ids.has(link.id)).length;
          }
        }
        expect(losses.filter(({ what }) => what === 'attribute-dropped')).toHaveLength(links);
        for (const { attributes } of document.annotations) {
          for (const value of Object.values(attributes)) {
            if (value?.is !== 'links') continue;
            expect(value.links).not.toEqual([]);
            for (const link of value.links) if (link.kind === 'annotation') expect(ids).toContain(link.id);
          }
        }
      },
    ),
  );
});
