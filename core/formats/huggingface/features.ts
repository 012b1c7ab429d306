import type { SchemaElement } from 'hyparquet-writer';

/** A column, or what a list holds: a scalar, or a record of named features. */
type Scalar = 'string' | 'int32';
type Feature = Scalar | { readonly list: Scalar | Features };
export type Features = Readonly<Record<string, Feature>>;

/** The columns (formats.md 11). */
export const FEATURES = {
  id: 'string',
  title: 'string',
  text: 'string',
  spans: {
    list: {
      id: 'string',
      layer: 'string',
      label: 'string',
      fragments: { list: { start: 'int32', end: 'int32', text: 'string' } },
      attributes: { list: { key: 'string', value: 'string' } },
      annotator: 'string',
      note: 'string',
    },
  },
  relations: {
    list: { id: 'string', type: 'string', from_id: 'string', to_id: 'string', annotator: 'string' },
  },
  tokens: { list: 'string' },
  ner_tags: { list: 'string' },
  standoff: 'string',
} as const satisfies Features;

/** The columns of the configuration `spans`: those of our tables (formats.md 15). */
export const SPAN_FEATURES = {
  doc_id: 'string',
  annotation_id: 'string',
  fragment: 'int32',
  fragments: 'int32',
  layer: 'string',
  label: 'string',
  start: 'int32',
  end: 'int32',
  start_utf16: 'int32',
  end_utf16: 'int32',
  text: 'string',
  annotator: 'string',
  status: 'string',
  attributes: 'string',
} as const satisfies Features;

/**
 * The features in the YAML of the card. Records stand in a `list`: `sequence` of a record would be a record of lists, and
 * loading fails (huggingface/datasets#7137, #7569).
 */
export function featuresYaml(indent: string, features: Features = FEATURES): string {
  return Object.entries(features)
    .map(([name, feature]) => {
      const head = `${indent}- name: ${name}\n`;
      if (typeof feature === 'string') return `${head}${indent}  dtype: ${feature}\n`;
      if (typeof feature.list === 'string') return `${head}${indent}  sequence: ${feature.list}\n`;
      return `${head}${indent}  list:\n${featuresYaml(`${indent}  `, feature.list)}`;
    })
    .join('');
}

/** The same as a Parquet schema: UTF-8, 32-bit integers, lists of three levels, everything optional (formats.md 11). */
export function parquetSchema(features: Features): SchemaElement[] {
  return [{ name: 'root', num_children: Object.keys(features).length }, ...elementsOf(features)];
}

function elementsOf(features: Features): SchemaElement[] {
  return Object.entries(features).flatMap(([name, feature]) => elementOf(name, feature));
}

function elementOf(name: string, feature: Feature): SchemaElement[] {
  if (feature === 'int32') return [{ name, repetition_type: 'OPTIONAL', type: 'INT32' }];
  if (feature === 'string') {
    return [{ name, repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' }];
  }
  const { list } = feature;
  return [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...(typeof list === 'string'
      ? elementOf('element', list)
      : [
          { name: 'element', repetition_type: 'OPTIONAL' as const, num_children: Object.keys(list).length },
          ...elementsOf(list),
        ]),
  ];
}
