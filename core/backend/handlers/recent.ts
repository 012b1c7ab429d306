import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, sep } from 'node:path';
import { answer, type HandlerContext, type HandlersOf } from './handler.ts';

export function recentHandlers({ settings }: HandlerContext): HandlersOf<'recent.list' | 'recent.remove'> {
  return {
    'recent.list': () =>
      answer(
        settings.recents().map(({ id, path, openedAt }) => ({
          recentId: id,
          name: basename(path).replace(/\.standoff$/i, ''),
          place: shorten(dirname(path)),
          openedAt,
          missing: !existsSync(path),
        })),
      ),

    'recent.remove': ({ recentId }) => {
      settings.removeRecent(recentId);
      return answer({});
    },
  };
}

/** A folder as the user knows it: from home where it is there, and only its last parts where it is long. */
function shorten(folder: string): string {
  const home = homedir();
  const fromHome =
    folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder;
  const parts = fromHome.split(sep);
  return parts.length <= 5 ? fromHome : [parts[0], '…', ...parts.slice(-3)].join(sep);
}
