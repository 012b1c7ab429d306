import { encodeUtf8 } from '../core/formats/bytes.ts';
import type { InputFile, WrittenFiles } from '../core/formats/exchange.ts';
import { FORMATS } from '../core/formats/infos.ts';
import type { FormatId } from '../core/formats/registry.ts';
import { inputsOf } from './tagged-documents.ts';

/** Files as the parser of a format gets them: one archive of them all where the format is an archive. */
export function asRead(format: FormatId, files: readonly InputFile[]): readonly InputFile[] {
  const info = FORMATS.find(({ id }) => id === format);
  return info?.archive === true ? [archiveOf(files, `export.${info.extensions[0] ?? 'zip'}`)] : files;
}

/** What was written, as the parser of the format gets it. */
export function writtenAsRead(format: FormatId, written: WrittenFiles): readonly InputFile[] {
  return asRead(format, inputsOf(written));
}

/** An archive that has been unpacked. Its own bytes are not looked at any more. */
export function archiveOf(entries: readonly InputFile[], name = 'project.qdpx'): InputFile {
  return { name, bytes: encodeUtf8('PK'), entries };
}
