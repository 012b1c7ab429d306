import type { Layer, Scheme } from '#model/scheme.ts';
import type { Loss, WrittenNames } from '../exchange.ts';
import type { FlatSpan } from '../json-spans/flatten.ts';
import { COLOURS } from '../refi-qdc/colours.ts';
import { layerLabel } from '../shared/layer-label.ts';
import { spanName } from '../spans/written-names.ts';
import { xmlSafe } from '../xml/safe.ts';
import { escapeXmlText, xmlElement } from '../xml/write.ts';
import type { Guids } from './guids.ts';

export interface CodeWriter {
  /** Of the code of a span, which is made where there is none. */
  guidOf(span: Pick<FlatSpan, 'layer' | 'label'>): string;
  /** The `CodeBook` of all codes so far; empty where there is none, as a codebook without codes is invalid. */
  xml(): string;
  names(): WrittenNames;
  losses(): readonly Loss[];
}

const NAME_TWICE = 'Another code has this name; the manifest has both.';

interface CodeDraft {
  readonly guid: string;
  readonly name: string;
  readonly description: string;
  isCodable: boolean;
}

interface LayerDraft extends CodeDraft {
  readonly colour: string | null;
  readonly labels: Map<string, CodeDraft>;
}

/**
 * The codes of a project: one for each layer, its labels below it, as in a codebook. With the scheme, all labels of the
 * chosen layers, with their names, descriptions and colours; without, the ids that spans have. The GUIDs are those of
 * `writeCodebook`, so that a codebook and a project go together.
 */
export function createCodes(layers: readonly string[], scheme: Scheme | null, guids: Guids): CodeWriter {
  const drafts = new Map<string, LayerDraft>();
  const names: [string, string][] = [];
  const losses: Loss[] = [];
  const layerNames = new Set<string>();
  const labelNames = new Map<LayerDraft, Set<string>>();
  const known = new Map(scheme?.layers.map((layer) => [xmlSafe(layer.id), layer]));

  const free = (wished: string, taken: Set<string>): string => {
    let name = wished;
    for (let count = 2; taken.has(name); count += 1) name = `${wished}_${count}`;
    taken.add(name);
    if (name !== wished)
      losses.push({ documentId: null, annotationId: null, what: 'name-changed', why: NAME_TWICE });
    return name;
  };
  const layerOf = (id: string): LayerDraft => {
    const found = drafts.get(id);
    if (found !== undefined) return found;
    const layer = known.get(id);
    const draft: LayerDraft = {
      guid: guids.take(null, 'layer', id),
      name: free(xmlSafe(layer?.name ?? id), layerNames),
      description: layer?.description ?? '',
      isCodable: false,
      colour: layer === undefined ? null : COLOURS[layer.hue],
      labels: new Map(),
    };
    drafts.set(id, draft);
    labelNames.set(draft, new Set());
    return draft;
  };
  const codeOf = (layer: string, label: string | null): CodeDraft => {
    const parent = layerOf(layer);
    const name = `span ${spanName(layer, label)}`;
    if (label === null) {
      if (!parent.isCodable) names.push([name, layerLabel(parent.name, null)]);
      parent.isCodable = true;
      return parent;
    }
    const found = parent.labels.get(label);
    if (found !== undefined) return found;
    const inScheme = known.get(layer)?.labels.find(({ id }) => xmlSafe(id) === label);
    const draft: CodeDraft = {
      guid: guids.take(null, 'label', layer, label),
      name: free(xmlSafe(inScheme?.name ?? label), labelNames.get(parent) ?? new Set()),
      description: inScheme?.description ?? '',
      isCodable: true,
    };
    parent.labels.set(label, draft);
    names.push([name, layerLabel(parent.name, draft.name)]);
    return draft;
  };

  for (const id of layers) {
    const layer = known.get(id);
    if (layer === undefined || layer.archived === true) continue;
    for (const label of offered(layer)) codeOf(id, label);
  }
  return {
    guidOf: ({ layer, label }) => codeOf(layer, label).guid,
    xml() {
      const content = [...drafts.values()].map((draft) => layerXml(draft)).join('');
      return content === '' ? '' : `<CodeBook><Codes>\n${content}</Codes></CodeBook>\n`;
    },
    names: () => Object.fromEntries(names),
    losses: () => losses,
  };
}

function offered({ labels }: Layer): (string | null)[] {
  const current = labels.filter(({ archived }) => archived !== true).map(({ id }) => xmlSafe(id));
  return labels.length === 0 ? [null] : current;
}

function layerXml(layer: LayerDraft): string {
  return codeXml(
    layer,
    layer.colour,
    [...layer.labels.values()].map((label) => codeXml(label, layer.colour, '')).join(''),
  );
}

function codeXml(
  { guid, name, isCodable, description }: CodeDraft,
  colour: string | null,
  below: string,
): string {
  const described =
    description === '' ? '' : `${xmlElement('Description', {}, escapeXmlText(xmlSafe(description)))}\n`;
  const content = `${described}${below}`;
  const attributes = { guid, name, isCodable: String(isCodable), color: colour };
  return `${xmlElement('Code', attributes, content === '' ? '' : `\n${content}`)}\n`;
}
