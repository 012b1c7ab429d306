import { asUtf16, OffsetIndex } from '#model/offset.ts';
import type { TagNames } from '../columns/tag-names.ts';
import { columnRules, createTagNames } from '../columns/tag-names.ts';
import type { ExchangeAnnotation, ExchangeDocument, Loss, OpenWriter, WriteOptions } from '../exchange.ts';
import { annotationsOf } from '../json-spans/flatten.ts';
import { OWN_KEY, ownRecord, withinLayers } from '../json-spans/own-record.ts';
import { singleLayer } from '../json-spans/pick-spans.ts';
import { jsonLine } from '../json-spans/read-json.ts';
import { plainNames } from '../json-spans/span-names.ts';
import { tokenView } from '../tokens/token-view.ts';
import { collected } from '../writing/collect.ts';
import { openJsonList } from '../writing/json-list.ts';
import type { Survey } from '../writing/survey.ts';
import { NOTHING_WRITTEN, writtenWhole } from '../writing/written-counts.ts';
import { README } from './readme.ts';
import { conllDocument, iobDocument, jsonDocument } from './train-files.ts';
import type { Triple } from './view.ts';
import { viewOf } from './view.ts';

/** The span group that spaCy's own components use. */
const GROUP = 'sc';

const FILES = { spans: 'spans.jsonl', conll: 'train.conll', iob: 'train.iob' };

/**
 * What spaCy trains with (formats.md 9): `spans.jsonl` for `Example.from_dict`, which holds everything, in its `meta`
 * what spaCy has no place for; `train.json`, `train.conll` and `train.iob` for `spacy convert`, with one layer; a README.
 */
export const openSpacy: OpenWriter = (survey, options, sink) => {
  const layer = singleLayer(options.layers);
  const ofLayer = { ...options, layers: [layer] };
  const tags = tagNames(survey, layer);
  const entityNames = plainNames([layer]);
  for (const loss of tags.losses) sink.lose({ ...loss, why: `In train.conll and train.iob: ${loss.why}` });
  const names: Record<string, string> = {};
  sink.write('README.md', README);
  for (const path of Object.values(FILES)) sink.write(path, '');
  const json = openJsonList(sink, 'train.json');
  let count = 0;
  return {
    add(document) {
      count += 1;
      const { text } = document;
      const lose = (annotationId: string | null, what: Loss['what'], why: string) =>
        sink.lose({ documentId: document.id, annotationId, what, why });
      if (text === '') {
        lose(null, 'text-changed', 'spaCy has no use for a document without text: left out.');
        return NOTHING_WRITTEN;
      }
      const view = viewOf(document, options);
      view.losses.forEach(sink.lose);
      for (const writer of view.names) Object.assign(names, writer.names());
      const written = writtenWhole(withinLayers(document, options.layers));
      sink.write(FILES.spans, spansLine(document, options, view.entities, view.group));

      const { sentences, losses: lostTokens } = tokenView(document, ofLayer, 'one-tag');
      for (const loss of lostTokens) {
        // The rest of a span is in the other file.
        const isOfSpans = loss.what !== 'attribute-dropped' && loss.what !== 'relation-dropped';
        if (isOfSpans) sink.lose({ ...loss, why: `In train.*: ${loss.why}` });
      }
      for (const annotation of annotationsOf(document, options.layers)) {
        if (annotation.layer !== layer)
          lose(annotation.id, 'span-left-out', 'In train.*: tags are of one layer.');
      }
      const labelOf = (span: ExchangeAnnotation) => entityNames.label({ ...span, isCue: false });
      json.add([jsonDocument(count - 1, text, sentences, labelOf)]);
      if (sentences.length === 0) return written;
      sink.write(FILES.conll, conllDocument(text, sentences, tags.of));
      sink.write(FILES.iob, iobDocument(text, sentences, tags.of));
      if (text.includes('|'))
        lose(null, 'text-changed', 'In train.iob: “|” parts words from tags and became U+2758.');
      return written;
    },
    end() {
      json.end();
      sink.write('train.json', '\n');
      return names;
    },
  };
};

export const serialiseSpacy = collected(openSpacy);

/** Tags of `train.conll` and `train.iob`, which have neither white space nor `|`. Import reads `spans.jsonl`. */
function tagNames(survey: Survey, layer: string): Pick<TagNames, 'of' | 'losses'> {
  const rules = columnRules([layer]);
  const legal = (name: string) => rules.legal(name).replaceAll('|', '_');
  return createTagNames(survey, [layer], { ...rules, legal });
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
