import type { ValidRequestOf } from '#contract/contract.ts';
import { codecOf } from '#formats/codecs.ts';
import type { FormatCodec, WriteOptions } from '#formats/exchange.ts';
import { FORMATS } from '#formats/infos.ts';
import type { FormatInfo } from '#formats/registry.ts';
import type { Scheme } from '#model/scheme.ts';
import type { ExportFilter } from './choose.ts';
import { serialiserOf } from './serialiser.ts';

export type ExportChoices = ValidRequestOf<'export.preview'>;

/** What an export will do, from what was asked for. */
export interface ExportPlan {
  readonly info: FormatInfo;
  /** `null` for our JSON Lines, which are written line by line. */
  readonly codec: (FormatCodec & { readonly serialise: NonNullable<FormatCodec['serialise']> }) | null;
  /** False where the format holds the scheme alone. */
  readonly withDocuments: boolean;
  readonly filter: ExportFilter;
  readonly options: WriteOptions;
}

/** `null` where the format is not written. */
export function planExport(choices: ExportChoices, scheme: Scheme): ExportPlan | null {
  const info = FORMATS.find(({ id }) => id === choices.format);
  if (info === undefined || info.writes === null) return null;
  const serialise = serialiserOf(info.id, scheme, filterSentences(choices));
  if (info.id !== 'jsonl' && serialise === null) return null;
  const inScheme = scheme.layers.map(({ id }): string => id);
  const usual = info.oneLabelPerToken === true ? inScheme.slice(0, 1) : inScheme;
  const layers = choices.layers?.map((id): string => id) ?? usual;
  const isAll = inScheme.every((id) => layers.includes(id));
  return {
    info,
    codec: serialise === null ? null : { parse: codecOf(info.id)?.parse ?? null, serialise },
    withDocuments: info.id !== 'refi-qdc',
    filter: {
      layers: isAll ? null : new Set(layers),
      annotators: setOf(choices.annotators),
      origins: setOf(choices.origins),
      certainties: setOf(choices.certainties),
    },
    options: {
      layers: inScheme.filter((id) => layers.includes(id)),
      discontinuous: choices.discontinuous,
      overlap: choices.overlap,
    },
  };
}

/** What reports say of what was left out by choice. */
function filterSentences({ annotators, origins, certainties }: ExportChoices): string[] {
  return [
    ...(annotators === undefined ? [] : ['Annotations of other annotators.']),
    ...(origins === undefined ? [] : [`Annotations that are not ${origins.join(' or ')}.`]),
    ...(certainties === undefined ? [] : [`Annotations that are not ${certainties.join(' or ')}.`]),
  ];
}

function setOf(values: readonly string[] | undefined): ReadonlySet<string> | null {
  return values === undefined ? null : new Set(values);
}
