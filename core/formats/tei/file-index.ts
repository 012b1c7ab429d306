import type { AnnotatorRef } from '../jsonl/record.ts';
import type { XmlElement } from '../xml/read.ts';
import { attributeKey, childElements, XML_NAMESPACE, xmlTextOf } from '../xml/read.ts';
import { originalOfId } from './ids.ts';
import { allElements } from './read-header.ts';

/** Finds what pointers of a TEI document point at. */
export interface FileIndex {
  readonly all: readonly XmlElement[];
  /** Elements whose `xml:id` another has before; pointers mean the first. */
  readonly repeated: readonly XmlElement[];
  idOf(element: XmlElement): string | null;
  /** The elements that the pointers of an attribute (`#a #b`) point at; those that point at nothing are left out. */
  targetsOf(element: XmlElement, attribute: string): readonly XmlElement[];
  /** The pointers of an attribute. */
  pointersOf(element: XmlElement, attribute: string): readonly string[];
  /** Who is responsible: the element's own `@resp`, or that of its group. */
  annotatorOf(element: XmlElement, group: XmlElement | null): AnnotatorRef | null;
}

export const ID_KEY = attributeKey('id', XML_NAMESPACE);

/** `isOurs`: `@n` of a person is its id. */
export function fileIndex(root: XmlElement, isOurs: boolean): FileIndex {
  const all = allElements(root);
  const byId = new Map<string, XmlElement>();
  const repeated: XmlElement[] = [];
  for (const element of all) {
    const id = element.attributes.get(ID_KEY);
    if (id === undefined) continue;
    if (byId.has(id)) repeated.push(element);
    else byId.set(id, element);
  }
  const pointersOf = (element: XmlElement, attribute: string): readonly string[] =>
    (element.attributes.get(attribute) ?? '').split(/\s+/).filter((pointer) => pointer !== '');
  const targetsOf = (element: XmlElement, attribute: string): readonly XmlElement[] =>
    pointersOf(element, attribute).flatMap((pointer) => byId.get(pointer.replace(/^#/, '')) ?? []);
  const annotatorOf = (element: XmlElement, group: XmlElement | null): AnnotatorRef | null => {
    const holder = element.attributes.has('resp') ? element : group;
    const pointer = holder === null ? undefined : pointersOf(holder, 'resp')[0];
    if (pointer === undefined) return null;
    const person = byId.get(pointer.replace(/^#/, ''));
    const name = person === undefined ? undefined : childElements(person, 'persName')[0];
    const id = isOurs ? (person?.attributes.get('n') ?? null) : null;
    if (name !== undefined) return { id, name: xmlTextOf(name) };
    return isOurs && person !== undefined
      ? { id, name: null }
      : { id: null, name: pointer.replace(/^#/, '') };
  };
  return {
    all,
    repeated,
    targetsOf,
    pointersOf,
    annotatorOf,
    idOf: (element) => {
      const own = isOurs ? element.attributes.get('n') : undefined;
      const id = element.attributes.get(ID_KEY);
      return own ?? (id === undefined ? null : originalOfId(id));
    },
  };
}
