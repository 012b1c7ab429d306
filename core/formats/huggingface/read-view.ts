import type { JsonObject } from '../json-spans/read-json.ts';
import { isObject, listIn, own } from '../json-spans/read-json.ts';
import type { RowRelation, RowSpan, RowView } from './row.ts';

/**
 * The spans and relations of a row as they are in the file, in the form that we write them in: what is missing is empty,
 * an offset that is no number is -1, so that it is nowhere in the text. A span may have `start` and `end` of its own.
 */
export function shownIn(object: JsonObject): RowView {
  return {
    spans: objectsIn(object, 'spans').map(spanOf),
    relations: objectsIn(object, 'relations').map(relationOf),
  };
}

function spanOf(span: JsonObject): RowSpan {
  const fragments = Array.isArray(own(span, 'fragments')) ? objectsIn(span, 'fragments') : [span];
  return {
    id: textIn(span, 'id'),
    layer: textIn(span, 'layer'),
    label: textIn(span, 'label'),
    fragments: fragments.map((fragment) => ({
      start: numberIn(fragment, 'start'),
      end: numberIn(fragment, 'end'),
      text: textIn(fragment, 'text'),
      ...shownOffsets(fragment),
    })),
    attributes: objectsIn(span, 'attributes').map((attribute) => ({
      key: textIn(attribute, 'key'),
      value: textIn(attribute, 'value'),
    })),
    annotator: textIn(span, 'annotator'),
    note: textIn(span, 'note'),
  };
}

function relationOf(relation: JsonObject): RowRelation {
  return {
    id: textIn(relation, 'id'),
    type: textIn(relation, 'type'),
    from_id: textIn(relation, 'from_id'),
    to_id: textIn(relation, 'to_id'),
    annotator: textIn(relation, 'annotator'),
  };
}

function objectsIn(object: JsonObject, name: string): readonly JsonObject[] {
  return listIn(object, name).map((item) => (isObject(item) ? item : {}));
}

function textIn(object: JsonObject, name: string): string {
  const value = own(object, name);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.toWellFormed() : '';
}

/** What stands for offsets that are no numbers, such as `null–"0"`. */
function shownOffsets(fragment: JsonObject): { readonly shown?: string } {
  const both = [own(fragment, 'start'), own(fragment, 'end')];
  if (both.every((value) => typeof value === 'number')) return {};
  return { shown: both.map(shownValue).join('–') };
}

function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 40).toWellFormed()}…` : json;
}

function numberIn(object: JsonObject, name: string): number {
  const value = own(object, name);
  return typeof value === 'number' ? value : -1;
}
