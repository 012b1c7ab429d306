import type { Label, Layer, Scheme } from '#model/scheme.ts';
import type { Loss } from '../exchange.ts';
import { xmlSafe } from '../xml/safe.ts';
import { escapeXmlText, XML_DECLARATION, xmlElement } from '../xml/write.ts';
import { COLOURS } from './colours.ts';
import { guidOf } from './guid.ts';

export const CODEBOOK_NAMESPACE = 'urn:QDA-XML:codebook:1.0';
/** What our files say that they come from. */
export const ORIGIN = 'Standoff';

export interface WrittenCodebook {
  readonly content: string;
  /** What of the scheme a codebook cannot hold. */
  readonly losses: readonly Loss[];
}

/**
 * A scheme as a codebook (`Codebook.xsd` of REFI-QDA 1.5; formats.md 14): a code for each layer, its labels below it. A
 * layer without labels can be coded itself. The schema asks for at least one code, as a scheme has at least one layer.
 */
export function writeCodebook(scheme: Scheme): WrittenCodebook {
  const codes = scheme.layers.map(layerCode).join('');
  const content = xmlElement(
    'CodeBook',
    { xmlns: CODEBOOK_NAMESPACE, origin: ORIGIN },
    `\n${xmlElement('Codes', {}, `\n${codes}`)}\n`,
  );
  return { content: `${XML_DECLARATION}${content}\n`, losses: lossesOf(scheme) };
}

function layerCode(layer: Layer): string {
  const labels = layer.labels.map((label) => labelCode(label, layer)).join('');
  return code(
    JSON.stringify(['layer', layer.id]),
    layer.name,
    layer.labels.length === 0,
    layer,
    layer.description,
    labels,
  );
}

function labelCode(label: Label, layer: Layer): string {
  return code(JSON.stringify(['label', layer.id, label.id]), label.name, true, layer, label.description, '');
}

function code(
  key: string,
  name: string,
  isCodable: boolean,
  layer: Layer,
  description: string,
  children: string,
): string {
  const attributes = {
    guid: guidOf(key),
    name: xmlSafe(name),
    isCodable: String(isCodable),
    color: COLOURS[layer.hue],
  };
  const described =
    description === '' ? '' : `${xmlElement('Description', {}, escapeXmlText(xmlSafe(description)))}\n`;
  const content = `${described}${children}`;
  return `${xmlElement('Code', attributes, content === '' ? '' : `\n${content}`)}\n`;
}

function lossesOf(scheme: Scheme): Loss[] {
  const loss = (why: string): Loss => ({
    documentId: null,
    annotationId: null,
    what: 'attribute-dropped',
    why,
  });
  const losses: Loss[] = [];
  for (const layer of scheme.layers) {
    losses.push(...layer.attributes.map(() => loss('A codebook has no place for attributes.')));
    const archived = [layer, ...layer.labels].filter((one) => one.archived === true);
    losses.push(...archived.map(() => loss('A codebook does not say that a layer or label is archived.')));
    for (const { name, description } of [layer, ...layer.labels]) {
      if (xmlSafe(name + description) !== name + description) {
        losses.push({ ...loss('Characters that XML forbids became spaces.'), what: 'name-changed' });
      }
    }
  }
  losses.push(
    ...scheme.relationTypes.map(
      (): Loss => ({ ...loss('A codebook has no place for relation types.'), what: 'relation-dropped' }),
    ),
  );
  return losses;
}
