import { asUtf16 } from '#model/offset.ts';
import type { Tag } from '../columns/tags.ts';
import { decodeTags, readTag } from '../columns/tags.ts';
import { buildDocument } from '../json-spans/build-document.ts';
import { givenText } from '../json-spans/given-text.ts';
import type { FileReport, JsonObject } from '../json-spans/read-json.ts';
import { listIn, metadataFrom, nameIn } from '../json-spans/read-json.ts';
import { readLayerLabel } from '../shared/layer-label.ts';

/**
 * A row of the common form without a text: `tokens` and `ner_tags` (formats.md 7, 11). The text is the tokens with a space
 * between them. Tags that are numbers have their names in the card, where there is one (`tagNames`).
 */
export function readTokens(
  object: JsonObject,
  line: number,
  tagNames: readonly string[] | null,
  report: FileReport,
): void {
  const tokens = listIn(object, 'tokens');
  const given = listIn(object, 'ner_tags').map((tag) =>
    typeof tag === 'number' ? (tagNames?.[tag] ?? tag) : tag,
  );
  if (tokens.some((token) => typeof token !== 'string')) {
    report.notice(line, 'A token is not a string. The row was left out.');
    return;
  }
  const ground = givenText(tokens.join(' '));
  if (typeof ground === 'string') {
    report.notice(line, `The text of the tokens ${ground} The row was left out.`);
    return;
  }
  const tags = given.map((tag) => (typeof tag === 'string' ? readTag(tag) : null));
  const known = tags.filter((tag): tag is Tag | 'O' => tag !== null);
  if (known.length !== tags.length || (tags.length > 0 && tags.length !== tokens.length)) {
    report.problem(
      line,
      given.some((tag) => typeof tag === 'number')
        ? `The ner_tags are numbers that ${tagNames === null ? 'have no names: choose the card, README.md, with its class_label names together with this file' : 'the card has no names for: correct its class_label names'}, or write names of tags in place of numbers.`
        : 'The ner_tags are not a tag such as “B-PER” or “O” for each token.',
    );
    return;
  }
  const places: { start: number; end: number }[] = [];
  let at = 0;
  for (const token of tokens) {
    const { length } = String(token);
    places.push({ start: at, end: at + length });
    at += length + 1;
  }
  const spans = decodeTags(known).spans.flatMap(({ name, first, end }, index) => {
    const [from, to] = [places[first], places[end - 1]];
    if (from === undefined || to === undefined) return [];
    const fragment = { start: ground.moved(asUtf16(from.start)), end: ground.moved(asUtf16(to.end)) };
    if (fragment.start >= fragment.end) return [];
    return [{ key: `#${index + 1}`, id: null, ...readLayerLabel(name), fragment }];
  });
  report.document(
    buildDocument(
      {
        id: nameIn(object, 'id'),
        title: nameIn(object, 'title'),
        text: ground.text,
        metadata: metadataFrom(object, new Set(['id', 'title', 'tokens', 'ner_tags'])),
      },
      spans,
      [],
    ),
  );
}
