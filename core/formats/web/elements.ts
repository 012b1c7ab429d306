import type { PageElement } from './dom.ts';
import { attributeOf } from './dom.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** No text for readers in them: code, pictures, controls, and what a browser shows only where it lacks something. */
const WITHOUT_TEXT = words(
  'script style noscript template head title meta link base svg canvas iframe frame frameset noframes object embed applet ' +
    'audio video map select datalist textarea input progress meter rp noembed',
);

/** Elements that begin and end a block (WHATWG HTML 15.3, rendering; those with `display: block` or of lists). */
const BLOCKS = words(
  'html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p plaintext pre search section ' +
    'summary ul xmp caption colgroup col tbody td tfoot th thead tr table',
);

const VERBATIM = words('pre listing plaintext xmp');
const LISTS = words('ul ol menu dir');

/** Whether an element and all in it are left out of the text: nothing for readers, or hidden from them. */
export function isLeftOut(element: PageElement): boolean {
  const { tagName } = element;
  if (WITHOUT_TEXT.has(tagName)) return true;
  if (element.attrs.length === 0) return tagName === 'dialog';
  if (attributeOf(element, 'hidden') !== null || attributeOf(element, 'aria-hidden') === 'true') return true;
  if (tagName === 'dialog' && attributeOf(element, 'open') === null) return true;
  const style = attributeOf(element, 'style');
  return style !== null && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i.test(style);
}

export const isBlock = ({ tagName }: PageElement): boolean => BLOCKS.has(tagName);
export const isVerbatim = ({ tagName }: PageElement): boolean => VERBATIM.has(tagName);
export const isList = ({ tagName }: PageElement): boolean => LISTS.has(tagName);

/** 1 to 6; `null` for all but headings. */
export function headingLevel({ tagName }: PageElement): number | null {
  return /^h[1-6]$/.test(tagName) ? Number(tagName[1]) : null;
}
