import type { Attributes } from '#model/annotation.ts';
import { CERTAINTIES, ORIGINS } from '#model/annotation.ts';
import { readAttributes } from '../jsonl/attribute-json.ts';
import type { Ground } from '../jsonl/fragment-json.ts';
import { readFragments } from '../jsonl/fragment-json.ts';
import type { Field, JsonObject, Report } from '../jsonl/reader.ts';
import { fieldOf, readChoice, readInstant, readInteger, readString } from '../jsonl/reader.ts';
import type { AnnotatorRef, JsonlAnnotation } from '../jsonl/record.ts';
import { cellToAttribute } from './attribute-cell.ts';
import { attributeName, OWN_NAMES } from './own-values.ts';

type Own = Pick<
  JsonlAnnotation,
  'attributes' | 'annotator' | 'origin' | 'certainty' | 'note' | 'schemeVersion' | 'createdAt' | 'updatedAt'
>;

/** The JSON object of a cell, empty where the cell is; `null` where it is something else. */
export function objectOf(cell: string): JsonObject | null {
  if (cell.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(cell);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}

/** What the cell `attributes` says, with the name of the annotator, which has a column of its own. */
export function readAttributesCell(cell: JsonObject, annotator: string, ground: Ground, report: Report): Own {
  const own = (name: (typeof OWN_NAMES)[number]): Field => fieldOf(cell, name, 'attributes');
  const attributes = Object.entries(cell)
    .filter(([key]) => !(OWN_NAMES as readonly string[]).includes(key))
    .map(([key, value]) => [attributeName(key), cellToAttribute(value)]);
  return {
    attributes: readAttributes(
      { value: Object.fromEntries(attributes), key: 'attributes' },
      report,
      (field) => readFragments(field, ground, report),
    ) satisfies Attributes,
    annotator: readAnnotatorCells(cell, annotator, report),
    origin: readChoice(own('origin'), ORIGINS, report),
    certainty: readChoice(own('certainty'), CERTAINTIES, report),
    note: readString(own('note'), report, 20_000) ?? '',
    schemeVersion: readInteger(own('schemeVersion'), report),
    createdAt: readInstant(own('createdAt'), report),
    updatedAt: readInstant(own('updatedAt'), report),
  };
}

export function readAnnotatorCells(cell: JsonObject, name: string, report: Report): AnnotatorRef | null {
  const id = readString(fieldOf(cell, 'annotatorId', 'attributes'), report, 200) || null;
  return id === null && name === '' ? null : { id, name: name === '' ? null : name };
}
