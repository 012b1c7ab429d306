import type { LayerHue } from '#model/scheme.ts';
import { LAYER_HUES } from '#model/scheme.ts';

/** `#RRGGBB`, the only way REFI-QDA knows colours. */
export const COLOURS: Readonly<Record<LayerHue, string>> = {
  blue: '#3366CC',
  ochre: '#B8860B',
  green: '#2E8B57',
  purple: '#8A4FBF',
  red: '#C0392B',
  teal: '#12908E',
  pink: '#C2417F',
  brown: '#8B5E3C',
};

/** The hue that comes nearest to `#RRGGBB` or `#RGB`; `null` where there is no colour. */
export function hueOf(colour: string | undefined): LayerHue | null {
  const given = channels(colour ?? '');
  if (given === null) return null;
  const distance = (hue: LayerHue): number =>
    (channels(COLOURS[hue]) ?? []).reduce(
      (sum, channel, index) => sum + (channel - (given[index] ?? 0)) ** 2,
      0,
    );
  return LAYER_HUES.reduce((best, hue) => (distance(hue) < distance(best) ? hue : best));
}

function channels(colour: string): readonly number[] | null {
  const hex = /^#(?:[0-9a-f]{3}){1,2}$/i.test(colour) ? colour.slice(1) : null;
  if (hex === null) return null;
  const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
  return pairs.map((pair) => Number.parseInt(pair, 16));
}
