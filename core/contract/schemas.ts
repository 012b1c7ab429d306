import type {
  Annotation,
  Attributes,
  AttributeValue,
  Fragment,
  LinkTarget,
  Relation,
} from '#model/annotation.ts';
import { CERTAINTIES, ORIGINS } from '#model/annotation.ts';
import type { Annotator, Block, DocumentRecord, DocumentSource, DocumentStatus } from '#model/document.ts';
import { BLOCK_KINDS, BLOCK_RULES, DOCUMENT_STATES } from '#model/document.ts';
import type {
  AnnotationId,
  AnnotatorId,
  AttributeId,
  DocumentId,
  LabelId,
  LayerId,
  RelationId,
  RelationTypeId,
} from '#model/ids.ts';
import type { Utf16Offset } from '#model/offset.ts';
import type { PackedAnnotations } from '#model/packed-annotations.ts';
import type { Scheme } from '#model/scheme.ts';
import { LAYER_HUES, LINE_STYLES } from '#model/scheme.ts';
import { z } from './define.ts';

/** A non-empty string of at most 200 characters, typed as the branded id asked for. */
function id<Id extends string>(): z.ZodType<Id, Id> {
  return z.string().min(1).max(200) as unknown as z.ZodType<Id, Id>;
}

export const documentId = id<DocumentId>();
export const annotationId = id<AnnotationId>();
export const relationId = id<RelationId>();
export const annotatorId = id<AnnotatorId>();
export const layerId = id<LayerId>();
export const labelId = id<LabelId>();
export const attributeId = id<AttributeId>();
export const relationTypeId = id<RelationTypeId>();

/** A file that the shell knows by its path. The window only ever holds the handle. */
export type FileHandle = string & { readonly fileHandle: true };
export const fileHandle = id<FileHandle & string>();

const offset = z.number().int().min(0) as unknown as z.ZodType<Utf16Offset, Utf16Offset>;
const timestamp = z.string();

export const fragment = z.object({ start: offset, end: offset }) satisfies z.ZodType<Fragment>;
export const fragments = z.array(fragment).min(1).max(1000);

export const linkTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('annotation'), id: annotationId }),
  z.object({ kind: z.literal('fragments'), fragments }),
  z.object({ kind: z.literal('article') }),
  z.object({ kind: z.literal('inherited') }),
  z.object({ kind: z.literal('text'), text: z.string().min(1).max(2000) }),
]) satisfies z.ZodType<LinkTarget>;

export const attributeValue = z.discriminatedUnion('is', [
  z.object({ is: z.literal('none') }),
  z.object({ is: z.literal('not-applicable') }),
  z.object({ is: z.literal('values'), values: z.array(z.string().max(20_000)).min(1).max(1000) }),
  z.object({ is: z.literal('links'), links: z.array(linkTarget).min(1).max(1000) }),
]) satisfies z.ZodType<AttributeValue>;

export const attributes = z.record(z.string(), attributeValue) as unknown as z.ZodType<
  Attributes,
  Attributes
>;
export const certainty = z.enum(CERTAINTIES);
export const origin = z.enum(ORIGINS);
export const note = z.string().max(20_000);

export const annotation = z.object({
  id: annotationId,
  documentId,
  layer: layerId,
  label: labelId.nullable(),
  fragments,
  quote: z.string(),
  attributes,
  annotatorId,
  origin,
  certainty,
  note,
  schemeVersion: z.number().int(),
  createdAt: timestamp,
  updatedAt: timestamp,
}) satisfies z.ZodType<Annotation>;

const place = z.number().int().min(0);

export const packedAnnotations = z.object({
  ids: z.array(annotationId),
  kind: z.array(place),
  kinds: z.array(
    z.object({
      layer: layerId,
      label: labelId.nullable(),
      annotatorId,
      origin,
      certainty,
      schemeVersion: z.number().int(),
    }),
  ),
  created: z.array(place),
  updated: z.array(place),
  times: z.array(timestamp),
  bounds: z.array(offset),
  fragments: z.array(z.tuple([place, place])),
  rest: z.array(
    z.tuple([
      place,
      z.object({
        attributes: attributes.exactOptional(),
        note: note.exactOptional(),
        quote: z.string().exactOptional(),
      }),
    ]),
  ),
}) satisfies z.ZodType<PackedAnnotations>;

export const relation = z.object({
  id: relationId,
  documentId,
  type: relationTypeId,
  source: annotationId,
  target: annotationId,
  annotatorId,
  createdAt: timestamp,
}) satisfies z.ZodType<Relation>;

export const blockRule = z.enum(BLOCK_RULES);
export const block = z.object({
  kind: z.enum(BLOCK_KINDS),
  level: z.number().int(),
  start: offset,
  end: offset,
}) satisfies z.ZodType<Block>;

export const documentSource = z.object({
  publisher: z.string().nullable(),
  author: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: z.string().nullable(),
  fileName: z.string().nullable(),
  mediaType: z.string().nullable(),
  encoding: z.string().nullable(),
  bytesSha256: z.string().nullable(),
  importedAt: timestamp,
}) satisfies z.ZodType<DocumentSource>;

export const documentRecord = z.object({
  id: documentId,
  title: z.string(),
  textSha256: z.string(),
  length: z.number().int(),
  language: z.string().nullable(),
  blockRule,
  blocks: z.array(block),
  source: documentSource,
  metadata: z.record(z.string(), z.string()),
}) satisfies z.ZodType<DocumentRecord>;

export const documentState = z.enum(DOCUMENT_STATES);
export const documentStatus = z.object({
  documentId,
  annotatorId,
  state: documentState,
}) satisfies z.ZodType<DocumentStatus>;

export const annotator = z.object({
  id: annotatorId,
  name: z.string(),
  createdAt: timestamp,
}) satisfies z.ZodType<Annotator>;

const name = z.string().min(1).max(200);
const key = z.string().min(1).max(1);
const description = z.string().max(20_000);
const archived = z.boolean().exactOptional();
export const scheme = z.object({
  name,
  version: z.number().int().min(1),
  description,
  layers: z.array(
    z.object({
      id: layerId,
      name,
      key,
      description,
      hue: z.enum(LAYER_HUES),
      line: z.enum(LINE_STYLES),
      labels: z.array(z.object({ id: labelId, name, key, description, archived })),
      attributes: z.array(
        z.object({
          id: attributeId,
          name,
          type: z.enum(['choice', 'choices', 'flag', 'text', 'link', 'links']),
          description,
          choices: z.array(z.object({ id: z.string().min(1).max(200), name, key })).exactOptional(),
          targetLayers: z.array(layerId).exactOptional(),
          targetKinds: z.array(z.enum(['article', 'inherited', 'fragments', 'text'])).exactOptional(),
          quick: z.boolean().exactOptional(),
          archived,
        }),
      ),
      archived,
    }),
  ),
  relationTypes: z.array(
    z.object({
      id: relationTypeId,
      name,
      description,
      sourceLayers: z.array(layerId),
      targetLayers: z.array(layerId),
      archived,
    }),
  ),
}) satisfies z.ZodType<Scheme>;
