/** Why formats of tagged tokens lose something: the same words for the same cause. */
export const WHY = {
  gapsLeftOut: 'The span has gaps, and the format has no such spans.',
  gapsFilled: 'The span has gaps; it was written from its first to its last character.',
  longestFragment: 'The span has gaps; only its longest fragment was written.',
  onlyWhiteSpace: 'The span is nothing but white space, which has no token.',
  whiteSpaceAtEdge: 'The span begins or ends with white space, which is no part of a token.',
  edgeInTokenLeftOut: 'The span begins or ends within a token.',
  edgeInTokenExpanded: 'The span begins or ends within a token; it was extended to whole tokens.',
  overlap: 'The span shares a token with another, and the format gives a token one tag.',
  sentencesJoined: 'The span crosses sentences, which were written as one.',
  annotators:
    'The document has spans of several annotators, and the format does not say whose they are; choose one, or gold.',
  attribute: 'The format has no attributes.',
  certainty: 'The format has no place for the certainty.',
  note: 'The format has no notes.',
  relation: 'The format has no relations.',
  whiteSpace: 'The format keeps words, and not the white space between them.',
  noWords: 'The document has no words, and was left out.',
} as const;
