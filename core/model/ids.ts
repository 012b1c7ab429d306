/** Branded identifiers: strings at run time, kept apart by the compiler. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** UUIDv7. */
export type DocumentId = Branded<'DocumentId'>;
/** UUIDv7. */
export type AnnotationId = Branded<'AnnotationId'>;
/** UUIDv7. */
export type RelationId = Branded<'RelationId'>;
/** UUIDv7. */
export type AnnotatorId = Branded<'AnnotatorId'>;
/** Stable within a scheme: renaming a layer keeps its id. */
export type LayerId = Branded<'LayerId'>;
/** Stable within its layer. */
export type LabelId = Branded<'LabelId'>;
/** Stable within its layer. */
export type AttributeId = Branded<'AttributeId'>;
/** Stable within a scheme. */
export type RelationTypeId = Branded<'RelationTypeId'>;

/** Marks a string as an id of the kind that the context asks for. Use where a string enters the program. */
export function asId<Id extends Branded<string>>(value: string): Id {
  return value as Id;
}
