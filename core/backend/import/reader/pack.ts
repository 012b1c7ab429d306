import { deserialize, serialize } from 'node:v8';
import type { ExchangeDocument } from '#formats/exchange.ts';

/** Documents as bytes of their own, which can be handed from thread to thread and kept outside the heap. */
export function pack(documents: readonly ExchangeDocument[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(serialize(documents));
}

export function unpack(packed: Uint8Array): readonly ExchangeDocument[] {
  return deserialize(packed) as readonly ExchangeDocument[];
}

/** About how many bytes a document takes, packed. */
export function weightOf({ text, annotations, relations }: ExchangeDocument): number {
  return text.length + 200 * (1 + annotations.length + relations.length);
}
