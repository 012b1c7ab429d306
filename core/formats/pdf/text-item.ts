/** A run of characters as a page draws it. Points, from the upper left corner of the page as it is shown. */
export interface TextItem {
  /** In the order in which it is read; without line ends. */
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The base line. */
  readonly y: number;
  /** Of the font. */
  readonly size: number;
  readonly rightToLeft: boolean;
  /** Written at an angle, or from top to bottom. */
  readonly turned: boolean;
  /** Beside which of its edges blanks were drawn just before it. */
  readonly blank: 'left' | 'right' | null;
  /** The place among all that the page draws. */
  readonly order: number;
}
