import type { Cas, CasSofa, CasStructure, CasType, CasValue, CasView } from '../uima/cas.ts';
import { superTypes } from '../uima/cas.ts';
import type { XmlElement } from '../xml/read.ts';
import { attributeKey, childElements, xmlTextOf } from '../xml/read.ts';

const XMI = 'http://www.omg.org/XMI';

/** Whether a file is an XMI file, and not some other XML. */
export function isXmi(root: XmlElement): boolean {
  return root.name === 'XMI' && root.uri === XMI;
}

/** References by name, for files without their type system. */
const KNOWN_REFERENCES = ['Governor', 'Dependent', 'target', 'next', 'first'];

/**
 * The CAS of an XMI file. In the file a reference is a number like any other: the types tell which features are
 * references; without a type, those are that INCEpTION names so, and lists of the ids of links (which have a target
 * and no place).
 */
export function readXmi(root: XmlElement, types: readonly CasType[]): Cas {
  const sofas: CasSofa[] = [];
  const views: CasView[] = [];
  const elements: XmlElement[] = [];
  for (const element of childElements(root)) {
    const isCas = element.uri === 'http:///uima/cas.ecore';
    const { attributes } = element;
    if (isCas && element.name === 'Sofa') {
      sofas.push({
        id: idOf(element),
        name: attributes.get('sofaID') ?? '',
        text: attributes.get('sofaString') ?? null,
      });
    } else if (isCas && element.name === 'View') {
      views.push({ sofa: attributes.get('sofa') ?? '', members: idsIn(attributes.get('members') ?? '') });
    } else if (!isCas || element.name !== 'NULL') {
      elements.push(element);
    }
  }
  const ids = new Set(elements.map(idOf));
  const links = new Set(elements.filter(isLink).map(idOf));
  const rangeOf = rangesOf(types);
  const casValueOf = (type: string, feature: string, text: string): CasValue => {
    const range = rangeOf(type, feature);
    if (range !== null) return valueOfRange(range, text, ids);
    const named = idsIn(text);
    const isReference = KNOWN_REFERENCES.includes(feature) && ids.has(text);
    const areLinks = named.length > 0 && named.every((id) => links.has(id));
    const isArray = feature === 'elements' && /(?:FSArray|\[\])$/.test(type);
    if (isReference || areLinks || isArray) return { is: 'refs', ids: named };
    return feature === 'elements' && type.endsWith('Array')
      ? { is: 'texts', texts: named }
      : { is: 'text', text };
  };
  return { types, sofas, views, structures: elements.map((element) => structureOf(element, casValueOf)) };
}

function structureOf(
  element: XmlElement,
  casValueOf: (type: string, feature: string, text: string) => CasValue,
): CasStructure {
  const type = typeOf(element);
  const features = new Map<string, CasValue>();
  for (const [name, text] of element.attributes) {
    const isOwn = name.startsWith('{') || name === 'sofa' || name === 'begin' || name === 'end';
    if (!isOwn) features.set(name, casValueOf(type, name, text));
  }
  for (const child of childElements(element)) {
    const before = features.get(child.name);
    const texts = before?.is === 'texts' ? before.texts : [];
    features.set(child.name, { is: 'texts', texts: [...texts, xmlTextOf(child)] });
  }
  return {
    id: idOf(element),
    type,
    sofa: element.attributes.get('sofa') ?? null,
    begin: numberOf(element.attributes.get('begin')),
    end: numberOf(element.attributes.get('end')),
    features,
    line: element.line,
  };
}

function idOf(element: XmlElement): string {
  return element.attributes.get(attributeKey('id', XMI)) ?? '';
}

/** The link of a slot: a target and no place in the text. */
function isLink({ attributes }: XmlElement): boolean {
  return attributes.has('target') && !attributes.has('begin');
}

function idsIn(text: string): string[] {
  return text.split(/\s+/).filter((id) => id !== '');
}

/** `http:///a/b.ecore` and `C` are `a.b.C`. */
function typeOf({ uri, name }: XmlElement): string {
  const packageName = /^http:\/\/\/(.*)\.ecore$/.exec(uri)?.[1]?.replaceAll('/', '.') ?? uri;
  return packageName === '' || packageName === 'uima.noNamespace' ? name : `${packageName}.${name}`;
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

function rangesOf(types: readonly CasType[]): (type: string, feature: string) => string | null {
  const byName = new Map(types.map((type) => [type.name, type]));
  const found = new Map<string, ReadonlyMap<string, string>>();
  const featuresOf = (type: string): ReadonlyMap<string, string> => {
    const known = found.get(type);
    if (known !== undefined) return known;
    const features = superTypes(byName, type).flatMap((name) => byName.get(name)?.features ?? []);
    const ranges = new Map(features.map(({ name, range }) => [name, range]));
    found.set(type, ranges);
    return ranges;
  };
  return (type, feature) => featuresOf(type).get(feature) ?? null;
}

const PLAIN = /^uima\.cas\.(?:String|Boolean|Byte|Short|Integer|Long|Float|Double)$/;
const PLAIN_ARRAY = /^uima\.cas\.(?:String|Boolean|Byte|Short|Integer|Long|Float|Double)(?:Array|List)$/;

function valueOfRange(range: string, text: string, ids: ReadonlySet<string>): CasValue {
  if (PLAIN.test(range)) return { is: 'text', text };
  // An array that may be referred to more than once stands apart, and its id here.
  if (PLAIN_ARRAY.test(range) && !ids.has(text)) return { is: 'texts', texts: idsIn(text) };
  const named = idsIn(text);
  // A subtype of String, whose values are names.
  return named.every((id) => ids.has(id)) ? { is: 'refs', ids: named } : { is: 'text', text };
}
