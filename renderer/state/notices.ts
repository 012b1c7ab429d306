import { create } from 'zustand';
import type { DocumentId } from '#model/ids.ts';

export interface Notice {
  readonly id: number;
  /** What matters stays until it is dismissed; the rest goes by itself. */
  readonly tone: 'information' | 'problem';
  readonly text: string;
  /** Particulars, such as the files that were not imported. */
  readonly details: readonly string[];
  /** A newer notice on the same takes its place. */
  readonly topic: string | null;
  /** The document that it tells of, without which it says nothing any more. */
  readonly documentId: DocumentId | null;
}

type About = Partial<Pick<Notice, 'topic' | 'documentId'>>;

interface NoticesState {
  readonly notices: readonly Notice[];
  /** Read out by screen readers, politely; changes even where the words are the same. */
  readonly announcement: { readonly text: string; readonly count: number };
}

const STAY = 7000;
let lastId = 0;

export const useNotices = create<NoticesState>(() => ({
  notices: [],
  announcement: { text: '', count: 0 },
}));

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Tells the user something that passes. */
export function inform(text: string, about: About = {}): void {
  const id = add('information', text, [], about);
  setTimeout(() => dismissNotice(id), STAY);
}

/** Tells the user what went wrong; stays until dismissed. The same message is not shown twice. */
export function warn(text: string, details: readonly string[] = []): void {
  const { notices } = useNotices.getState();
  const same = notices.find((notice) => notice.text === text && notice.details.join() === details.join());
  if (same) dismissNotice(same.id);
  add('problem', text, details);
}

/** Tells a result with particulars that the user should be able to read at leisure. */
export function report(text: string, details: readonly string[], about: About = {}): void {
  if (details.length === 0) inform(text, about);
  else add('problem', text, details, about);
}

function add(
  tone: Notice['tone'],
  text: string,
  details: readonly string[],
  { topic = null, documentId = null }: About = {},
): number {
  lastId += 1;
  const notice: Notice = { id: lastId, tone, text, details, topic, documentId };
  useNotices.setState(({ notices }) => {
    const others = notices.filter((each) => topic === null || each.topic !== topic);
    return { notices: [...others.slice(-4), notice] };
  });
  return notice.id;
}

/** Has a sentence read out without showing it. */
export function announce(text: string): void {
  useNotices.setState(({ announcement }) => ({
    announcement: { text, count: announcement.count + 1 },
  }));
}
