import type { ExchangeDocument, FormatCodec, WriteOptions, WrittenFiles } from '../exchange.ts';
import { controlLosses } from '../report/controls.ts';
import type { ReportFacts } from '../report/report-facts.ts';
import { NO_FACTS } from '../report/report-facts.ts';
import { exportedOf } from '../shared/exported.ts';
import { markdownReport } from './report.ts';

/** A report for people (formats.md 17). Markdown that is imported is a text: see `parseMarkdown`. */
export const markdownCodec: FormatCodec = {
  parse: null,
  serialise: (documents, options) => writeMarkdownReport(documents, options, NO_FACTS),
};

export function writeMarkdownReport(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
  facts: ReportFacts,
): WrittenFiles {
  const { exported, losses } = exportedOf(documents, options.layers);
  return {
    files: [{ path: 'report.md', content: markdownReport(exported, options.layers, facts) }],
    losses: [...losses, ...controlLosses(documents)],
    names: {},
  };
}
