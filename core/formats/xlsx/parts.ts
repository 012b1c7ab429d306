import { decodeUtf8 } from '../bytes.ts';
import type { InputFile } from '../exchange.ts';
import { archiveParts, partPath } from '../shared/archive-parts.ts';
import { scanXml } from '../xml/scan.ts';

/** Why a workbook cannot be read: a sentence for the user. Caught where its file is known. */
export class WorkbookFault extends Error {
  override readonly name = 'WorkbookFault';
}

/** What is told of a part while it is read. Names of elements and attributes are without prefix. */
export interface PartListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(piece: string): void;
}

/** The files in a workbook. */
export interface Parts {
  has(path: string): boolean;
  /** Reads a part. Throws a `WorkbookFault` where it is missing or cannot be read. */
  scan(path: string, listener: PartListener): void;
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
  const files = archiveParts(entries);
  const parts: Parts = {
    has: (path) => files.find(path) !== null,
    scan(path, { open, close, text: onText }) {
      const file = files.find(path);
      if (file === null) throw new WorkbookFault(`The workbook has no “${path}”. It may be damaged.`);
      const text = decodeUtf8(file.bytes);
      if (text === null) throw new WorkbookFault(`“${path}” in it is not UTF-8. Save the workbook anew.`);
      const names: string[] = [];
      const fault = scanXml(text, {
        open(tag) {
          names.push(tag.local);
          if (open === undefined) return;
          const attributes: Record<string, string> = {};
          for (const { local, prefix, value } of Object.values(tag.attributes)) {
            if (prefix !== 'xmlns') attributes[local] = value;
          }
          open(tag.local, attributes);
        },
        close() {
          close?.(names.pop() ?? '');
        },
        text: (piece) => onText?.(piece),
      });
      if (fault !== null) throw new WorkbookFault(`“${path}” in it, line ${fault.line}: ${fault.message}`);
    },
    relationsOf(path) {
      const cut = path.lastIndexOf('/') + 1;
      const source = `${path.slice(0, cut)}_rels/${path.slice(cut)}.rels`;
      const relations = new Map<string, Relationship>();
      if (!parts.has(source)) return relations;
      parts.scan(source, {
        open(name, { Id, Type, Target, TargetMode }) {
          if (name !== 'Relationship' || Id === undefined || TargetMode === 'External') return;
          const target = partPath(path, Target ?? '');
          if (target !== null) relations.set(Id, { type: (Type ?? '').replace(/^.*\//s, ''), target });
        },
      });
      return relations;
    },
  };
  return parts;
}
