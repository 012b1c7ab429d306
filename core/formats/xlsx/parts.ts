import { decodeUtf8 } from '../bytes.ts';
import type { InputFile } from '../exchange.ts';
import { scanXml, type XmlListener } from '../xml/scan.ts';

/** Why a workbook cannot be read: a sentence for the user. Caught where its file is known. */
export class WorkbookFault extends Error {
  override readonly name = 'WorkbookFault';
}

/** The files in a workbook. */
export interface Parts {
  has(path: string): boolean;
  /** Reads a part. Throws a `WorkbookFault` where it is missing or cannot be read. */
  scan(path: string, listener: XmlListener): void;
  /** What a part refers to, by id. */
  relationsOf(path: string): ReadonlyMap<string, Relationship>;
}

export interface Relationship {
  /** The last word of its type, such as `worksheet`. */
  readonly type: string;
  /** Path of a part. */
  readonly target: string;
}

export function partsOf(entries: readonly InputFile[]): Parts {
  // Names of parts are the same in any case (ECMA-376 part 2, 6.2.2.3).
  const byPath = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry.bytes]));
  const parts: Parts = {
    has: (path) => byPath.has(path.toLowerCase()),
    scan(path, listener) {
      const bytes = byPath.get(path.toLowerCase());
      if (bytes === undefined) throw new WorkbookFault(`The workbook has no “${path}”. It may be damaged.`);
      const text = decodeUtf8(bytes);
      if (text === null) throw new WorkbookFault(`“${path}” in it is not UTF-8. Save the workbook anew.`);
      const fault = scanXml(text, listener);
      if (fault !== null) throw new WorkbookFault(`“${path}” in it, line ${fault.line}: ${fault.message}`);
    },
    relationsOf(path) {
      const cut = path.lastIndexOf('/') + 1;
      const folder = path.slice(0, cut);
      const relations = new Map<string, Relationship>();
      const source = `${folder}_rels/${path.slice(cut)}.rels`;
      if (!parts.has(source)) return relations;
      parts.scan(source, {
        open(name, { Id, Type, Target, TargetMode }) {
          if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
          if (TargetMode === 'External') return;
          relations.set(Id, { type: (Type ?? '').replace(/^.*\//, ''), target: resolved(folder, Target) });
        },
      });
      return relations;
    },
  };
  return parts;
}

function resolved(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : folder + target;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
