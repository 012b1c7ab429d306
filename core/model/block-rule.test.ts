import { describe, expect, it } from 'vitest';
import { chooseBlockRule } from './block-rule.ts';
import { findBlocks } from './blocks.ts';

const HEADLINE = 'Coastal Council Approves Ferry Subsidy After Marathon Session';
const DEK =
  'The vote ends two years of dispute over the Northern Islands Link (NIL), but opponents promise a challenge.';
const BODY = [
  'HARBOUR CITY — The regional council voted 11–4 on Tuesday to subsidise the Northern Islands Link (NIL) for five years. The service had been due to close in March.',
  '“It’s the only road these islands have,” said the council’s chair. “Nobody would ask a mainland town to pay for its own road.”',
  'Opponents on the finance committee (FC) called the plan ‘unfunded’ and said they would go to court.',
  'Ridership fell from 410,000 in 2019 to 268,000 last year, according to the operator.',
];
/** One line, no line end; the dek twice; trailing spaces. */
const WIRE = `${[HEADLINE, DEK, DEK, ...BODY].join('  ')}   `;

describe('chooseBlockRule', () => {
  it('takes short lines of Japanese for paragraphs, and full ones for wrapped lines', () => {
    const paragraphs =
      '夜行路面電車、午前四時まで運行へ\n市議会は火曜日、一年間の試験運行を承認した。運輸大臣は記者団に語った。\n住民団体は述べている。';
    expect(chooseBlockRule(paragraphs, null)).toBe('line');
    const full = '市議会は火曜日、一年間の試験運行を承認した。運輸大臣は';
    expect(chooseBlockRule([full, full, full, '語った。'].join('\n'), null)).toBe('blank-line');
  });

  it('reads a wire article on one line', () => {
    expect(chooseBlockRule(WIRE, 'text/plain')).toBe('double-space');
    expect(chooseBlockRule(`${WIRE}\n`, null)).toBe('double-space');
    const blocks = findBlocks(WIRE, 'double-space');
    expect(blocks.map(({ start, end }) => WIRE.slice(start, end))).toEqual([HEADLINE, DEK, DEK, ...BODY]);
    expect(blocks.map(({ kind, level }) => `${kind} ${level}`)).toEqual([
      'heading 1',
      ...Array.from({ length: 6 }, () => 'paragraph 0'),
    ]);
  });

  it('reads a wire article with a slug above and a signature below', () => {
    expect(chooseBlockRule(`FERRY-VOTE\n${WIRE}\n\nEditing by the desk`, null)).toBe('double-space');
  });

  it('reads a wire article without a headline, by the sentences within its paragraphs', () => {
    expect(chooseBlockRule(BODY.join('  '), null)).toBe('double-space');
  });

  it('is not misled by two spaces after each full stop', () => {
    const typed = BODY.map((paragraph) => paragraph.replaceAll('. ', '.  '));
    expect(chooseBlockRule([HEADLINE, ...typed].join('\n'), null)).toBe('line');
    expect(chooseBlockRule([HEADLINE, ...typed].join('\n\n'), null)).toBe('blank-line');
    expect(chooseBlockRule('One sentence here.  Then another one.  And a third.', null)).toBe('line');
  });

  it('is not misled by a stray double space', () => {
    expect(chooseBlockRule('The council voted  on Tuesday to subsidise the link.', null)).toBe('line');
    expect(chooseBlockRule('The  council  voted  on  Tuesday  to  subsidise  the  link.', null)).toBe('line');
  });

  it('reads a file of very many lines, with blank lines between them and without', () => {
    const lines = 'A line of it.\nAnd one that is a good deal longer.\n';
    expect(chooseBlockRule(lines.repeat(200_000), null)).toBe('line');
    expect(chooseBlockRule(`${lines}\n`.repeat(200_000), null)).toBe('line');
  });

  it('reads hard-wrapped text by blank lines', () => {
    const wrapped = [HEADLINE, ...BODY].map((paragraph) => wrap(paragraph, 72)).join('\n\n');
    expect(wrapped.split('\n').every((line) => line.length <= 72)).toBe(true);
    expect(chooseBlockRule(wrapped, null)).toBe('blank-line');
    expect(findBlocks(wrapped, 'blank-line')).toHaveLength(5);
    expect(chooseBlockRule(wrapped.replaceAll('. ', '.  '), null)).toBe('blank-line');
  });

  it('reads one paragraph per line by lines', () => {
    expect(chooseBlockRule([HEADLINE, DEK, ...BODY].join('\n'), null)).toBe('line');
    // Blank lines in places do not make a group of lines one paragraph.
    expect(chooseBlockRule(`${HEADLINE}\n\n${BODY.join('\n')}\n\n${DEK}`, null)).toBe('line');
  });

  it('reads short lines, as of a poem or a list, by lines', () => {
    expect(chooseBlockRule('Milk\nBread and butter\nEggs\nA very long list of other things\nTea', null)).toBe(
      'line',
    );
  });

  it('reads one line, and nothing, by lines', () => {
    expect(chooseBlockRule('A single paragraph. Of two sentences.', null)).toBe('line');
    expect(chooseBlockRule('', null)).toBe('line');
    expect(chooseBlockRule(' \n ', null)).toBe('line');
  });

  it('goes by the media type for Markdown', () => {
    expect(chooseBlockRule('# A', 'text/markdown')).toBe('markdown');
    expect(chooseBlockRule('# A', 'Text/Markdown; charset=utf-8')).toBe('markdown');
    expect(chooseBlockRule('# A', 'text/plain')).toBe('line');
  });
});

function wrap(paragraph: string, width: number): string {
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}
