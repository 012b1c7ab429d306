import type { ExchangeDocument, FormatCodec, OpenWriter, WriteOptions, WrittenFiles } from '../exchange.ts';
import { controlLosses } from '../report/controls.ts';
import type { ReportFacts } from '../report/report-facts.ts';
import { createReportCounts, NO_FACTS } from '../report/report-facts.ts';
import { createExporter } from '../shared/exported.ts';
import { collected } from '../writing/collect.ts';
import { writtenWhole } from '../writing/written-counts.ts';
import { CONTENTS_END, CONTENTS_START, HTML_END, htmlArticle, htmlContentsItem, htmlHead } from './report.ts';

const FILE = 'report.html';
/** The head is known at the end and stands first. */
const PARTS = { contents: 1, articles: 2 };

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
    let documents = 0;
    let only: string | null = null;
    sink.write(FILE, '');
    sink.write(FILE, CONTENTS_START, { part: PARTS.contents });
    return {
      add(document) {
        const exported = exportedOf(document);
        counts.add(exported);
        documents += 1;
        only = documents === 1 ? exported.document.title : null;
        sink.write(FILE, htmlContentsItem(exported, documents), { part: PARTS.contents });
        sink.write(FILE, htmlArticle(exported, documents, numbers, layers, facts.names), {
          part: PARTS.articles,
        });
        numbers += exported.annotations.length;
        controlLosses(document).forEach(sink.lose);
        return writtenWhole(exported);
      },
      end() {
        sink.write(FILE, htmlHead(counts, layers, facts.names, facts.project ?? only ?? 'Annotations'));
        sink.write(FILE, CONTENTS_END, { part: PARTS.contents });
        sink.write(FILE, HTML_END, { part: PARTS.articles });
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
