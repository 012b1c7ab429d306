import { idIn, isObject, listOf, member } from '../shared/json-access.ts';

/** A place as the file gives it: code points from the beginning, or, negative or zero, from the end. */
interface Cursor {
  readonly from: 'begin' | 'end';
  readonly value: number;
}

export interface TextPart {
  readonly resource: string;
  readonly begin: Cursor;
  readonly end: Cursor;
}

export type Target =
  | { readonly is: 'text'; readonly parts: readonly TextPart[] }
  | { readonly is: 'relation'; readonly source: string; readonly target: string }
  | { readonly is: 'resource'; readonly resource: string };

/** What an annotation is about; `null` for what has no like with us. */
export function readSelector(value: unknown): Target | null {
  if (!isObject(value)) return null;
  switch (member(value, 'type')) {
    case 'TextSelector': {
      const part = readPart(value);
      return part === null ? null : { is: 'text', parts: [part] };
    }
    case 'CompositeSelector': {
      const parts = listOf(value.selectors).map((selector) =>
        isObject(selector) && member(selector, 'type') === 'TextSelector' ? readPart(selector) : null,
      );
      return parts.length > 0 && parts.every((part) => part !== null) ? { is: 'text', parts } : null;
    }
    case 'DirectionalSelector': {
      const ends = listOf(value.selectors).map((selector) =>
        isObject(selector) && member(selector, 'type') === 'AnnotationSelector'
          ? idIn(selector.annotation)
          : null,
      );
      const [source, target] = ends;
      return ends.length === 2 && source && target ? { is: 'relation', source, target } : null;
    }
    case 'ResourceSelector': {
      const resource = idIn(value.resource);
      return resource === null ? null : { is: 'resource', resource };
    }
    default:
      return null;
  }
}

function readPart(selector: Readonly<Record<string, unknown>>): TextPart | null {
  const resource = idIn(selector.resource);
  const { offset } = selector;
  if (resource === null || !isObject(offset)) return null;
  const begin = readCursor(offset.begin);
  const end = readCursor(offset.end);
  return begin === null || end === null ? null : { resource, begin, end };
}

function readCursor(value: unknown): Cursor | null {
  if (!isObject(value) || typeof value.value !== 'number') return null;
  const type = member(value, 'type');
  if (type === 'BeginAlignedCursor') return { from: 'begin', value: value.value };
  return type === 'EndAlignedCursor' ? { from: 'end', value: value.value } : null;
}
