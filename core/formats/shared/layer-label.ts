/** The layer of spans whose file names none: the one that formats with one layer are written from (formats.md 0.4). */
export const DEFAULT_LAYER = 'entity';

/** `layer:label`, with nothing after the colon where the layer has no labels. */
export function layerLabel(layer: string, label: string | null): string {
  return `${layer.replace(/[%:]/g, (character) => (character === ':' ? '%3A' : '%25'))}:${label ?? ''}`;
}

/** Reads `layer:label`; a label alone is of the default layer. */
export function readLayerLabel(tag: string): { readonly layer: string; readonly label: string | null } {
  const colon = tag.indexOf(':');
  if (colon <= 0) return { layer: DEFAULT_LAYER, label: tag === '' ? null : tag };
  const layer = tag.slice(0, colon).replaceAll('%3A', ':').replaceAll('%25', '%');
  return { layer, label: colon + 1 === tag.length ? null : tag.slice(colon + 1) };
}
