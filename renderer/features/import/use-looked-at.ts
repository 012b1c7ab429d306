import { useState } from 'react';
import type { InspectedFile } from '../../client/bridge.ts';

interface Looked {
  readonly last: readonly InspectedFile[];
  /** Files that could not be read at the first look. */
  readonly faulty: ReadonlySet<string>;
  readonly files: ReadonlyMap<string, InspectedFile>;
}

/**
 * What the last look at each file showed, also at one that was left out since and may come back. Those that could not be read
 * at the first look come first: none moves while it is being mended. `null` until the files were looked at.
 */
export function useLookedAt(
  inspected: readonly InspectedFile[] | undefined,
): readonly InspectedFile[] | null {
  const [before, setBefore] = useState<Looked | null>(null);
  let looked = before;
  if (inspected !== undefined && inspected !== before?.last) {
    const faulty = new Set(inspected.filter(({ problem }) => problem !== null).map(({ file }) => file));
    const files = new Map(before?.files);
    for (const one of inspected) files.set(one.file, one);
    looked = { last: inspected, faulty: before?.faulty ?? faulty, files };
    setBefore(looked);
  }
  if (looked === null) return null;
  const { faulty, files } = looked;
  const all = [...files.values()];
  return [...all.filter(({ file }) => faulty.has(file)), ...all.filter(({ file }) => !faulty.has(file))];
}
