import { encodeUtf8 } from '../core/formats/bytes.ts';
import type {
  ExchangeDocument,
  InputFile,
  Loss,
  WriteOptions,
  WrittenFiles,
} from '../core/formats/exchange.ts';
import type { Fragment } from '../core/model/annotation.ts';

/** What was written, as it is read. */
export function inputsOf({ files }: WrittenFiles): InputFile[] {
  return files.map(({ path, content }) => ({
    name: path,
    bytes: typeof content === 'string' ? encodeUtf8(content) : content,
  }));
}

/** What no format of tokens keeps: Unicode white space, the separators U+001C to U+001F, and U+FEFF. */
const SEPARATORS = `${String.fromCharCode(0x1c)}-${String.fromCharCode(0x1f)}`;
const BREAKS = new RegExp(`[\\p{White_Space}${SEPARATORS}\\ufeff]`, 'gu');

/** `decomposed` where a format composes characters: texts that are canonically the same are alike then. */
type Form = 'as-it-is' | 'decomposed';

/**
 * The words of a document run together, and its spans by the characters before them that are not white space: what a
 * format keeps that keeps words but not what is between them.
 */
export function saidByPlace(
  { text, annotations }: Pick<ExchangeDocument, 'text' | 'annotations'>,
  form: Form = 'as-it-is',
) {
  return {
    words: withoutBreaks(text, form),
    spans: annotations
      .map(({ layer, label, fragments, quote }) => {
        const said = fragments.map(({ start, end }) => text.slice(start, end)).join(' ');
        if (said !== quote) throw new Error(`“${quote}” is not what stands at the fragments: “${said}”.`);
        return spanSaid(text, layer, label, fragments, form);
      })
      .toSorted(),
  };
}

/** What is to be read back: everything in the layers but what is reported to be left out, by the chosen policy. */
export function expectedAfter(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
  losses: readonly Loss[],
  form: Form = 'as-it-is',
): ReturnType<typeof saidByPlace>[] {
  const left = new Set(
    losses
      .filter(({ what }) => what === 'span-left-out')
      .map((loss) => `${loss.documentId} ${loss.annotationId}`),
  );
  return documents
    .filter(({ text }) => withoutBreaks(text, form) !== '')
    .map(({ id, text, annotations }) => ({
      words: withoutBreaks(text, form),
      spans: annotations
        .filter((one) => options.layers.includes(one.layer) && !left.has(`${id} ${one.id}`))
        .map(({ layer, label, fragments }) =>
          spanSaid(text, layer, label, [wholeOf(fragments, options.discontinuous)], form),
        )
        .toSorted(),
    }));
}

function wholeOf(fragments: readonly Fragment[], policy: WriteOptions['discontinuous']): Fragment {
  const [first, last] = [fragments[0], fragments.at(-1)];
  if (first === undefined || last === undefined) throw new Error('No fragments.');
  if (fragments.length === 1) return first;
  if (policy === 'leave-out') throw new Error('A span with gaps was not reported.');
  if (policy === 'hull') return { start: first.start, end: last.end };
  return fragments.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0] ?? first;
}

function spanSaid(
  text: string,
  layer: string,
  label: string | null,
  fragments: readonly Fragment[],
  form: Form,
): string {
  const place = (at: number) => withoutBreaks(text.slice(0, at), form).length;
  return JSON.stringify([layer, label, fragments.map(({ start, end }) => [place(start), place(end)])]);
}

function withoutBreaks(text: string, form: Form): string {
  const words = text.replace(BREAKS, '');
  return form === 'decomposed' ? words.normalize('NFD') : words;
}
