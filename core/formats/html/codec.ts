import type { ExchangeDocument, FormatCodec, WriteOptions, WrittenFiles } from '../exchange.ts';
import { controlLosses } from '../report/controls.ts';
import type { ReportFacts } from '../report/report-facts.ts';
import { NO_FACTS } from '../report/report-facts.ts';
import { exportedOf } from '../shared/exported.ts';
import { htmlReport } from './report.ts';

/** A report for people, which is not read back (formats.md 17). */
export const htmlCodec: FormatCodec = {
  parse: null,
  serialise: (documents, options) => writeHtmlReport(documents, options, NO_FACTS),
};

export function writeHtmlReport(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
  facts: ReportFacts,
): WrittenFiles {
  const { exported, losses } = exportedOf(documents, options.layers);
  return {
    files: [{ path: 'report.html', content: htmlReport(exported, options.layers, facts) }],
    losses: [...losses, ...controlLosses(documents)],
    names: {},
  };
}
