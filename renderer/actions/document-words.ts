import type { DocumentRow } from '../client/bridge.ts';
import { formatMoment, formatPublished } from '../i18n/format.ts';
import { t } from '../i18n/i18n.ts';

/** What tells a document apart from others with its title, in words; empty where its title is enough. */
export function distinctionText({ distinctions }: Pick<DocumentRow, 'distinctions'>): string {
  return distinctions
    .map(({ fact, value }) => {
      switch (fact) {
        case 'publishedAt':
          return formatPublished(value);
        case 'importedAt':
          return t('documents.importedAt', { when: formatMoment(value) });
        case 'beginning':
          return t('documents.beginning', { words: value });
        default:
          return value;
      }
    })
    .join(' · ');
}

/** The title of a document with what tells it apart from others with that title. */
export function titleText(row: Pick<DocumentRow, 'title' | 'distinctions'>): string {
  return [row.title, distinctionText(row)].filter(Boolean).join(' · ');
}
