import type { AttributeValue, LinkTarget } from '#model/annotation.ts';
import type { ExportedAnnotation } from '../shared/exported.ts';
import type { ReportNames } from './report-names.ts';

/** Gives the number that an annotation has in the report; `null` for one that is not in it. */
export type NumberOf = (id: string) => number | null;

/** The attributes of an annotation as `name: value`, in words for people. */
export function attributeWords(
  annotation: ExportedAnnotation,
  text: string,
  names: ReportNames,
  numberOf: NumberOf,
): readonly string[] {
  const { layer } = annotation;
  return Object.entries(annotation.attributes).flatMap(([id, value]) => {
    if (value === undefined) return [];
    const words = valueWords(value, text, (one) => names.value(layer, id, one), numberOf);
    return [`${names.attribute(layer, id)}: ${words}`];
  });
}

function valueWords(
  value: AttributeValue,
  text: string,
  nameOf: (value: string) => string,
  numberOf: NumberOf,
): string {
  switch (value.is) {
    case 'none':
      return 'none';
    case 'not-applicable':
      return 'not applicable';
    case 'values':
      return value.values.map(nameOf).join('; ');
    case 'links':
      return value.links.map((link) => linkWords(link, text, numberOf)).join('; ');
  }
}

function linkWords(link: LinkTarget, text: string, numberOf: NumberOf): string {
  switch (link.kind) {
    case 'annotation': {
      const number = numberOf(link.id);
      return number === null ? 'an annotation that is not in the report' : `no. ${number}`;
    }
    case 'fragments':
      return `“${link.fragments.map(({ start, end }) => text.slice(start, end)).join(' … ')}”`;
    case 'article':
      return 'the article';
    case 'inherited':
      return 'inherited';
    case 'text':
      return link.text;
  }
}

/** Annotator, certainty and note, where there are any. */
export function remarkWords({ annotator, certainty, note }: ExportedAnnotation): readonly string[] {
  return [annotator?.name ?? annotator?.id ?? '', certainty === 'unsure' ? 'unsure' : '', note].filter(
    (words) => words !== '',
  );
}
