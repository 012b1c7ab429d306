import type { Layer } from './columns.ts';
import { RELATION_TYPE, TYPE_PREFIX } from './columns.ts';

/**
 * `TypeSystem.xml`: the layers that a project must have before it can import the files (formats.md 4). All names in
 * it are identifiers, so that nothing needs an escape.
 */
export function typeSystem(layers: readonly Layer[]): string {
  const types = layers.map(({ type, features }) =>
    typeXml(
      type,
      features.map((name) => featureXml(name)),
    ),
  );
  const ends = ['Dependent', 'Governor'].map((name) => featureXml(name, 'uima.tcas.Annotation'));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">',
    '<types>',
    ...types,
    typeXml(RELATION_TYPE, [...ends, featureXml('label')]),
    '</types>',
    '</typeSystemDescription>',
    '',
  ].join('\n');
}

function typeXml(type: string, features: readonly string[]): string {
  return [
    `<typeDescription><name>${TYPE_PREFIX}${type}</name><description/>`,
    '<supertypeName>uima.tcas.Annotation</supertypeName>',
    `<features>${features.join('')}</features></typeDescription>`,
  ].join('');
}

function featureXml(name: string, range = 'uima.cas.String'): string {
  return `<featureDescription><name>${name}</name><description/><rangeTypeName>${range}</rangeTypeName></featureDescription>`;
}
