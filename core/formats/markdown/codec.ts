import type { ExchangeDocument, FormatCodec, OpenWriter, WriteOptions, WrittenFiles } from '../exchange.ts';
import { controlLosses } from '../report/controls.ts';
import type { ReportFacts } from '../report/report-facts.ts';
import { createReportCounts, NO_FACTS } from '../report/report-facts.ts';
import { createExporter } from '../shared/exported.ts';
import { collected } from '../writing/collect.ts';
import { writtenWhole } from '../writing/written-counts.ts';
import { markdownHead, markdownSection } from './report.ts';

const FILE = 'report.md';

/** A report for people in CommonMark (formats.md 17). Markdown that is imported is a text: see `parseMarkdown`. */
export const markdownCodec: FormatCodec = {
  parse: null,
  surveyed: false,
  openWriter: markdownWriter(NO_FACTS),
  serialise: collected(markdownWriter(NO_FACTS)),
};

export function markdownWriter(facts: ReportFacts): OpenWriter {
  return (survey, options, sink) => {
    const exportedOf = createExporter(survey, options, sink);
    const counts = createReportCounts(options.layers, facts);
    let numbers = 0;
    sink.write(FILE, '');
    return {
      add(document) {
        const exported = exportedOf(document);
        counts.add(exported);
        sink.write(FILE, markdownSection(exported, numbers, facts.names), { part: 1 });
        numbers += exported.annotations.length;
        controlLosses(document).forEach(sink.lose);
        return writtenWhole(exported);
      },
      end() {
        sink.write(FILE, markdownHead(counts, facts));
        sink.write(FILE, '\n', { part: 1 });
        return {};
      },
    };
  };
}

export function writeMarkdownReport(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
  facts: ReportFacts,
): WrittenFiles {
  return collected(markdownWriter(facts))(documents, options);
}
