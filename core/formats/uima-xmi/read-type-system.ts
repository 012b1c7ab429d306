import type { CasFeature, CasType } from '../uima/cas.ts';
import { TOP } from '../uima/cas.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements, xmlTextOf } from '../xml/read.ts';

/** Whether a file is a type system and no CAS. */
export function isTypeSystem(root: XmlElement): boolean {
  return root.name === 'typeSystemDescription';
}

/** The types of a type system descriptor (Apache UIMA reference). What has no name is passed over. */
export function readTypeSystem(root: XmlElement): CasType[] {
  return childElements(root, 'types').flatMap((types) =>
    childElements(types, 'typeDescription').flatMap((type): CasType[] => {
      const name = childText(type, 'name');
      if (name === '') return [];
      const features = childElements(type, 'features').flatMap((list) =>
        childElements(list, 'featureDescription').map(featureOf),
      );
      return [{ name, superType: childText(type, 'supertypeName') || TOP, features }];
    }),
  );
}

function featureOf(element: XmlElement): CasFeature {
  const range = childText(element, 'rangeTypeName');
  const isArray = range === 'uima.cas.FSArray';
  return {
    name: childText(element, 'name'),
    range: isArray ? `${childText(element, 'elementType') || TOP}[]` : range,
  };
}

function childText(element: XmlElement, name: string): string {
  const [child] = childElements(element, name);
  return child === undefined ? '' : xmlTextOf(child).trim();
}
