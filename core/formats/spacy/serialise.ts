import { asUtf16, OffsetIndex } from '#model/offset.ts';
import type { TagNames } from '../columns/tag-names.ts';
import { columnRules, createTagNames } from '../columns/tag-names.ts';
import type { ExchangeDocument, Loss, WriteOptions, WrittenFiles, WrittenNames } from '../exchange.ts';
import { annotationsOf } from '../json-spans/flatten.ts';
import { OWN_KEY, ownRecord } from '../json-spans/own-record.ts';
import { singleLayer } from '../json-spans/pick-spans.ts';
import { jsonLine, pushAll } from '../json-spans/read-json.ts';
import { plainNames } from '../json-spans/span-names.ts';
import { tokenView } from '../tokens/token-view.ts';
import { README } from './readme.ts';
import { conllDocument, iobDocument, jsonDocument } from './train-files.ts';
import type { Triple } from './view.ts';
import { viewOf } from './view.ts';

/** The span group that spaCy's own components use. */
const GROUP = 'sc';

/**
 * What spaCy trains with (formats.md 9): `spans.jsonl` for `Example.from_dict`, which holds everything, in its `meta`
 * what spaCy has no place for; `train.json`, `train.conll` and `train.iob` for `spacy convert`, with one layer; a README.
 */
export function serialiseSpacy(documents: readonly ExchangeDocument[], options: WriteOptions): WrittenFiles {
  const layer = singleLayer(options.layers);
  const ofLayer = { ...options, layers: [layer] };
  const tags = tagNames(documents, layer);
  const entityNames = plainNames([layer]);
  const losses: Loss[] = tags.losses.map((loss) => ({
    ...loss,
    why: `In train.conll and train.iob: ${loss.why}`,
  }));
  let names: WrittenNames = {};
  const content = { conll: '', iob: '', spans: '' };
  const json: object[] = [];
  for (const [index, document] of documents.entries()) {
    const { text } = document;
    const lose = (annotationId: string | null, what: Loss['what'], why: string) =>
      losses.push({ documentId: document.id, annotationId, what, why });
    if (text === '') {
      lose(null, 'text-changed', 'spaCy has no use for a document without text: left out.');
      continue;
    }
    const view = viewOf(document, options);
    pushAll(losses, view.losses);
    for (const writer of view.names) names = { ...names, ...writer.names() };
    content.spans += spansLine(document, options, view.entities, view.group);

    const { sentences, losses: lostTokens } = tokenView(document, ofLayer, 'one-tag');
    for (const loss of lostTokens) {
      // The rest of a span is in the other file.
      const isOfSpans = loss.what !== 'attribute-dropped' && loss.what !== 'relation-dropped';
      if (isOfSpans) losses.push({ ...loss, why: `In train.*: ${loss.why}` });
    }
    for (const annotation of annotationsOf(document, options.layers)) {
      if (annotation.layer !== layer)
        lose(annotation.id, 'span-left-out', 'In train.*: tags are of one layer.');
    }
    json.push(jsonDocument(index, text, sentences, (span) => entityNames.label({ ...span, isCue: false })));
    if (sentences.length === 0) continue;
    content.conll += conllDocument(text, sentences, tags.of);
    content.iob += iobDocument(text, sentences, tags.of);
    if (text.includes('|'))
      lose(null, 'text-changed', 'In train.iob: “|” parts words from tags and became U+2758.');
  }
  return {
    files: [
      { path: 'README.md', content: README },
      { path: 'spans.jsonl', content: content.spans },
      { path: 'train.conll', content: content.conll },
      { path: 'train.iob', content: content.iob },
      { path: 'train.json', content: `${JSON.stringify(json, null, 1)}\n` },
    ],
    losses,
    names,
  };
}

/** Tags of `train.conll` and `train.iob`, which have neither white space nor `|`. Import reads `spans.jsonl`. */
function tagNames(documents: readonly ExchangeDocument[], layer: string): Pick<TagNames, 'of' | 'losses'> {
  const rules = columnRules([layer]);
  const legal = (name: string) => rules.legal(name).replaceAll('|', '_');
  return createTagNames(documents, [layer], { ...rules, legal });
}

function spansLine(
  document: ExchangeDocument,
  options: WriteOptions,
  entities: readonly Triple[],
  group: readonly Triple[],
): string {
  const offsets = new OffsetIndex(document.text);
  const inCodePoints = ([start, end, label]: Triple) => [
    offsets.toCodePoint(asUtf16(start)),
    offsets.toCodePoint(asUtf16(end)),
    label,
  ];
  return jsonLine({
    text: document.text,
    entities: entities.map(inCodePoints),
    spans: { [GROUP]: group.map(inCodePoints) },
    cats: {},
    meta: {
      ...(document.id === null ? {} : { doc_id: document.id }),
      [OWN_KEY]: ownRecord(document, options),
    },
  });
}
