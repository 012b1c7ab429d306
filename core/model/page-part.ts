export const PAGE_PARTS = ['article', 'all'] as const;
/** What of a web page becomes the text: the article where one stands out, or all. */
export type PagePart = (typeof PAGE_PARTS)[number];
