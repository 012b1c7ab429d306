import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import type { ExchangeDocument } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { withoutControls } from '../report/controls.ts';
import { NO_FACTS } from '../report/report-facts.ts';
import { markdownCodec, writeMarkdownReport } from './codec.ts';
import { asParagraph, escapeMarkdown, escapeMarkdownLine } from './escape.ts';

const NEWS = { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS };
const TRAM = { ...DEFAULT_WRITE_OPTIONS, layers: TRAM_LAYERS };

const write = (documents: readonly ExchangeDocument[], options = NEWS): string =>
  String(markdownCodec.serialise?.(documents, options).files[0]?.content);
const blank = (text: string): string => text.replace(/\s+/gu, '');
/** What CommonMark shows of escaped text. */
const shown = (escaped: string): string =>
  escaped
    .replace(/\[\^\d+\]/g, '')
    .replace(/&nbsp;|&#32;|&#9;/g, ' ')
    .replace(/\\\n\s*/g, '\n')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');

describe('escaping', () => {
  test('shows the same text, and nothing in it has a meaning', () => {
    const text = fc.string({ unit: fc.constantFrom(...'\\`*_{}[]()#+-.!|<>~&= \t\na1') });
    fc.assert(
      fc.property(text, (given) => {
        const escaped = escapeMarkdown(given);
        expect(escaped.replace(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(given);
        expect(escaped.replace(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(/[\\`*_{}[\]()#+\-.!|<>~&]/);
        expect(escaped).not.toMatch(/^=/m);
        expect(escapeMarkdownLine(given)).not.toContain('\n');
        // No line begins with white space, is blank, or ends a paragraph.
        for (const line of asParagraph(escaped).split('\n')) expect(line).toMatch(/^\S/);
      }),
    );
  });
});

describe('the report', () => {
  test('shows all of the text and has one note and one mark for each span', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        const report = write(documents);
        const sections = report.split(/^## /m).slice(1);
        expect(sections).toHaveLength(documents.length);
        let number = 0;
        for (const [index, document] of documents.entries()) {
          const section = sections[index] ?? '';
          const body = section.slice(section.indexOf('\n\n'));
          const end = body.search(/^(?:### Relations|\[\^\d+\]:)/m);
          const text = body
            .slice(0, end === -1 ? undefined : end)
            .replace(/^#+ /gm, '')
            .replace(/^- /gm, '');
          expect(blank(shown(text))).toBe(blank(withoutControls(document.text)));
          for (const _ of document.annotations) {
            number += 1;
            expect(section.split(`[^${number}]`)).toHaveLength(3);
            expect(section.split(`\n[^${number}]: No. ${number} · `)).toHaveLength(2);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('of the example', () => {
    const report = write([tramDocument()], TRAM);
    expect(report).toContain(
      'Minister Ana Bo\u0308hm[^1] 🚋 said: “Night and weekend trams[^3][^4] cut noise[^6]\\.”[^5]',
    );
    expect(report).toContain('[^3]: No. 3 · entity: SERVICE “Night trams” at 28–33, 46–51 · ann1');
    expect(report).toContain('- no. 5 speaker no. 1\n- no. 7 holder no. 2\n- no. 7 target no. 6');
    expect(report).toContain('| entity | PERSON | 2 |');
  });

  test('of the nasty document: no line of it is what its text would make it', () => {
    const facts = { ...NO_FACTS, project: '# x' };
    const { files, losses } = writeMarkdownReport(nastyDocuments(), NEWS, facts);
    const report = String(files[0]?.content);
    expect(losses.map(({ what }) => what)).toEqual(['text-changed']);
    expect(report).toMatch(/^# \\# x$/m);
    expect(report).not.toMatch(/<b>|(?<!\\)\|x\[/);
    const allowed = /^(?:#{1,3} |- |\| |\[\^\d+\]: |\\|&nbsp;|[^\s#>*+=`~-])/;
    for (const line of report.split('\n').filter((one) => one !== '')) expect(line).toMatch(allowed);
  });
});
