import type { Cas, CasStructure, CasType } from '../uima/cas.ts';
import { STRING_ARRAY } from '../uima/cas.ts';

/**
 * A CAS as CAS JSON 0.4 (apache/uima-uimaj-io-jsoncas, `SPECIFICATION.adoc`; formats.md section 6): types, structures
 * and views in one object, the sofa first. A structure a line, so that versions can be compared.
 */
export function writeCasJson(cas: Cas): string {
  // Arrays are structures of their own; they get the ids after the last one.
  let nextId = [...cas.structures, ...cas.sofas].reduce((most, { id }) => Math.max(most, Number(id)), 0) + 1;
  const structures = cas.structures.flatMap((structure) => {
    const { object, arrays } = structureJson(structure, () => nextId++);
    return [object, ...arrays];
  });
  const sofas = cas.sofas.map(({ id, name, text }, index) => ({
    '%ID': Number(id),
    '%TYPE': 'uima.cas.Sofa',
    sofaNum: index + 1,
    sofaID: name,
    mimeType: 'text',
    sofaString: text,
  }));
  const views = cas.views.map(({ sofa, members }) => [
    cas.sofas.find(({ id }) => id === sofa)?.name ?? '',
    { '%SOFA': Number(sofa), '%MEMBERS': members.map(Number) },
  ]);
  const lines = [...sofas, ...structures].map((object) => `\n${JSON.stringify(object)}`);
  return `{"%TYPES":${JSON.stringify(typesJson(cas.types))},\n"%FEATURE_STRUCTURES":[${lines.join(',')}],\n"%VIEWS":${JSON.stringify(Object.fromEntries(views))}}\n`;
}

function structureJson(structure: CasStructure, newId: () => number) {
  const entries: [string, unknown][] = [
    ['%ID', Number(structure.id)],
    ['%TYPE', structure.type],
  ];
  const arrays: object[] = [];
  if (structure.sofa !== null) entries.push(['@sofa', Number(structure.sofa)]);
  if (structure.begin !== null) entries.push(['begin', structure.begin]);
  if (structure.end !== null) entries.push(['end', structure.end]);
  for (const [feature, value] of structure.features) {
    if (value.is === 'text') entries.push([feature, value.text]);
    else if (value.is === 'refs') entries.push([`@${feature}`, Number(value.ids[0])]);
    else {
      const id = newId();
      arrays.push({ '%ID': id, '%TYPE': STRING_ARRAY, '%ELEMENTS': value.texts });
      entries.push([`@${feature}`, id]);
    }
  }
  return { object: Object.fromEntries(entries), arrays };
}

function typesJson(types: readonly CasType[]) {
  return Object.fromEntries(
    types.map(({ name, superType, features }) => [
      name,
      {
        '%NAME': name,
        '%SUPER_TYPE': superType,
        ...Object.fromEntries(
          features.map((feature) => [feature.name, { '%NAME': feature.name, '%RANGE': feature.range }]),
        ),
      },
    ]),
  );
}
