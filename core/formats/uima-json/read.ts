import type { FileLog } from '../shared/file-log.ts';
import type { Cas, CasFeature, CasSofa, CasStructure, CasType, CasValue, CasView } from '../uima/cas.ts';
import { TOP } from '../uima/cas.ts';

type Json = Readonly<Record<string, unknown>>;

const SOFA = 'uima.cas.Sofa';

/**
 * The CAS of a CAS JSON 0.4 object; `null` with a problem in the log where it is something else. Structures in any
 * order. `@` before a name says reference, `#` a number that JSON does not have; `%ELEMENTS` are those of an array.
 */
export function readCasJson(value: unknown, log: FileLog): Cas | null {
  const object = objectOf(value);
  if (object !== null && ('_context' in object || '_views' in object)) {
    log.problem(
      null,
      'This is the older JSON of UIMA 2, which programs only write. Export the document as “UIMA CAS JSON 0.4” or XMI.',
    );
    return null;
  }
  if (object === null || !Object.keys(object).some((key) => PARTS.includes(key))) {
    log.problem(
      null,
      'This is not CAS JSON: it needs an object with %TYPES, %FEATURE_STRUCTURES and %VIEWS.',
    );
    return null;
  }
  const sofas: CasSofa[] = [];
  const structures: CasStructure[] = [];
  for (const [index, item] of itemsOf(object['%FEATURE_STRUCTURES']).entries()) {
    const structure = objectOf(item);
    if (structure === null || typeof structure['%TYPE'] !== 'string') {
      log.notice(null, `%FEATURE_STRUCTURES[${index}] is no object with a %TYPE; left out.`);
    } else if (structure['%TYPE'] === SOFA) {
      const text = structure.sofaString;
      sofas.push({
        id: nameOf(structure['%ID']),
        name: nameOf(structure.sofaID),
        text: typeof text === 'string' ? text : null,
      });
    } else {
      structures.push(structureOf(structure, structure['%TYPE']));
    }
  }
  return { types: typesOf(object['%TYPES']), sofas, structures, views: viewsOf(object['%VIEWS'], sofas) };
}

const PARTS = ['%TYPES', '%FEATURE_STRUCTURES', '%VIEWS'];

function structureOf(json: Json, type: string): CasStructure {
  const features = new Map<string, CasValue>();
  for (const [key, value] of Object.entries(json)) {
    if (key === 'begin' || key === 'end' || key === '@sofa' || value === null) continue;
    if (key === '%ELEMENTS') features.set('elements', elementsOf(type, value));
    else if (key.startsWith('@')) features.set(key.slice(1), { is: 'refs', ids: [nameOf(value)] });
    else if (key.startsWith('#')) features.set(key.slice(1), { is: 'text', text: nameOf(value) });
    else if (!key.startsWith('%')) features.set(key, { is: 'text', text: nameOf(value) });
  }
  return {
    id: nameOf(json['%ID']),
    type,
    sofa: json['@sofa'] === undefined ? null : nameOf(json['@sofa']),
    begin: numberOf(json.begin),
    end: numberOf(json.end),
    features,
    line: null,
  };
}

/** Arrays of structures hold ids, all others their values. */
function elementsOf(type: string, value: unknown): CasValue {
  const items = itemsOf(value).map(nameOf);
  return type === 'uima.cas.FSArray' || type.endsWith('[]')
    ? { is: 'refs', ids: items }
    : { is: 'texts', texts: items };
}

function typesOf(value: unknown): CasType[] {
  return Object.entries(objectOf(value) ?? {}).map(([name, json]): CasType => {
    const type = objectOf(json) ?? {};
    const features = Object.entries(type)
      .filter(([key]) => !key.startsWith('%'))
      .map(([key, feature]): CasFeature => ({ name: key, range: nameOf(objectOf(feature)?.['%RANGE']) }));
    return { name, superType: nameOf(type['%SUPER_TYPE']) || TOP, features };
  });
}

/** A view is found by its sofa; one without text may name the sofa by its name only. */
function viewsOf(value: unknown, sofas: readonly CasSofa[]): CasView[] {
  const byName = new Map(sofas.map(({ id, name }) => [name, id]));
  return Object.entries(objectOf(value) ?? {}).map(([name, json]): CasView => {
    const view = objectOf(json) ?? {};
    const sofa = nameOf(view['%SOFA']) || (byName.get(name) ?? '');
    return { sofa, members: itemsOf(view['%MEMBERS']).map(nameOf) };
  });
}

function objectOf(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** The version with all structures in an object by their ids is read too. */
function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const byId = objectOf(value);
  if (byId === null) return [];
  return Object.entries(byId).map(([id, item]) => ({ '%ID': id, ...objectOf(item) }));
}

/** Strings, numbers and booleans as text; anything else is empty. */
function nameOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

function numberOf(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' ? value : Number.NaN;
}
