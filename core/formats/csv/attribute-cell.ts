import type { AttributeValue, Fragment } from '#model/annotation.ts';
import type { AttributeJson } from '../jsonl/attribute-json.ts';
import { attributeToJson } from '../jsonl/attribute-json.ts';
import type { FragmentJson } from '../jsonl/fragment-json.ts';

/** The words of formats.md 0.4 for what is not a value. A value that is one of them stands in a list. */
const NONE = 'none';
const NOT_APPLICABLE = 'n/a';
const ARTICLE = '@article';
const INHERITED = '@inherited';
const WORDS: readonly unknown[] = [NONE, NOT_APPLICABLE, ARTICLE, INHERITED];

/**
 * An attribute in the JSON of a cell: as in our JSON Lines, but in the words that all formats share for "none", "not
 * applicable", the article and inherited.
 */
export function attributeToCell(
  value: AttributeValue,
  fragmentsJson: (fragments: readonly Fragment[]) => readonly FragmentJson[],
): unknown {
  if (value.is === 'none') return NONE;
  if (value.is === 'not-applicable') return NOT_APPLICABLE;
  const only = value.is === 'links' && value.links.length === 1 ? value.links[0]?.kind : null;
  if (only === 'article') return ARTICLE;
  if (only === 'inherited') return INHERITED;
  const json = attributeToJson(value, fragmentsJson);
  return WORDS.includes(json) ? [json] : json;
}

/** The same attribute as JSON Lines has it. Numbers and flags of other programs become text. */
export function cellToAttribute(value: unknown): AttributeJson {
  switch (value) {
    case NONE:
      return null;
    case NOT_APPLICABLE:
      return { notApplicable: true };
    case ARTICLE:
      return [{ article: true }];
    case INHERITED:
      return [{ inherited: true }];
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value as AttributeJson;
}
