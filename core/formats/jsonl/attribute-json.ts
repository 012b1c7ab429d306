import type { Attributes, AttributeValue, Fragment, LinkTarget } from '#model/annotation.ts';
import type { AnnotationId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { FragmentJson } from './fragment-json.ts';
import type { Field, Report } from './reader.ts';
import { fieldOf, isAbsent, nameOf, readList, readName, readObject, reportUnknownKeys } from './reader.ts';

/** How an attribute stands in the file. "Not set" is the absence of its key. */
export type AttributeJson =
  /** None. */
  | null
  | { readonly notApplicable: true }
  /** One value. */
  | string
  /** Several values. */
  | readonly string[]
  /** Links. */
  | readonly LinkJson[];

export type LinkJson =
  | { readonly annotation: string }
  | { readonly fragments: readonly FragmentJson[] }
  | { readonly article: true }
  | { readonly inherited: true }
  | { readonly text: string };

/** Writes a value; `fragmentsJson` gives code point offsets to the fragments of a link. */
export function attributeToJson(
  value: AttributeValue,
  fragmentsJson: (fragments: readonly Fragment[]) => readonly FragmentJson[],
): AttributeJson {
  switch (value.is) {
    case 'none':
      return null;
    case 'not-applicable':
      return { notApplicable: true };
    case 'values':
      return value.values.length === 1 ? (value.values[0] ?? '') : value.values;
    case 'links':
      return value.links.map((link) => linkToJson(link, fragmentsJson));
  }
}

function linkToJson(
  link: LinkTarget,
  fragmentsJson: (fragments: readonly Fragment[]) => readonly FragmentJson[],
): LinkJson {
  switch (link.kind) {
    case 'annotation':
      return { annotation: link.id };
    case 'fragments':
      return { fragments: fragmentsJson(link.fragments) };
    case 'article':
      return { article: true };
    case 'inherited':
      return { inherited: true };
    case 'text':
      return { text: link.text };
  }
}

const LONGEST_VALUE = 20_000;
const MOST_VALUES = 1000;

/** Reads the attributes of an annotation. Whether the scheme has them is for the importer to say. */
export function readAttributes(
  field: Field,
  report: Report,
  readFragments: (field: Field) => readonly Fragment[] | null,
): Attributes {
  if (isAbsent(field)) return {};
  const object = readObject(field, report);
  if (object === null) return {};
  const entries: [string, AttributeValue][] = [];
  for (const name of Object.keys(object)) {
    const value = readValue(fieldOf(object, name, field.key), report, readFragments);
    if (value !== null) entries.push([name, value]);
  }
  // Not by assignment: `__proto__` is a legal key of JSON.
  return Object.fromEntries(entries) as Attributes;
}

function readValue(
  field: Field,
  report: Report,
  readFragments: (field: Field) => readonly Fragment[] | null,
): AttributeValue | null {
  const { value, key } = field;
  if (value === null) return { is: 'none' };
  if (typeof value === 'string') return valuesOf([field], report);
  if (!Array.isArray(value)) {
    const object = readObject(field, report);
    if (object === null) return null;
    if (object.notApplicable === true && Object.keys(object).length === 1) return { is: 'not-applicable' };
    report.problem(key, 'is an object other than {"notApplicable": true}; links stand in a list');
    return null;
  }
  const items = readList(field, report) ?? [];
  if (items.length === 0 || items.length > MOST_VALUES) {
    report.problem(key, `must hold between 1 and ${MOST_VALUES} values`);
    return null;
  }
  if (typeof items[0]?.value === 'string') return valuesOf(items, report);
  const links: LinkTarget[] = [];
  for (const item of items) {
    const link = readLink(item, report, readFragments);
    if (link !== null) links.push(link);
  }
  return links.length === items.length ? { is: 'links', links } : null;
}

function valuesOf(items: readonly Field[], report: Report): AttributeValue | null {
  const values: string[] = [];
  for (const { value, key } of items) {
    if (typeof value !== 'string') report.problem(key, `must be a string, and is ${nameOf(value)}`);
    else if (value.length > LONGEST_VALUE) report.problem(key, `is longer than ${LONGEST_VALUE} characters`);
    else if (!value.isWellFormed()) {
      report.problem(key, 'holds half of a surrogate pair, which is not a character');
    } else values.push(value);
  }
  return values.length === items.length ? { is: 'values', values } : null;
}

const LINK_KINDS = ['annotation', 'fragments', 'article', 'inherited', 'text'];

function readLink(
  field: Field,
  report: Report,
  readFragments: (field: Field) => readonly Fragment[] | null,
): LinkTarget | null {
  const object = readObject(field, report);
  if (object === null) return null;
  reportUnknownKeys(object, LINK_KINDS, field.key, report);
  const kinds = LINK_KINDS.filter((kind) => Object.hasOwn(object, kind));
  if (kinds.length !== 1) {
    report.problem(field.key, `must have exactly one of ${LINK_KINDS.join(', ')}`);
    return null;
  }
  if (object.article === true) return { kind: 'article' };
  if (object.inherited === true) return { kind: 'inherited' };
  if (kinds[0] === 'annotation') {
    const id = readName(fieldOf(object, 'annotation', field.key), report);
    return id === null ? null : { kind: 'annotation', id: asId<AnnotationId>(id) };
  }
  if (kinds[0] === 'text') {
    const text = readName(fieldOf(object, 'text', field.key), report, 2000);
    return text === null ? null : { kind: 'text', text };
  }
  if (kinds[0] === 'fragments') {
    const fragments = readFragments(fieldOf(object, 'fragments', field.key));
    return fragments === null ? null : { kind: 'fragments', fragments };
  }
  report.problem(field.key, `must be true for ${kinds[0]}`);
  return null;
}
