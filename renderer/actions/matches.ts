import { findTerms } from '#model/find-terms.ts';
import { t } from '../i18n/i18n.ts';
import { useDesk } from '../state/desk.ts';
import { announce } from '../state/notices.ts';

/** Marks what a search finds in the text on the desk, and shows the first of it; without a search, nothing is marked. */
export function markMatches(title: string, text: string, search: string): void {
  const before = useDesk.getState().matches;
  const matches = findTerms(text, search, title);
  if (matches.length === 0 && before.length === 0) return;
  useDesk.setState({ matches, match: matches[0] ?? null });
  showMatch();
}

/** Brings the match that is looked at into view, and the caret to it where no text is selected. */
export function showMatch(): void {
  const { article, match } = useDesk.getState();
  if (!article || match === null) return;
  if (article.selection() === null) article.setSelection({ start: match.start, end: match.start });
  article.reveal(match);
}

/** Goes on to the next or previous match, from the last to the first. */
export function stepMatch(direction: 1 | -1): void {
  const { matches, match } = useDesk.getState();
  const count = matches.length;
  if (count === 0) return;
  const at = match === null ? -1 : matches.indexOf(match);
  const place = (at + direction + count) % count;
  const next = matches[place];
  if (next === undefined) return;
  useDesk.setState({ match: next });
  showMatch();
  announce(t('article.match', { place: place + 1, count }));
}
