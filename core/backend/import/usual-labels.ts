import { foldName } from '#model/fold-name.ts';

/**
 * How usual label sets (CoNLL-2003, OntoNotes 5, ACE 2005, WikiNER, TEI) call what schemes have by longer names, folded.
 * What has no one meaning, such as MISC, is not among them.
 */
const USUAL_LABELS: Readonly<Record<string, string>> = {
  per: 'person',
  pers: 'person',
  persname: 'person',
  org: 'organisation',
  organization: 'organisation',
  orgname: 'organisation',
  gpe: 'geopolitical',
  loc: 'location',
  place: 'location',
  placename: 'location',
  fac: 'facility',
  norp: 'group',
  law: 'agreement-or-law',
  prod: 'product',
  workofart: 'work',
  time: 'date',
  percent: 'quantity',
  percentage: 'quantity',
  cardinal: 'quantity',
  ordinal: 'quantity',
  number: 'quantity',
};

/** The id that a scheme would have for a label of a usual set; `null` where it is none of these. */
export function usualLabel(name: string): string | null {
  return USUAL_LABELS[foldName(name)] ?? null;
}
