import type { WriteOptions } from '#formats/exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '#formats/exchange.ts';
import { FORMATS } from '#formats/infos.ts';
import type { FormatInfo } from '#formats/registry.ts';
import type { SplitOptions } from '#formats/split/split-options.ts';
import { isFolderExport } from '#model/export-choice.ts';
import type { Result } from '#model/result.ts';
import type { ProjectReader } from '../session.ts';
import type { ChoiceRefusal } from './check-choices.ts';
import { checkChoices } from './check-choices.ts';
import type { ExportFilter } from './choose.ts';
import type { ExportChoices } from './export-choices.ts';
import { pseudonymsOf } from './pseudonyms.ts';
import type { ExportCodec } from './writer-of.ts';
import { exportCodecOf } from './writer-of.ts';

/** Which documents are exported; `null` means all. */
export interface DocumentFilter {
  readonly ids: ReadonlySet<string> | null;
  /** Those in such a state with one of the annotators, or with anybody where these are `null`. */
  readonly states: ReadonlySet<string> | null;
  readonly annotators: ReadonlySet<string> | null;
}

/** What an export will do, from what was asked for. */
export interface ExportPlan {
  readonly info: FormatInfo;
  /** `null` for our JSON Lines in one file, see `exportCodecOf`. */
  readonly codec: ExportCodec | null;
  /** How the export stands on the disk. */
  readonly kind: 'folder' | 'file' | 'archive';
  /** `null` where the format holds the scheme alone. */
  readonly documents: DocumentFilter | null;
  readonly filter: ExportFilter;
  /** Its `split` is decided when the export begins. */
  readonly options: WriteOptions;
  /** What was asked for as a split. */
  readonly split: SplitOptions | null;
}

/** `project` is its name, for reports. Answers why the export cannot be as it was asked for, where it cannot. */
export function planExport(
  choices: ExportChoices,
  reader: ProjectReader,
  project: string,
): Result<ExportPlan, ChoiceRefusal> {
  const info = FORMATS.find(({ id }) => id === choices.format);
  if (info === undefined) throw new Error(`The format ${choices.format} is not in the list.`);
  const refusal = checkChoices(choices, info, reader);
  if (refusal !== null) return { ok: false, error: refusal };
  const scheme = reader.scheme();
  const isSplit = choices.split !== undefined;
  const inScheme = scheme.layers.map(({ id }): string => id);
  const usual = info.oneLabelPerToken === true ? inScheme.slice(0, 1) : inScheme;
  const layers = choices.layers?.map((id): string => id) ?? usual;
  const isAll = inScheme.every((id) => layers.includes(id));
  const {
    discontinuous,
    overlap,
    tokenEdges,
    tokens,
    sentences,
    unit,
    spreadsheetSafe,
    byteOrderMark,
    card,
  } = choices;
  return {
    ok: true,
    value: {
      info,
      codec: exportCodecOf(info, scheme, { project, filters: filterSentences(choices), isSplit }),
      kind: info.archive === true ? 'archive' : isFolderExport(info, choices) ? 'folder' : 'file',
      documents:
        info.id === 'refi-qdc'
          ? null
          : {
              ids: setOf(choices.documents),
              states: setOf(choices.states),
              annotators: setOf(choices.annotators),
            },
      filter: {
        layers: isAll ? null : new Set(layers),
        annotators: setOf(choices.annotators),
        origins: choices.gold === true ? new Set(['adjudicated']) : setOf(choices.origins),
        certainties: setOf(choices.certainties),
        ...(choices.pseudonyms === true ? { pseudonyms: pseudonymsOf(reader.annotators()) } : {}),
      },
      options: {
        ...DEFAULT_WRITE_OPTIONS,
        layers: inScheme.filter((id) => layers.includes(id)),
        ...(discontinuous === undefined ? {} : { discontinuous }),
        ...(overlap === undefined ? {} : { overlap }),
        ...(tokenEdges === undefined ? {} : { tokenEdges }),
        ...(tokens === undefined ? {} : { tokens }),
        ...(sentences === undefined ? {} : { sentences }),
        ...(unit === undefined ? {} : { unit }),
        ...(spreadsheetSafe === undefined ? {} : { spreadsheetSafe }),
        ...(byteOrderMark === undefined ? {} : { byteOrderMark }),
        ...(choices.gold === true ? { gold: true } : {}),
        ...(card === undefined ? {} : { card }),
      },
      split: choices.split ?? null,
    },
  };
}

/** What reports say of what was left out by choice. */
function filterSentences(choices: ExportChoices): string[] {
  const { annotators, gold, origins, certainties, documents, states } = choices;
  return [
    ...(documents === undefined && states === undefined ? [] : ['Documents that were not chosen.']),
    ...(annotators === undefined ? [] : ['Annotations of other annotators.']),
    ...(gold === undefined ? [] : ['Annotations that were not adjudicated.']),
    ...(origins === undefined ? [] : [`Annotations that are not ${origins.join(' or ')}.`]),
    ...(certainties === undefined ? [] : [`Annotations that are not ${certainties.join(' or ')}.`]),
  ];
}

function setOf(values: readonly string[] | undefined): ReadonlySet<string> | null {
  return values === undefined ? null : new Set(values);
}
