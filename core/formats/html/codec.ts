import type { ExchangeDocument, FormatCodec, OpenWriter, WriteOptions, WrittenFiles } from '../exchange.ts';
import { controlLosses } from '../report/controls.ts';
import type { ReportFacts } from '../report/report-facts.ts';
import { createReportCounts, NO_FACTS } from '../report/report-facts.ts';
import { createExporter } from '../shared/exported.ts';
import { collected } from '../writing/collect.ts';
import { writtenWhole } from '../writing/written-counts.ts';
import { HTML_END, htmlArticle, htmlHead } from './report.ts';

const FILE = 'report.html';

/** A report for people, which is not read back (formats.md 17): one page, no script, no network, works printed. */
export const htmlCodec: FormatCodec = {
  parse: null,
  surveyed: false,
  openWriter: htmlWriter(NO_FACTS),
  serialise: collected(htmlWriter(NO_FACTS)),
};

export function htmlWriter(facts: ReportFacts): OpenWriter {
  return (survey, options, sink) => {
    const { layers } = options;
    const exportedOf = createExporter(survey, options, sink);
    const counts = createReportCounts(layers, facts);
    let numbers = 0;
    sink.write(FILE, '');
    return {
      add(document) {
        const exported = exportedOf(document);
        counts.add(exported);
        sink.write(FILE, htmlArticle(exported, numbers, layers), { part: 1 });
        numbers += exported.annotations.length;
        controlLosses(document).forEach(sink.lose);
        return writtenWhole(exported);
      },
      end() {
        sink.write(FILE, htmlHead(counts, layers, facts));
        sink.write(FILE, HTML_END, { part: 1 });
        return {};
      },
    };
  };
}

export function writeHtmlReport(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
  facts: ReportFacts,
): WrittenFiles {
  return collected(htmlWriter(facts))(documents, options);
}
