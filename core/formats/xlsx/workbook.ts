import type { FoundSheet } from '../exchange.ts';
import { builtInKind, kindOfCode, type NumberKind } from './number-format.ts';
import { type Parts, WorkbookFault } from './parts.ts';

export interface WorkbookSheet extends FoundSheet {
  readonly path: string;
}

/** What the cells of every sheet refer to. */
export interface Workbook {
  /** In the order of their tabs; without sheets of charts and macros. */
  readonly sheets: readonly WorkbookSheet[];
  readonly date1904: boolean;
  readonly strings: readonly string[];
  /** How numbers are shown, by the number of a cell's style. */
  readonly styles: readonly NumberKind[];
}

/** Throws a `WorkbookFault`. */
export function readWorkbook(parts: Parts): Workbook {
  const root = [...parts.relationsOf('').values()].find(({ type }) => type === 'officeDocument');
  const path = root?.target ?? 'xl/workbook.xml';
  if (!parts.has(path)) throw new WorkbookFault('This is no Excel workbook, whatever its name says.');
  const relations = parts.relationsOf(path);
  const sheets: WorkbookSheet[] = [];
  let date1904 = false;
  parts.scan(path, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const relation = relations.get(attributes.id ?? '');
      if (relation?.type !== 'worksheet') return;
      const hidden = /hidden/i.test(attributes.state ?? '');
      sheets.push({ name: attributes.name ?? `Sheet ${sheets.length + 1}`, hidden, path: relation.target });
    },
  });
  const partOf = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type === type && parts.has(relation.target))?.target;
  const strings = partOf('sharedStrings');
  const styles = partOf('styles');
  return {
    sheets,
    date1904,
    strings: strings === undefined ? [] : readStrings(parts, strings),
    styles: styles === undefined ? [] : readStyles(parts, styles),
  };
}

/** Texts that cells share: runs of rich text are joined, readings of Japanese words left out. */
function readStrings(parts: Parts, path: string): string[] {
  const strings: string[] = [];
  const text = createTextCollector();
  parts.scan(path, {
    open(name) {
      if (name === 'si') text.begin();
      else text.open(name);
    },
    close(name) {
      if (name === 'si') strings.push(text.end());
      else text.close(name);
    },
    text: text.add,
  });
  return strings;
}

/** Collects the text of the elements `t` in a string item, but for those of its reading (`rPh`). */
export function createTextCollector() {
  let pieces: string[] = [];
  let inText = false;
  let inReading = false;
  return {
    begin(): void {
      pieces = [];
      inText = false;
      inReading = false;
    },
    open(name: string): void {
      if (name === 't') inText = true;
      else if (name === 'rPh') inReading = true;
    },
    close(name: string): void {
      if (name === 't') inText = false;
      else if (name === 'rPh') inReading = false;
    },
    add(piece: string): void {
      if (inText && !inReading) pieces.push(piece);
    },
    end: (): string => unescaped(pieces.join('')),
  };
}

/** Characters that XML cannot hold are written `_x000B_` (ECMA-376 part 1, 22.9.2.19); halves of pairs stay so. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9a-f]{4})_/gi, (whole, hex: string) => {
    const unit = Number.parseInt(hex, 16);
    return unit >= 0xd800 && unit <= 0xdfff ? whole : String.fromCharCode(unit);
  });
}

function readStyles(parts: Parts, path: string): NumberKind[] {
  const codes = new Map<number, NumberKind>();
  const styles: NumberKind[] = [];
  let inCellFormats = false;
  parts.scan(path, {
    open(name, { numFmtId, formatCode }) {
      const id = Number(numFmtId ?? 0);
      if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'numFmt') codes.set(id, kindOfCode(formatCode ?? ''));
      else if (name === 'xf' && inCellFormats) styles.push(codes.get(id) ?? builtInKind(id));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}
