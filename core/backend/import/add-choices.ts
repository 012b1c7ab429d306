import type { AttributeValue } from '#model/annotation.ts';
import { createIds, createKeys, idOfTag, shortName } from '#model/free-names.ts';
import type { LayerId } from '#model/ids.ts';
import type { Attribute, Scheme } from '#model/scheme.ts';
import { namesIn } from './add-names.ts';
import { namesOfIds } from './names-of-ids.ts';

/** Choices that an attribute would need to take a value as it was fitted; none where they would not help. */
export function missingChoices(attribute: Attribute, value: AttributeValue): readonly string[] {
  if (value.is !== 'values' || attribute.choices === undefined) return [];
  const { values } = value;
  if (attribute.type === 'choice' && values.length > 1) return [];
  const known = new Set(attribute.choices.map(({ id }) => id));
  const unknown = values.filter((one) => !known.has(one));
  // What is too long for a name, or none, is no choice.
  const canBeNames = unknown.every((one) => one !== '' && shortName(one) === one);
  return canBeNames && new Set(values).size === values.length ? unknown : [];
}

export interface LackingChoices {
  readonly layer: LayerId | null;
  /** Of the attribute. */
  readonly name: string;
  /** By how they are compared. */
  readonly values: ReadonlyMap<string, string>;
}

/** The scheme with the choices that a part lacks, after those that the attribute has. With `ours`, they are ids. */
export function withChoices(scheme: Scheme, { layer, name, values }: LackingChoices, ours: boolean): Scheme {
  const extended = (attribute: Attribute): Attribute => {
    const { choices = [] } = attribute;
    const freeId = createIds(choices.map(({ id }) => id));
    const freeKey = createKeys(choices.map(({ key }) => key));
    const wanted = [...values.values()];
    const nameOf = ours ? namesOfIds(wanted, namesIn(choices)) : (value: string) => value;
    const added = wanted.map((value) => {
      const called = nameOf(value);
      return { id: freeId(called, ours ? value : idOfTag(value).id), name: called, key: freeKey(called) };
    });
    return { ...attribute, choices: [...choices, ...added] };
  };
  return {
    ...scheme,
    layers: scheme.layers.map((one) =>
      one.id === layer
        ? {
            ...one,
            attributes: one.attributes.map((each) => (each.name === name ? extended(each) : each)),
          }
        : one,
    ),
  };
}
