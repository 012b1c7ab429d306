import type { ResponseOf } from '#contract/contract.ts';
import { counted } from './output.ts';

type What = ResponseOf<'export.preview'>['losses'][number]['what'];

const LOSS_WORDS: Readonly<Record<What, readonly [noun: string, done: string]>> = {
  'span-left-out': ['span', 'left out'],
  'span-changed': ['span', 'changed'],
  // Notes, certainties and annotators are no attributes, and dropped in the same way.
  'attribute-dropped': ['detail', 'dropped'],
  'relation-dropped': ['relation', 'dropped'],
  'text-changed': ['text', 'changed'],
  'name-changed': ['name', 'changed'],
};

/** `1 span left out`, `2 spans left out`. */
export function lossWords(what: What, count: number): string {
  const [noun, done] = LOSS_WORDS[what];
  return `${counted(count, noun)} ${done}`;
}
