import { parseMarkdown } from '#formats/markdown/parse.ts';
import type { ParsedText } from '#formats/parsed-text.ts';
import { parsePlainText } from '#formats/text/parse.ts';
import type { BlockRule } from '#model/document.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import { sha256 } from '../storage/text-store.ts';
import type { Decoded } from './decode.ts';
import { decodeBytes } from './decode.ts';
import { checkFile, readBytes } from './read-file.ts';

export interface LoadedText extends ParsedText, Pick<Decoded, 'encoding' | 'certain'> {
  readonly bytes: Uint8Array;
  readonly textSha256: string;
}

export interface TextChoices {
  /** Any WHATWG label; overrides detection. */
  readonly encoding?: string;
  readonly blockRule?: BlockRule;
}

/** A text or Markdown file, read whole and decoded; the error is a sentence for the user. */
export async function loadText(
  path: string | null,
  format: 'text' | 'markdown',
  choices: TextChoices,
): Promise<Result<LoadedText, string>> {
  const size = await checkFile(path, format);
  if (!size.ok || path === null) return size.ok ? failure('The file is not known.') : size;
  const bytes = await readBytes(path, format);
  if (!bytes.ok) return bytes;
  const decoded = decodeBytes(bytes.value, choices.encoding);
  if (!decoded.ok) return decoded;
  const parse = format === 'markdown' ? parseMarkdown : parsePlainText;
  const parsed = parse(decoded.value.text, choices.blockRule);
  if (parsed.text.trim() === '') return failure('The file holds nothing but white space.');
  return success({
    ...parsed,
    encoding: decoded.value.encoding,
    certain: decoded.value.certain,
    bytes: bytes.value,
    textSha256: sha256(parsed.text),
  });
}
