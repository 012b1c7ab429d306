import type { SaxesTagNS } from 'saxes';
import { tableLines } from '../shared/table-lines.ts';
import type { TextSegment } from '../shared/text-with-blocks.ts';
import type { XmlHandlers } from '../xml/scan.ts';
import { createFields } from './fields.ts';
import { isOn, nameOf, numberOf, valueIn } from './names.ts';
import { outlineOf, type Styles } from './styles.ts';
import { symbolOf } from './symbols.ts';

/** A paragraph, or a table of data as one. */
export interface BodySegment extends TextSegment {
  readonly isTable: boolean;
  /** The paragraph has the style “Title”. */
  readonly isTitle: boolean;
}

/** What was not taken, by what it is. */
export interface LeftOut {
  pictures: number;
  /** Charts, diagrams, embedded files. */
  objects: number;
  deletions: number;
  hidden: number;
  symbols: number;
  inserted: number;
}

export interface BodyText {
  readonly handlers: XmlHandlers;
  /** What was read outside of notes. */
  readonly segments: readonly BodySegment[];
  /** Segments of notes by their id. */
  readonly notes: ReadonlyMap<string, readonly BodySegment[]>;
}

/** What the parts with text have in common. */
export interface BodySetting {
  readonly styles: Styles;
  readonly leftOut: LeftOut;
  /** How many UTF-16 units are of each language, which is added to. */
  readonly languages: Map<string, number>;
  /** What stands in the text for a reference to a note. */
  mark(kind: 'footnote' | 'endnote', id: string): string;
}

/** A paragraph that is open, and what is known of it so far. */
interface Paragraph {
  parts: string[];
  style: string | null;
  outline: number | null;
  /** 1 where it is in a list, 0 where it is said to be in none. */
  list: number | null;
  /** In the list, from 0. */
  depth: number | null;
  /** Its end was deleted, so that the next one goes on in the same line. */
  endDeleted: boolean;
  /** Of text boxes that are anchored in it: they come after it. */
  boxes: BodySegment[];
}

interface Run {
  hidden: boolean | null;
  style: string | null;
  language: string | null;
}

interface Table {
  rows: BodySegment[][][];
  row: BodySegment[][] | null;
  rowDeleted: boolean;
}

/** Where paragraphs go: the body, a cell, a text box, a note. */
interface Sink {
  readonly segments: BodySegment[];
  /** Text of paragraphs whose end was deleted. */
  pending: string[];
  /** It is a cell that was deleted. */
  deleted: boolean;
}

const newSink = (segments: BodySegment[] = []): Sink => ({ segments, pending: [], deleted: false });

/** Not shown: what a change was before it, deleted text, code of fields, and the reading of ruby (the base is taken). */
const SKIPPED: ReadonlySet<string> = new Set([
  'w:del',
  'w:moveFrom',
  'w:pPrChange',
  'w:rPrChange',
  'w:sectPrChange',
  'w:tblPrChange',
  'w:tblPrExChange',
  'w:tblGridChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:numberingChange',
  'w:delText',
  'w:instrText',
  'w:delInstrText',
  'w:fldData',
  'w:rt',
  'w:sectPr',
  'w:sdtPr',
]);

/** Characters that stand as elements. */
const CHARACTERS: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '\u2011',
  'w:softHyphen': '\u00ad',
};

/** The deepest level that a block may have. */
const DEEPEST_LIST = 100;

/**
 * Reads the text of a part as its XML comes (ECMA-376 part 1, 17): insertions and moves as accepted, of alternatives for
 * newer and older programs the first. What a paragraph's `w:t` hold is kept to the character.
 */
export function createBodyText({ styles, leftOut, languages, mark }: BodySetting): BodyText {
  const path: string[] = [];
  const body = newSink();
  const notes = new Map<string, BodySegment[]>();
  const sinks: Sink[] = [body];
  const paragraphs: Paragraph[] = [];
  const runs: Run[] = [];
  const tables: Table[] = [];
  /** For each `mc:AlternateContent` that is open: whether one was taken. */
  const choices: { taken: boolean }[] = [];
  const fields = createFields();
  /** How deep `path` is where everything is left out. */
  let skippedFrom = 0;
  /** The text of a `w:t` that is open. */
  let text: { parts: string[]; keepSpace: boolean } | null = null;

  const skip = (): void => {
    skippedFrom = path.length;
  };
  const add = (added: string): void => {
    const paragraph = paragraphs.at(-1);
    if (paragraph === undefined || added === '' || fields.inCode()) return;
    const run = runs.at(-1);
    if (run !== undefined && (run.hidden ?? styles.of(run.style).hidden ?? styleOf(paragraph).hidden)) {
      leftOut.hidden += added.trim() === '' ? 0 : 1;
      return;
    }
    paragraph.parts.push(added);
    const language = run?.language ?? styles.language;
    if (language !== null) languages.set(language, (languages.get(language) ?? 0) + added.length);
  };
  const styleOf = ({ style }: Paragraph) => styles.of(style);

  const endParagraph = (): void => {
    const paragraph = paragraphs.pop();
    const sink = sinks.at(-1);
    if (paragraph === undefined || sink === undefined) return;
    fields.endParagraph(paragraphs.length);
    addAll(sink.pending, paragraph.parts);
    if (!paragraph.endDeleted) {
      const { kind, level, isTitle } = kindOf(paragraph, styles);
      const said = sink.pending.join('').trim();
      sink.pending = [];
      if (said !== '') sink.segments.push({ kind, level, text: said, isTable: false, isTitle });
    }
    addAll(sink.segments, paragraph.boxes);
  };
  /** What waits for a paragraph that did not come. */
  const flush = (sink: Sink): void => {
    const rest = sink.pending.join('').trim();
    sink.pending = [];
    if (rest === '') return;
    sink.segments.push({ kind: 'paragraph', level: 0, text: rest, isTable: false, isTitle: false });
  };
  const endSink = (): readonly BodySegment[] => {
    const sink = sinks.pop();
    if (sink === undefined) return [];
    flush(sink);
    return sink.segments;
  };

  const openProperty = (name: string, tag: SaxesTagNS): void => {
    const paragraph = paragraphs.at(-1);
    const run = runs.at(-1);
    const around = path.at(-2);
    const ofMark = around === 'w:rPr' && path.at(-3) === 'w:pPr';
    if (paragraph !== undefined && around === 'w:pPr') {
      if (name === 'w:pStyle') paragraph.style = valueIn(tag);
      else if (name === 'w:outlineLvl') paragraph.outline = outlineOf(valueIn(tag));
    } else if (paragraph !== undefined && around === 'w:numPr') {
      if (name === 'w:numId') paragraph.list = valueIn(tag) === '0' ? 0 : 1;
      else if (name === 'w:ilvl') paragraph.depth = numberOf(valueIn(tag));
    } else if (paragraph !== undefined && ofMark) {
      if (name === 'w:del' || name === 'w:moveFrom') paragraph.endDeleted = true;
    } else if (run !== undefined && around === 'w:rPr') {
      if (name === 'w:vanish') run.hidden = isOn(tag);
      else if (name === 'w:rStyle') run.style = valueIn(tag);
      else if (name === 'w:lang') run.language = valueIn(tag);
    } else if (around === 'w:trPr' && name === 'w:del') {
      const table = tables.at(-1);
      if (table !== undefined) table.rowDeleted = true;
    } else if (around === 'w:tcPr' && name === 'w:cellDel') {
      const cell = sinks.at(-1);
      if (cell !== undefined) cell.deleted = true;
    }
  };

  const openBlock = (name: string, tag: SaxesTagNS): void => {
    switch (name) {
      case 'w:p':
        paragraphs.push({
          parts: [],
          style: null,
          outline: null,
          list: null,
          depth: null,
          endDeleted: false,
          boxes: [],
        });
        break;
      case 'w:r':
        runs.push({ hidden: null, style: null, language: null });
        break;
      case 'w:tbl':
        tables.push({ rows: [], row: null, rowDeleted: false });
        break;
      case 'w:tr': {
        const table = tables.at(-1);
        if (table !== undefined) {
          table.row = [];
          table.rowDeleted = false;
        }
        break;
      }
      case 'w:tc':
      case 'w:txbxContent':
        sinks.push(newSink());
        break;
      case 'w:footnote':
      case 'w:endnote':
        // Others are the lines between text and notes.
        if (!/^(?:normal)?$/.test(valueIn(tag, 'type') ?? '')) skip();
        else {
          const segments: BodySegment[] = [];
          notes.set(valueIn(tag, 'id') ?? '', segments);
          sinks.push(newSink(segments));
        }
        break;
    }
  };

  const openInline = (name: string, tag: SaxesTagNS): void => {
    const character = CHARACTERS[name];
    // The same name says in the properties of a paragraph where tabs stop.
    if (character !== undefined) {
      if (path.at(-2) === 'w:r') add(character);
      return;
    }
    switch (name) {
      case 'w:t':
      case 'm:t':
        text = { parts: [], keepSpace: name === 'm:t' || valueIn(tag, 'space') === 'preserve' };
        break;
      case 'w:sym': {
        const symbol = symbolOf(valueIn(tag, 'font') ?? '', valueIn(tag, 'char') ?? '');
        if (symbol === null) leftOut.symbols += 1;
        else add(symbol);
        break;
      }
      case 'w:fldChar':
        fields.character(valueIn(tag, 'fldCharType') ?? '', paragraphs.length);
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        add(mark(name === 'w:footnoteReference' ? 'footnote' : 'endnote', valueIn(tag, 'id') ?? ''));
        break;
      case 'a:blip':
      case 'v:imagedata':
        // Embedded files have a picture of what is in them.
        if (!path.includes('w:object')) leftOut.pictures += 1;
        break;
      case 'c:chart':
      case 'dgm:relIds':
      case 'o:OLEObject':
        leftOut.objects += 1;
        break;
      case 'w:altChunk':
        leftOut.inserted += 1;
        break;
    }
  };

  const openAlternative = (name: string): void => {
    if (name === 'mc:AlternateContent') choices.push({ taken: false });
    const choice = choices.at(-1);
    if (choice === undefined || (name !== 'mc:Choice' && name !== 'mc:Fallback')) return;
    if (choice.taken) skip();
    choice.taken = true;
  };

  const open = (tag: SaxesTagNS): void => {
    const name = nameOf(tag);
    path.push(name);
    if (skippedFrom > 0) return;
    openProperty(name, tag);
    if (SKIPPED.has(name)) {
      if ((name === 'w:del' || name === 'w:moveFrom') && !/Pr$/.test(path.at(-2) ?? '')) {
        leftOut.deletions += 1;
      }
      skip();
      return;
    }
    openAlternative(name);
    if (skippedFrom > 0) return;
    openBlock(name, tag);
    openInline(name, tag);
  };

  const close = (): void => {
    const name = path.pop();
    if (skippedFrom > 0) {
      if (path.length < skippedFrom) skippedFrom = 0;
      // What was skipped from its own tag on was never opened, alternatives and notes with them.
      return;
    }
    switch (name) {
      case 'w:body':
        flush(body);
        break;
      case 'w:p':
        endParagraph();
        break;
      case 'w:r':
        runs.pop();
        break;
      case 'w:t':
      case 'm:t': {
        const said = text?.parts.join('') ?? '';
        add(text?.keepSpace ? said : said.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''));
        text = null;
        break;
      }
      case 'w:tc': {
        const deleted = sinks.at(-1)?.deleted;
        const segments = endSink();
        if (!deleted) tables.at(-1)?.row?.push([...segments]);
        break;
      }
      case 'w:tr': {
        const table = tables.at(-1);
        if (table?.row != null && !table.rowDeleted) table.rows.push(table.row);
        if (table !== undefined) table.row = null;
        break;
      }
      case 'w:tbl': {
        const table = tables.pop();
        if (table !== undefined) addAll(sinks.at(-1)?.segments, tableSegments(table.rows));
        break;
      }
      case 'w:txbxContent': {
        const segments = endSink();
        addAll(paragraphs.at(-1)?.boxes ?? sinks.at(-1)?.segments, segments);
        break;
      }
      case 'w:footnote':
      case 'w:endnote':
        endSink();
        break;
      case 'mc:AlternateContent':
        choices.pop();
        break;
    }
  };

  return {
    handlers: {
      open,
      close,
      text(piece) {
        if (skippedFrom === 0) text?.parts.push(piece);
      },
    },
    segments: body.segments,
    notes,
  };
}

function addAll<Item>(target: Item[] | undefined, items: readonly Item[]): void {
  // There may be more than a call can have arguments.
  for (const item of items) target?.push(item);
}

function kindOf(
  { style, outline, list, depth }: Paragraph,
  styles: Styles,
): Pick<BodySegment, 'kind' | 'level' | 'isTitle'> {
  const named = styles.of(style);
  const heading = outline ?? named.outline ?? 0;
  const isTitle = named.title;
  if (heading > 0) return { kind: 'heading', level: Math.min(heading, 6), isTitle };
  const inList = list ?? named.list ?? 0;
  const level = inList === 0 ? 0 : depth === null ? Math.max(1, named.list ?? 1) : depth + 1;
  return level > 0
    ? { kind: 'list-item', level: Math.min(level, DEEPEST_LIST), isTitle }
    : { kind: 'paragraph', level: 0, isTitle };
}

/** As of pages (`web/tables.ts`): one paragraph, or its cells one after the other where it lays out the page. */
function tableSegments(rows: readonly (readonly (readonly BodySegment[])[])[]): BodySegment[] {
  const isStructure = ({ kind, isTable, text }: BodySegment) =>
    kind !== 'paragraph' || isTable || text.includes('\n\n');
  const layout =
    rows.every((cells) => cells.length <= 1) ||
    rows.some((cells) => cells.some((cell) => cell.length > 1 || cell.some(isStructure)));
  if (layout) return rows.flat(2);
  const text = tableLines(rows.map((cells) => cells.map(([segment]) => segment?.text ?? '')));
  return text === null ? [] : [{ kind: 'paragraph', level: 0, text, isTable: true, isTitle: false }];
}
