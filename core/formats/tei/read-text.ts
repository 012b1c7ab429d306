import type { Block } from '#model/document.ts';
import { asUtf16 } from '#model/offset.ts';
import type { XmlElement } from '../xml/read.ts';
import { attributeKey, XML_NAMESPACE } from '../xml/read.ts';

/** The text of a TEI document and where its elements stand in it. */
export interface TeiText {
  readonly text: string;
  /** `null` where the text is kept to the character, so that its own lines say what its blocks are. */
  readonly blocks: readonly Block[] | null;
  readonly placeOf: ReadonlyMap<XmlElement, TeiPlace>;
  /** In the order of the text. */
  readonly elements: readonly XmlElement[];
}

/** UTF-16 offsets: of the first and behind the last character of the element that is not white space between words. */
export interface TeiPlace {
  start: number;
  end: number;
}

const BLOCKS = new Set([
  'p',
  'ab',
  'head',
  'item',
  'l',
  'cell',
  'stage',
  'speaker',
  'byline',
  'dateline',
  'salute',
  'signed',
  'closer',
  'opener',
  'trailer',
  'label',
]);
const BREAKING = new Set([
  'div',
  'lg',
  'list',
  'table',
  'row',
  'sp',
  'quote',
  'front',
  'body',
  'back',
  'figure',
  'argument',
  'epigraph',
]);
/** About the text, and not of it. */
const SKIPPED = new Set(['note', 'fw', 'figDesc', 'spanGrp', 'linkGrp', 'standOff', 'interp', 'fs']);

/**
 * The text of `text` elements (formats.md section 13). Where `xml:space` is `preserve`, to the character: `lb` and
 * anchors add nothing. Elsewhere as a reader sees it: white space collapsed, blocks parted by a blank line, `lb` a
 * line feed.
 */
export function readTeiText(roots: readonly XmlElement[]): TeiText {
  const builder = new TextBuilder();
  for (const root of roots) builder.walk(root, false, { division: 0, list: 0 }, PARAGRAPH);
  return builder.result();
}

interface Depth {
  readonly division: number;
  readonly list: number;
}

const SPACE_KEY = attributeKey('space', XML_NAMESPACE);

type Kind = Pick<Block, 'kind' | 'level'>;

const PARAGRAPH: Kind = { kind: 'paragraph', level: 0 };

class TextBuilder {
  readonly #pieces: string[] = [];
  readonly #blocks: (Kind & { start: number; end: number })[] = [];
  readonly #places = new Map<XmlElement, TeiPlace>();
  readonly #elements: XmlElement[] = [];
  /** Started and waiting for their first character. */
  readonly #waiting: TeiPlace[] = [];
  #length = 0;
  #pending: '' | ' ' | '\n' | '\n\n' = '';
  /** Whether any, and whether the last text was kept to the character. */
  #kept = false;
  #lastKept = false;

  walk(element: XmlElement, preserve: boolean, depth: Depth, kind: Kind): void {
    if (!preserve && SKIPPED.has(element.name)) return;
    const space = element.attributes.get(SPACE_KEY);
    const keeps = space === 'preserve' || (preserve && space !== 'default');
    const breaks = !keeps && (BLOCKS.has(element.name) || BREAKING.has(element.name));
    if (keeps && !preserve) this.#beginKept();
    if (breaks) this.#ask('\n\n');
    if (!keeps && element.name === 'lb') this.#ask('\n');
    const place: TeiPlace = { start: this.#length, end: this.#length };
    this.#places.set(element, place);
    this.#elements.push(element);
    if (!keeps) this.#waiting.push(place);
    const inner = {
      division: depth.division + (element.name === 'div' ? 1 : 0),
      list: depth.list + (element.name === 'list' ? 1 : 0),
    };
    const innerKind = breaks ? kindOf(element, inner) : kind;
    for (const child of element.children) {
      if (typeof child !== 'string') this.walk(child, keeps, inner, innerKind);
      else if (keeps) this.#add(child);
      else this.#flow(child, innerKind);
    }
    place.end = Math.max(place.start, this.#length);
    if (breaks) this.#ask('\n\n');
  }

  result(): TeiText {
    const blocks = this.#blocks.map((block) => ({
      ...block,
      start: asUtf16(block.start),
      end: asUtf16(block.end),
    }));
    return {
      text: this.#pieces.join(''),
      blocks: this.#kept ? null : blocks,
      placeOf: this.#places,
      elements: this.#elements,
    };
  }

  /** What is kept to the character joins what was kept before; what stands between in the file is layout. */
  #beginKept(): void {
    if (this.#lastKept) this.#pending = '';
    else this.#ask('\n\n');
    this.#add('');
    this.#kept = true;
    this.#lastKept = true;
  }

  #ask(white: ' ' | '\n' | '\n\n'): void {
    const strengths = ['', ' ', '\n', '\n\n'];
    if (this.#length > 0 && strengths.indexOf(white) > strengths.indexOf(this.#pending))
      this.#pending = white;
  }

  #flow(text: string, kind: Kind): void {
    for (const part of text.split(/([ \t\r\n]+)/)) {
      if (/^[ \t\r\n]/.test(part)) this.#ask(' ');
      else if (part !== '') {
        const isNew = this.#length === 0 || this.#pending === '\n\n';
        this.#lastKept = false;
        this.#add(part);
        const last = this.#blocks.at(-1);
        if (isNew || last === undefined) {
          this.#blocks.push({ ...kind, start: this.#length - part.length, end: this.#length });
        } else last.end = this.#length;
      }
    }
  }

  /** With the white space that was asked for before it. */
  #add(text: string): void {
    const all = this.#pending + text;
    const start = this.#length + this.#pending.length;
    this.#pending = '';
    if (text !== '') {
      for (const place of this.#waiting) place.start = start;
      this.#waiting.length = 0;
    }
    if (all === '') return;
    this.#pieces.push(all);
    this.#length += all.length;
  }
}

function kindOf({ name }: XmlElement, { division, list }: Depth): Kind {
  if (name === 'head') return { kind: 'heading', level: Math.min(6, Math.max(1, division)) };
  return name === 'item' ? { kind: 'list-item', level: Math.max(1, list) } : PARAGRAPH;
}
