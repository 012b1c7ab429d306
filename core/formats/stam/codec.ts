import type { FormatCodec } from '../exchange.ts';
import { exportedOf } from '../shared/exported.ts';
import { fromStores } from './from-store.ts';
import { documentsToStore } from './to-store.ts';

/** STAM JSON: one annotation store for all documents (formats.md 16). */
export const stamCodec: FormatCodec = {
  parse: (files) => fromStores(files),
  serialise(documents, options) {
    const { exported, losses } = exportedOf(documents, options.layers);
    const content = `${JSON.stringify(documentsToStore(exported), null, 1)}\n`;
    return { files: [{ path: 'standoff.store.stam.json', content }], losses, names: {} };
  },
};
