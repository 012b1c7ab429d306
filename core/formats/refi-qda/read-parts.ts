import { decodeUtf8 } from '../bytes.ts';
import type { EntryFile, ParsedFiles, WrittenNames } from '../exchange.ts';
import { spanNameReader } from '../json-spans/span-names.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { ORIGIN } from '../refi-qdc/write-codebook.ts';
import { LARGEST_TEXT_FILE } from '../registry.ts';
import { copyOf } from '../shared/copy-of.ts';
import type { FileLog } from '../shared/file-log.ts';
import { NOTHING_READ } from '../shared/read-pieces.ts';
import { type XmlItem, xmlItems } from '../xml/items.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements, xmlTextOf } from '../xml/read.ts';
import type { XmlFault } from '../xml/scan.ts';
import type { ArchiveFiles } from './archive-files.ts';
import { isKeptId, readGuid } from './guids.ts';
import { LARGEST_ITEM } from './info.ts';
import { type ProjectLinks, projectLinks } from './links.ts';
import { readCodes } from './read-codes.ts';
import { type ProjectParts, readVariableValue } from './read-source.ts';

/** All of a project but its sources, which point at it and may stand before it. */
export interface ProjectHead {
  readonly parts: ProjectParts;
  readonly links: ProjectLinks;
  readonly sets: number;
  readonly graphs: number;
}

type Found =
  | { readonly root: XmlElement; readonly fault: null; readonly head: ProjectHead }
  | { readonly root: null; readonly fault: XmlFault; readonly head: null };

/** Goes through the whole file, so that it is well-formed where there is no fault. Says after each step that it gets on. */
export function* readParts(
  project: EntryFile,
  archive: ArchiveFiles,
  names: WrittenNames | undefined,
  log: FileLog,
): Generator<ParsedFiles, Found> {
  const codes: XmlElement[] = [];
  const cases: XmlElement[] = [];
  const users = new Map<string, AnnotatorRef>();
  const variables = new Map<string, string>();
  const notes = new Map<string, string>();
  const links = projectLinks();
  const counts = { Sets: 0, Graphs: 0 };
  let root: XmlElement | null = null;
  let isOurs = false;

  function add({ list, element }: XmlItem): void {
    const guid = copyOf(readGuid(element.attributes.get('guid')) ?? '');
    switch (`${list} ${element.name}`) {
      case 'CodeBook Codes':
        codes.push(element);
        break;
      case 'Cases Case':
        cases.push(element);
        break;
      case 'Links Link':
        links.add(element, isOurs);
        break;
      case 'Variables Variable': {
        const name = element.attributes.get('name') ?? '';
        if (guid !== '' && name !== '') variables.set(guid, copyOf(name));
        break;
      }
      case 'Users User': {
        const user = readUser(element, guid, isOurs);
        if (guid !== '' && user !== null) users.set(guid, user);
        break;
      }
      case 'Notes Note': {
        if (guid === '') break;
        const text = noteText(element, archive);
        if (text === null) {
          const why = 'A note has its text in a file that is not in the archive; it was left out.';
          log.notice(element.line, why);
        } else if (text !== '') notes.set(guid, copyOf(text));
        break;
      }
    }
    if (list === 'Sets' || list === 'Graphs') counts[list] += 1;
  }

  for (const step of xmlItems(project, (list) => LISTS.has(list), LARGEST_ITEM)) {
    if (step.fault !== null) return { root: null, fault: step.fault, head: null };
    root = step.root;
    isOurs = root?.attributes.get('origin') === ORIGIN;
    for (const item of step.items) add(item);
    yield NOTHING_READ;
  }
  if (root === null) {
    return { root: null, fault: { line: 1, message: 'The file has no XML element.' }, head: null };
  }
  const origin = root.attributes.get('origin') ?? '';
  const parts: ProjectParts = {
    isOurs,
    origin,
    codes: readCodes(codes, root.attributes.get('name') ?? '', isOurs),
    users,
    notes,
    variables,
    casesOf: readCases(cases, variables),
    names,
    spanNames: spanNameReader(names),
  };
  return { root, fault: null, head: { parts, links, sets: counts.Sets, graphs: counts.Graphs } };
}

const LISTS = new Set(['CodeBook', 'Cases', 'Links', 'Variables', 'Users', 'Notes', 'Sets', 'Graphs']);

function readUser(user: XmlElement, guid: string, isOurs: boolean): AnnotatorRef | null {
  const name = user.attributes.get('name')?.trim() || null;
  const id = isOurs ? (user.attributes.get('id') ?? (isKeptId(guid) ? guid : null)) : null;
  if (id === null && name === null) return null;
  return { id: id === null ? null : copyOf(id), name: name === null ? null : copyOf(name) };
}

/** `null` where the text lies in a file that cannot be read. */
function noteText(note: XmlElement, archive: ArchiveFiles): string | null {
  const [content] = childElements(note, 'PlainTextContent');
  if (content !== undefined) return xmlTextOf(content);
  const path = note.attributes.get('plainTextPath');
  if (path === undefined) return '';
  const { file } = archive.find(path);
  if (file === null || file.size > LARGEST_TEXT_FILE) return null;
  return decodeUtf8(file.bytes())?.replace(/\r\n?/g, '\n') ?? null;
}

/** Variables of cases by the GUIDs of the sources that belong to them. */
function readCases(
  cases: readonly XmlElement[],
  variables: ReadonlyMap<string, string>,
): ProjectParts['casesOf'] {
  const casesOf = new Map<string, (readonly [string, string])[]>();
  for (const one of cases) {
    const values = childElements(one, 'VariableValue')
      .flatMap((value) => readVariableValue(value, variables))
      .map(([name, text]) => [name, copyOf(text)] as const);
    for (const ref of childElements(one, 'SourceRef')) {
      const guid = readGuid(ref.attributes.get('targetGUID')) ?? '';
      const known = casesOf.get(guid);
      if (known === undefined) casesOf.set(copyOf(guid), [...values]);
      else known.push(...values);
    }
  }
  return casesOf;
}
