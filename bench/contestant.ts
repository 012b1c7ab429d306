/** What one run of one contestant yields. All figures are milliseconds unless named otherwise. */
export interface Samples {
  /** From the text and its spans in the page's memory to the end of the first frame that shows both. */
  readonly open: readonly number[];
  /** Main-thread work of one action each. */
  readonly add: readonly number[];
  readonly remove: readonly number[];
  readonly hover: readonly number[];
  readonly filter: readonly number[];
  /** What of it the main thread had a core for. */
  readonly addCpu: readonly number[];
  readonly removeCpu: readonly number[];
  readonly hoverCpu: readonly number[];
  /** The longest that one action kept the main thread without a break: the frame that shows it, as a rule. */
  readonly addBlocked: readonly number[];
  readonly removeBlocked: readonly number[];
  readonly hoverBlocked: readonly number[];
  /** From the action to the frame that shows it, waiting included. */
  readonly addShown: readonly number[];
  readonly removeShown: readonly number[];
  /** Main-thread work of one frame, on average over a jump through the article. */
  readonly scroll: readonly number[];
  /** From one frame to the next in that jump. */
  readonly scrollGap: readonly number[];
  readonly heapMegabytes: readonly number[];
  readonly nodes: readonly number[];
  /** Only the app: the key that chooses a label, with the bar that asks the next question. */
  readonly tag?: readonly number[];
  readonly tagBlocked?: readonly number[];
  readonly tagShown?: readonly number[];
  /** Only the app: from the click on a document, reading from the disk included. */
  readonly openFromClick?: readonly number[];
  /** Only the app: until the last section of the article stands in the window. */
  readonly loaded?: readonly number[];
}

export interface Cell {
  readonly name: string;
  readonly characters: number;
  readonly spans: number;
}

export interface Contestant {
  readonly name: string;
  /** One run in a fresh browser. */
  run(cell: Cell): Promise<Samples>;
  close(): Promise<void>;
}
