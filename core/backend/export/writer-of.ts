import { codecOf } from '#formats/codecs.ts';
import type { FormatCodec, OpenWriter } from '#formats/exchange.ts';
import { htmlWriter } from '#formats/html/codec.ts';
import { jsonlCodec } from '#formats/jsonl/codec.ts';
import { markdownWriter } from '#formats/markdown/codec.ts';
import { projectWriter } from '#formats/refi-qda/write-project.ts';
import { writeCodebook } from '#formats/refi-qdc/write-codebook.ts';
import type { FormatInfo } from '#formats/registry.ts';
import { createReportNames } from '#formats/report/report-names.ts';
import { splitWriter } from '#formats/writing/split-writer.ts';
import { NOTHING_WRITTEN } from '#formats/writing/written-counts.ts';
import type { Scheme } from '#model/scheme.ts';

/** How a format is written for a project, and read back. */
export interface ExportCodec extends Pick<FormatCodec, 'parse' | 'surveyed'> {
  readonly openWriter: OpenWriter;
}

/**
 * `null` where it is our JSON Lines in one file, which are written and compared line by line. Throws where the format is not
 * written. `filters` are sentences for reports.
 */
export function exportCodecOf(
  info: FormatInfo,
  scheme: Scheme,
  {
    project,
    filters,
    isSplit,
  }: { readonly project: string; readonly filters: readonly string[]; readonly isSplit: boolean },
): ExportCodec | null {
  if (info.id === 'jsonl' && !isSplit) return null;
  const codec = info.id === 'jsonl' ? jsonlCodec : codecOf(info.id);
  const openWriter = writerOf(info, scheme, project, filters) ?? codec?.openWriter ?? null;
  if (openWriter === null) throw new Error(`The format ${info.id} has no writer.`);
  const parse = codec?.parse ?? null;
  return {
    parse,
    surveyed: codec?.surveyed ?? false,
    openWriter: isSplit ? splitWriter(openWriter, info, parse !== null) : openWriter,
  };
}

/** Of formats that say something of the project besides its documents; `null` for the others. */
function writerOf(
  { id }: FormatInfo,
  scheme: Scheme,
  project: string,
  filters: readonly string[],
): OpenWriter | null {
  const facts = {
    project,
    scheme: `${scheme.name} ${scheme.version}`,
    names: createReportNames(scheme),
    // A time would make two exports of the same differ.
    exportedAt: null,
    filters,
  };
  switch (id) {
    case 'html':
      return htmlWriter(facts);
    case 'markdown':
      return markdownWriter(facts);
    case 'refi-qdc':
      return (_survey, _options, sink) => ({
        // A codebook has no documents.
        add: () => NOTHING_WRITTEN,
        end() {
          const { content, losses } = writeCodebook(scheme);
          sink.write('codebook.qdc', content);
          losses.forEach(sink.lose);
          return {};
        },
      });
    case 'refi-qda':
      return projectWriter(scheme);
    default:
      return null;
  }
}
