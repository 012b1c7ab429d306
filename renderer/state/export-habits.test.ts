import { expect, test } from 'vitest';
import { restoreExports, useExportHabits } from './export-habits.ts';

test('what was exported the last time comes back', () => {
  const split = {
    ratio: { train: 60, dev: 20, test: 20 },
    seed: 3,
    groupBy: 'source' as const,
    similarity: 0.7,
  };
  restoreExports({
    format: 'huggingface',
    choices: {
      huggingface: {
        layers: ['entity'],
        split,
        card: { name: 'Trams' },
        tokens: 'characters',
        pseudonyms: true,
      },
    },
  });
  const { format, choices } = useExportHabits.getState();
  expect(format).toBe('huggingface');
  expect(choices).toEqual({
    huggingface: {
      layers: ['entity'],
      split,
      card: { name: 'Trams' },
      tokens: 'characters',
      pseudonyms: true,
    },
  });
});

test('nothing that names documents or people comes back, and nothing that is not what it should be', () => {
  restoreExports({
    format: 'klingon',
    choices: {
      csv: {
        documents: ['a'],
        annotators: ['b'],
        layers: [1],
        tokens: 'letters',
        unit: 7,
        byteOrderMark: 'yes',
        split: { ratio: { train: 0, dev: 0, test: 0 }, seed: 1, groupBy: 'none' },
        card: { name: '', licence: 4 },
      },
      conllu: {
        split: {
          ratio: { train: 8, dev: 1, test: 1 },
          seed: 1,
          groupBy: 'none',
          similarity: 4,
          alone: ['a'],
          together: [['a', 'b']],
        },
      },
      klingon: { tokens: 'words' },
    },
  });
  const { format, choices } = useExportHabits.getState();
  expect(format).toBe('jsonl');
  expect(choices).toEqual({
    csv: {},
    conllu: { split: { ratio: { train: 8, dev: 1, test: 1 }, seed: 1, groupBy: 'none' } },
  });
  for (const stored of [undefined, null, 'x', { choices: [] }]) {
    restoreExports(stored);
    expect(useExportHabits.getState()).toEqual({ format: 'jsonl', choices: {} });
  }
});
