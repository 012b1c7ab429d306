import type { FormatCodec } from '../exchange.ts';
import { collected } from '../writing/collect.ts';
import { fromStores } from './from-store.ts';
import { openStam } from './to-store.ts';

/** STAM JSON: one annotation store for all documents (formats.md 16). */
export const stamCodec: FormatCodec = {
  parse: (files) => fromStores(files),
  surveyed: false,
  openWriter: openStam,
  serialise: collected(openStam),
};
