import { copyOf } from '../shared/copy-of.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements } from '../xml/read.ts';
import { readGuid } from './guids.ts';

/** A code as a layer and a label. */
export interface ReadCode {
  readonly layer: string;
  /** `null` for a layer of ours that has no labels. */
  readonly label: string | null;
}

/**
 * The codes of a project, from its `Codes`, by their GUIDs: those at the top are layers, those below them labels, deeper ones labels named
 * by their path, as in `readCodebook`. A code at the top that has others below it is a label of its own layer as well.
 */
export function readCodes(
  lists: readonly XmlElement[],
  projectName: string,
  isOurs: boolean,
): ReadonlyMap<string, ReadCode> {
  const codes = new Map<string, ReadCode>();
  const add = (code: XmlElement, read: ReadCode): void => {
    const guid = readGuid(code.attributes.get('guid'));
    if (guid !== null && !codes.has(guid)) codes.set(copyOf(guid), read);
  };
  const below = (code: XmlElement, layer: string, path: string): void => {
    for (const child of childElements(code, 'Code')) {
      const label = path === '' ? nameOf(child) : `${path} / ${nameOf(child)}`;
      add(child, { layer, label });
      below(child, layer, label);
    }
  };
  // As `readCodebook` names their layer after the codebook.
  const loose = projectName.trim() || 'Codes';
  for (const code of lists.flatMap((list) => childElements(list, 'Code'))) {
    const name = nameOf(code);
    const isLoose = childElements(code, 'Code').length === 0;
    if (isOurs) add(code, { layer: name, label: null });
    else add(code, { layer: isLoose ? loose : name, label: name });
    below(code, name, '');
  }
  return codes;
}

function nameOf(code: XmlElement): string {
  const name = code.attributes.get('name') ?? '';
  return name === '' ? 'Without a name' : copyOf(name);
}
