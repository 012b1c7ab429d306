import type { OpenWriter, WriteSink } from '../exchange.ts';
import type { FormatInfo } from '../registry.ts';
import type { Split } from '../split/split-options.ts';
import { SPLITS } from '../split/split-options.ts';
import { splitOfDocument } from '../split/split-plan.ts';
import { NOTHING_WRITTEN } from './written-counts.ts';

/**
 * Writes what a format writes once for each split that has documents: below `train/`, `dev/` and `test/`, or, where it is
 * one file, as `train.EXT` and so on. A format with splits of its own is left as it is.
 *
 * With `alike` one writer writes them all, so that a name is written the same in each: what stands at the head and at the end
 * of its files goes to all splits. Otherwise each has a writer of its own, for what is said there of the documents.
 */
export function splitWriter(
  open: OpenWriter,
  info: Pick<FormatInfo, 'folder' | 'hasSplits'>,
  alike: boolean,
): OpenWriter {
  if (info.hasSplits === true) return open;
  return (survey, options, sink) => {
    const { split } = options;
    if (split === undefined) return open(survey, options, sink);
    const used = SPLITS.filter((name) => split.documents[name] > 0);
    // A dataset without a file is none.
    if (used.length === 0) used.push('train');
    const sinkOf = (splits: () => readonly Split[]): WriteSink => ({
      write(path, content, place) {
        for (const name of splits()) sink.write(splitPath(name, path, info), content, place);
      },
      lose: sink.lose,
    });
    if (!alike) {
      const writers = new Map(
        used.map((name) => [
          name,
          open(
            survey,
            options,
            sinkOf(() => [name]),
          ),
        ]),
      );
      return {
        add: (document) => writers.get(splitOfDocument(split, document))?.add(document) ?? NOTHING_WRITTEN,
        end: () => Object.assign({}, ...[...writers.values()].map((writer) => writer.end())),
      };
    }
    let current: readonly Split[] = used;
    const writer = open(
      survey,
      options,
      sinkOf(() => current),
    );
    return {
      add(document) {
        current = [splitOfDocument(split, document)];
        return writer.add(document);
      },
      end() {
        current = used;
        return writer.end();
      },
    };
  };
}

/** All endings are kept: `standoff.store.stam.json` is `train.store.stam.json`. */
function splitPath(split: Split, path: string, { folder }: Pick<FormatInfo, 'folder'>): string {
  return folder === true ? `${split}/${path}` : `${split}${/\..*$/.exec(path)?.[0] ?? ''}`;
}
