import { scanXml } from '../xml/scan.ts';
import { isOn, nameOf, numberOf, valueIn } from './names.ts';

/** What a style says of the text that has it. `null`: nothing. */
export interface Style {
  /** 1 to 9 as Word counts; 0 for body text. */
  readonly outline: number | null;
  /** Depth of a list from 1; 0 where the style takes its text out of a list. */
  readonly list: number | null;
  readonly hidden: boolean | null;
  /** The style called “Title”. */
  readonly title: boolean;
}

export interface Styles {
  of(id: string | null): Style;
  /** BCP 47 of text that says nothing else; `null` where that is not said. */
  readonly language: string | null;
}

const PLAIN: Style = { outline: null, list: null, hidden: null, title: false };
/** Styles may be made from each other in a circle. */
const LONGEST_CHAIN = 50;

interface Written {
  id: string;
  name: string;
  basedOn: string | null;
  outline: number | null;
  inList: boolean | null;
  depth: number | null;
  hidden: boolean | null;
}

/** Reads the part with the styles; what is not well-formed says nothing. */
export function readStyles(xml: string | null): Styles {
  const written = new Map<string, Written>();
  let language: string | null = null;
  let style: Written | null = null;
  const path: string[] = [];
  if (xml !== null) {
    scanXml(xml, {
      open(tag) {
        const name = nameOf(tag);
        path.push(name);
        if (name === 'w:style') {
          const id = valueIn(tag, 'styleId') ?? '';
          style = { id, name: '', basedOn: null, outline: null, inList: null, depth: null, hidden: null };
          written.set(id, style);
        } else if (name === 'w:lang' && path.includes('w:rPrDefault')) language = valueIn(tag);
        if (style === null || path.some((around) => around.endsWith('Change'))) return;
        if (name === 'w:name') style.name = valueIn(tag) ?? '';
        else if (name === 'w:basedOn') style.basedOn = valueIn(tag);
        else if (name === 'w:outlineLvl') style.outline = outlineOf(valueIn(tag));
        else if (name === 'w:numId') style.inList = valueIn(tag) !== '0';
        else if (name === 'w:ilvl') style.depth = numberOf(valueIn(tag));
        else if (name === 'w:vanish' && !path.includes('w:tblStylePr')) style.hidden = isOn(tag);
      },
      close() {
        if (path.pop() === 'w:style') style = null;
      },
      text() {},
    });
  }
  const known = new Map<string, Style>();
  return {
    language,
    of(id) {
      if (id === null) return PLAIN;
      const before = known.get(id);
      const found = before ?? resolve(id, written);
      if (before === undefined) known.set(id, found);
      return found;
    },
  };
}

/** A style with what it takes from those that it is made from. */
function resolve(id: string, written: ReadonlyMap<string, Written>): Style {
  let found: Style = PLAIN;
  let depth: number | null = null;
  let inList: boolean | null = null;
  let next: string | null = id;
  for (let steps = 0; next !== null && steps < LONGEST_CHAIN; steps += 1) {
    const style = written.get(next);
    const name = style?.name || next;
    found = {
      outline: found.outline ?? style?.outline ?? headingLevel(name),
      list: null,
      hidden: found.hidden ?? style?.hidden ?? null,
      title: found.title || /^title$/i.test(name),
    };
    depth ??= style?.depth ?? null;
    inList ??= style?.inList ?? null;
    next = style?.basedOn ?? null;
  }
  return { ...found, list: inList === null ? null : inList ? (depth ?? 0) + 1 : 0 };
}

/** The names of built-in styles are the same in every language of Word. */
function headingLevel(name: string): number | null {
  const level = /^heading ?([1-9])$/i.exec(name)?.[1];
  if (level !== undefined) return Number(level);
  return /^title$/i.test(name) ? 1 : /^subtitle$/i.test(name) ? 2 : null;
}

/** Word writes 0 for the first level and 9 for body text. */
export function outlineOf(value: string | null): number | null {
  const number = numberOf(value);
  return number === null ? null : number >= 9 ? 0 : number + 1;
}
