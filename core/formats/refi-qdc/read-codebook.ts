import { createIds, createKeys, KEYS_OF_THE_WINDOW, shortName } from '#model/free-names.ts';
import { asId } from '#model/ids.ts';
import type { Label, Layer, Scheme } from '#model/scheme.ts';
import { LAYER_HUES, LINE_STYLES } from '#model/scheme.ts';
import { decodeInput } from '../bytes.ts';
import type { FormatProblem, InputFile } from '../exchange.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements, readXml, xmlTextOf } from '../xml/read.ts';
import { hueOf } from './colours.ts';
import { CODEBOOK_NAMESPACE, ORIGIN } from './write-codebook.ts';

export interface ParsedCodebook {
  /** `null` where there are problems. It is one that `schemeProblems` finds no fault with. */
  readonly scheme: Scheme | null;
  /** Of the codes that have none above or below them; `null` where there are none. */
  readonly looseLayer: string | null;
  readonly problems: readonly FormatProblem[];
  readonly notices: readonly FormatProblem[];
}

const DEEPEST = 200;
/** As the contract takes it, in UTF-16 units. */
const LONGEST_DESCRIPTION = 20_000;

/**
 * A codebook as a scheme: codes that have others below them are layers, those below them labels; deeper ones are labels
 * named by their path, `war / naval`. Codes without others above or below them are labels of a layer that `looseLayer`
 * names, or else the file. Keys are chosen, ids made from the names (formats.md 14).
 */
export function readCodebook(file: InputFile, looseLayer = nameOfFile(file.name)): ParsedCodebook {
  const log = fileLog(file.name);
  const { text, problem } = decodeInput(file);
  if (problem !== null) return { scheme: null, looseLayer: null, problems: [problem], notices: [] };
  const { root, fault } = readXml(text);
  if (fault !== null) log.problem(fault.line, fault.message);
  else if (root.name !== 'CodeBook' || root.uri !== CODEBOOK_NAMESPACE) {
    log.problem(
      root.line,
      `The file is no REFI-QDA codebook: it begins with “${root.name}” and not with “CodeBook”.`,
    );
  }
  const codes =
    root === null ? [] : childElements(root, 'Codes').flatMap((list) => childElements(list, 'Code'));
  if (log.problems.length === 0 && codes.length === 0) log.problem(1, 'The codebook has no codes.');
  if (log.problems.length > 0)
    return { scheme: null, looseLayer: null, problems: log.problems, notices: log.notices };
  if (root !== null && childElements(root, 'Sets').length > 0) {
    log.notice(childElements(root, 'Sets')[0]?.line ?? null, 'Sets of codes were left out.');
  }
  // A layer of ours may have no labels.
  const isOurs = root?.attributes.get('origin') === ORIGIN;
  const loose = isOurs || codes.every(isNested) ? null : looseLayer;
  const layers = readLayers(codes, loose, log);
  const scheme: Scheme = {
    name: nameOfFile(file.name),
    version: 1,
    description: '',
    layers,
    relationTypes: [],
  };
  return { scheme, looseLayer: loose, problems: [], notices: log.notices };
}

function readLayers(codes: readonly XmlElement[], looseLayer: string | null, log: FileLog): readonly Layer[] {
  const nested = codes.filter((code) => looseLayer === null || isNested(code));
  const loose = looseLayer === null ? [] : codes.filter((code) => !isNested(code));
  const layerIds = createIds();
  const layerKeys = createKeys(KEYS_OF_THE_WINDOW);
  const layer = (
    name: string,
    description: string,
    colour: string | undefined,
    labels: readonly Label[],
    at: number,
  ): Layer => ({
    id: asId(layerIds(name)),
    name,
    key: layerKeys(name),
    description,
    hue: hueOf(colour) ?? LAYER_HUES[at % LAYER_HUES.length] ?? 'blue',
    line: LINE_STYLES[at % LINE_STYLES.length] ?? 'solid',
    labels,
    attributes: [],
  });
  const layers = nested.map((code, at) => {
    const own = isCodable(code) && childElements(code, 'Code').length > 0 ? [code] : [];
    const below = childElements(code, 'Code').flatMap((child) => flattened(child, '', 1, log));
    const labels = readLabels([...own.map((one) => ({ code: one, name: nameOf(one) })), ...below], log);
    return layer(nameOf(code), descriptionOf(code, log), code.attributes.get('color'), labels, at);
  });
  if (looseLayer === null || loose.length === 0) return layers;
  const labels = readLabels(
    loose.map((code) => ({ code, name: nameOf(code) })),
    log,
  );
  return [...layers, layer(looseLayer, '', loose[0]?.attributes.get('color'), labels, layers.length)];
}

interface NamedCode {
  readonly code: XmlElement;
  readonly name: string;
}

/** A code and those below it. Ones that cannot be coded only lend their names. */
function flattened(code: XmlElement, path: string, depth: number, log: FileLog): NamedCode[] {
  const name = shortName(path === '' ? nameOf(code) : `${path} / ${nameOf(code)}`);
  const below = childElements(code, 'Code');
  if (below.length > 0) log.notice(code.line, `The codes below “${name}” became labels beside it.`);
  if (depth > DEEPEST) return [];
  return [
    ...(isCodable(code) || below.length === 0 ? [{ code, name }] : []),
    ...below.flatMap((child) => flattened(child, name, depth + 1, log)),
  ];
}

function readLabels(codes: readonly NamedCode[], log: FileLog): readonly Label[] {
  const ids = createIds();
  const keys = createKeys();
  return codes.map(({ code, name }) => ({
    id: asId(ids(name)),
    name,
    key: keys(name),
    description: descriptionOf(code, log),
  }));
}

/** Whether a code at the top is a layer, and not a label that stands alone. */
function isNested(code: XmlElement): boolean {
  return childElements(code, 'Code').length > 0 || !isCodable(code);
}

function isCodable(code: XmlElement): boolean {
  const value = code.attributes.get('isCodable')?.trim();
  return value === 'true' || value === '1';
}

function nameOf(code: XmlElement): string {
  return shortName(code.attributes.get('name') ?? '') || 'Without a name';
}

function descriptionOf(code: XmlElement, log: FileLog): string {
  const [element] = childElements(code, 'Description');
  const description = element === undefined ? '' : xmlTextOf(element);
  if (description.length <= LONGEST_DESCRIPTION) return description;
  log.notice(code.line, 'A description of more than 20,000 characters was cut.');
  return shortName(description, LONGEST_DESCRIPTION);
}

function nameOfFile(fileName: string): string {
  return /([^/\\]*?)(?:\.[^./\\]*)?$/.exec(fileName)?.[1] || 'Codebook';
}
