import type { ExchangeDocument, Loss } from '../exchange.ts';

/** Control characters that neither HTML nor Markdown can show. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g;

/** A vertical tab is white space and becomes a space. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, (character) => (character === '\u000b' ? ' ' : '\ufffd'));
}

/** Whether showing the text changes it. */
export function controlLosses({ id, text }: ExchangeDocument): Loss[] {
  return withoutControls(text) === text
    ? []
    : [
        {
          documentId: id,
          annotationId: null,
          what: 'text-changed',
          why: 'Control characters are shown as U+FFFD or a space.',
        },
      ];
}
