import { OffsetIndex } from '#model/offset.ts';
import type { Ground } from '../jsonl/fragment-json.ts';
import { groundText } from '../jsonl/ground-text.ts';

/** A text as given, made ready for the offsets that point into it. */
export function groundOf(given: string): Ground {
  const ground = groundText(given);
  const index = new OffsetIndex(ground.text);
  const givenLength = ground.changed ? new OffsetIndex(given).codePoints : index.codePoints;
  return { groundText: ground, index, givenLength };
}
