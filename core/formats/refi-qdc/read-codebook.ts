import { createIds, createKeys } from '#model/free-names.ts';
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
import { CODEBOOK_NAMESPACE } from './write-codebook.ts';

export interface ParsedCodebook {
  /** `null` where there are problems. It is one that `schemeProblems` finds no fault with. */
  readonly scheme: Scheme | null;
  readonly problems: readonly FormatProblem[];
  readonly notices: readonly FormatProblem[];
}

/** Codes without others above or below them are labels of this layer. */
const LOOSE_LAYER = 'Codes';
const DEEPEST = 200;

/**
 * A codebook as a scheme: codes that have others below them are layers, those below them labels; deeper ones are labels
 * named by their path, `war / naval`. Keys are chosen, ids made from the names (formats.md 14).
 */
export function readCodebook(file: InputFile): ParsedCodebook {
  const log = fileLog(file.name);
  const { text, problem } = decodeInput(file);
  if (problem !== null) return { scheme: null, problems: [problem], notices: [] };
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
  if (log.problems.length > 0) return { scheme: null, problems: log.problems, notices: log.notices };
  if (root !== null && childElements(root, 'Sets').length > 0) {
    log.notice(childElements(root, 'Sets')[0]?.line ?? null, 'Sets of codes were left out.');
  }
  const layers = readLayers(codes, log);
  const scheme: Scheme = {
    name: nameOfFile(file.name),
    version: 1,
    description: '',
    layers,
    relationTypes: [],
  };
  return { scheme, problems: [], notices: log.notices };
}

function readLayers(codes: readonly XmlElement[], log: FileLog): readonly Layer[] {
  const nested = codes.filter((code) => childElements(code, 'Code').length > 0 || !isCodable(code));
  const loose = codes.filter((code) => !nested.includes(code));
  const layerIds = createIds();
  const layerKeys = createKeys();
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
    const own = isCodable(code) ? [code] : [];
    const below = childElements(code, 'Code').flatMap((child) => flattened(child, '', 1, log));
    const labels = readLabels([...own.map((one) => ({ code: one, name: nameOf(one) })), ...below]);
    return layer(nameOf(code), descriptionOf(code), code.attributes.get('color'), labels, at);
  });
  if (loose.length === 0) return layers;
  const labels = readLabels(loose.map((code) => ({ code, name: nameOf(code) })));
  return [...layers, layer(LOOSE_LAYER, '', loose[0]?.attributes.get('color'), labels, layers.length)];
}

interface NamedCode {
  readonly code: XmlElement;
  readonly name: string;
}

/** A code and those below it. Ones that cannot be coded only lend their names. */
function flattened(code: XmlElement, path: string, depth: number, log: FileLog): NamedCode[] {
  const name = path === '' ? nameOf(code) : `${path} / ${nameOf(code)}`;
  const below = childElements(code, 'Code');
  if (below.length > 0) log.notice(code.line, `The codes below “${name}” became labels beside it.`);
  if (depth > DEEPEST) return [];
  return [
    ...(isCodable(code) || below.length === 0 ? [{ code, name }] : []),
    ...below.flatMap((child) => flattened(child, name, depth + 1, log)),
  ];
}

function readLabels(codes: readonly NamedCode[]): readonly Label[] {
  const ids = createIds();
  const keys = createKeys();
  return codes.map(({ code, name }) => ({
    id: asId(ids(name)),
    name,
    key: keys(name),
    description: descriptionOf(code),
  }));
}

function isCodable(code: XmlElement): boolean {
  const value = code.attributes.get('isCodable')?.trim();
  return value === 'true' || value === '1';
}

function nameOf(code: XmlElement): string {
  return code.attributes.get('name')?.trim() || 'Without a name';
}

function descriptionOf(code: XmlElement): string {
  const [description] = childElements(code, 'Description');
  return description === undefined ? '' : xmlTextOf(description);
}

function nameOfFile(fileName: string): string {
  return /([^/\\]*?)(?:\.[^./\\]*)?$/.exec(fileName)?.[1] || 'Codebook';
}
