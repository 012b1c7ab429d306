import type { CellValue } from './escape.ts';
import { splitUnescaped, unescapeValue, withSuffix } from './escape.ts';
import type { Column, Header, HeaderLayer } from './header.ts';
import { ANY_TYPE } from './header.ts';
import type { ContentRow } from './read-content.ts';

/** An annotation as the rows have it. */
export interface TsvAnnotation {
  readonly layer: HeaderLayer;
  start: number;
  end: number;
  readonly line: number;
  /** By name of the feature, unescaped; what is not set is absent. */
  readonly values: Map<string, string>;
}

export interface TsvRelation {
  readonly layer: HeaderLayer | null;
  readonly source: TsvAnnotation;
  readonly target: TsvAnnotation;
  /** By name of the feature; of a slot or chain link, `label` is its role. */
  readonly values: ReadonlyMap<string, string>;
}

type Notice = (line: number | null, message: string) => void;

/** A reference that can be followed when all annotations are known. */
interface Pending {
  readonly layer: HeaderLayer | null;
  readonly values: ReadonlyMap<string, string>;
  readonly line: number;
  readonly source: { readonly at: string; readonly id: number; readonly type: string } | TsvAnnotation;
  readonly target: { readonly at: string; readonly id: number; readonly type: string } | TsvAnnotation;
}

/**
 * Reads the cells as INCEpTION does (`Tsv3XDeserializer.parseAnnotations`): what stands at the same place of a stack
 * in the columns of a layer is one annotation, and rows with the same id are one.
 */
export function readAnnotations(
  rows: readonly ContentRow[],
  header: Header,
  notice: Notice,
): { readonly annotations: readonly TsvAnnotation[]; readonly relations: readonly TsvRelation[] } {
  const annotations: TsvAnnotation[] = [];
  const byId = new Map<number, TsvAnnotation>();
  const atRow = new Map<string, { readonly annotation: TsvAnnotation; readonly id: number }[]>();
  const chains = new Map<
    string,
    Map<number, { readonly annotation: TsvAnnotation; readonly role: string }>
  >();
  const pending: Pending[] = [];

  const create = (layer: HeaderLayer, row: ContentRow): TsvAnnotation => {
    const annotation = {
      layer,
      start: row.start,
      end: row.end,
      line: row.line,
      values: new Map<string, string>(),
    };
    annotations.push(annotation);
    return annotation;
  };
  const extend = (annotation: TsvAnnotation, row: ContentRow) => {
    annotation.start = Math.min(annotation.start, row.start);
    annotation.end = Math.max(annotation.end, row.end);
  };
  const place = (annotation: TsvAnnotation, id: number, row: ContentRow) => {
    const there = atRow.get(row.name);
    if (there === undefined) atRow.set(row.name, [{ annotation, id }]);
    else there.push({ annotation, id });
  };

  const readSpans = (layer: HeaderLayer, stacks: readonly Stack[], row: ContentRow) => {
    for (let index = 0; index < depthOf(stacks); index += 1) {
      const id = Number(
        stacks.find(({ values }) => values[index]?.suffix != null)?.values[index]?.suffix ?? 0,
      );
      const known = id === 0 ? undefined : byId.get(id);
      const isNew = known === undefined || known.layer !== layer;
      const annotation = isNew ? create(layer, row) : known;
      if (!isNew) extend(annotation, row);
      else if (id !== 0) {
        if (known !== undefined) notice(row.line, `The id [${id}] is used in two layers.`);
        else byId.set(id, annotation);
      }
      place(annotation, id, row);
      for (const [position, { column, values }] of stacks.entries()) {
        const value = values[index];
        if (column.is === 'feature') {
          if (value !== undefined && isSet(value.raw))
            annotation.values.set(column.name, unescapeValue(value.raw));
        } else if (column.is === 'roles' && isNew && value !== undefined) {
          const targets = stacks[position + 1];
          if (targets?.column.is !== 'targets') continue;
          readSlots(annotation, column.name, value.raw, targets.values[index], targets.column.type, row);
        }
      }
    }
  };

  const readSlots = (
    source: TsvAnnotation,
    name: string,
    roles: string,
    targets: CellValue | undefined,
    type: string,
    row: ContentRow,
  ) => {
    if (targets === undefined || roles === '_') return;
    const names = splitUnescaped(roles, ';');
    const whole = targets.suffix === null ? targets.raw : `${targets.raw}[${targets.suffix}]`;
    for (const [index, target] of splitUnescaped(whole, ';').entries()) {
      if (!isSet(target)) continue;
      const { raw, suffix } = withSuffix(target);
      const role = names[index] ?? '*';
      const values = new Map([['label', isSet(role) ? unescapeValue(role) : name]]);
      const to = { at: raw, id: Number(suffix ?? 0), type };
      pending.push({ layer: null, values, line: row.line, source, target: to });
    }
  };

  const readRelations = (layer: HeaderLayer, stacks: readonly Stack[], row: ContentRow) => {
    const sources = stacks.find(({ column }) => column.is === 'source');
    if (sources?.column.is !== 'source') return;
    const { type } = sources.column;
    for (const [index, { raw, suffix }] of sources.values.entries()) {
      if (!isSet(raw)) continue;
      const [source = '0', target = '0'] = (suffix ?? '0_0').split('_');
      const values = new Map<string, string>();
      for (const { column, values: cells } of stacks) {
        const value = cells[index];
        if (column.is === 'feature' && value !== undefined && isSet(value.raw)) {
          values.set(column.name, unescapeValue(value.raw));
        }
      }
      pending.push({
        layer,
        values,
        line: row.line,
        source: { at: raw, id: Number(source), type },
        target: { at: row.name, id: Number(target), type },
      });
    }
  };

  const readChains = (layer: HeaderLayer, stacks: readonly Stack[], row: ContentRow) => {
    const links = stacks.find(({ column }) => column.is === 'link')?.values ?? [];
    const elements = stacks.find(({ column }) => column.is === 'element')?.values ?? [];
    for (const [index, { raw }] of links.entries()) {
      const match = /^(.*)->([0-9]{1,9})-([0-9]{1,9})$/s.exec(raw);
      if (match === null) {
        if (isSet(raw)) notice(row.line, `“${raw.slice(0, 40)}” has no place in a chain. Left out.`);
        continue;
      }
      const [, role = '*', chain = '', number = ''] = match;
      const members = chains.get(`${layer.type} ${chain}`) ?? new Map();
      chains.set(`${layer.type} ${chain}`, members);
      const known = members.get(Number(number))?.annotation;
      const annotation = known ?? create(layer, row);
      if (known !== undefined) extend(known, row);
      else
        members.set(Number(number), { annotation, role: isSet(role) ? unescapeValue(role) : 'coreference' });
      place(annotation, 0, row);
      const element = elements[index];
      if (element !== undefined && isSet(element.raw))
        annotation.values.set('value', unescapeValue(element.raw));
    }
  };

  for (const row of rows) {
    for (const layer of header.layers) {
      const stacks = stacksOf(layer, row);
      if (layer.kind === 'span') readSpans(layer, stacks, row);
      else if (layer.kind === 'relation') readRelations(layer, stacks, row);
      else readChains(layer, stacks, row);
    }
  }

  const follow = (reference: Pending['source']): TsvAnnotation | null => {
    if ('layer' in reference) return reference;
    const { at, id, type } = reference;
    const there = (atRow.get(at) ?? []).filter((one) =>
      id === 0 ? type === ANY_TYPE || one.annotation.layer.type === type : one.id === id,
    );
    const only = new Set(there.map(({ annotation }) => annotation));
    return only.size === 1 ? (there[0]?.annotation ?? null) : null;
  };
  const relations: TsvRelation[] = [];
  for (const { layer, values, line, source, target } of pending) {
    const [from, to] = [follow(source), follow(target)];
    if (from !== null && to !== null) relations.push({ layer, source: from, target: to, values });
    else notice(line, `A relation has an end that is no annotation, or not one alone. Left out.`);
  }
  for (const members of chains.values()) {
    const sorted = [...members].toSorted(([a], [b]) => a - b).map(([, member]) => member);
    for (const [index, { annotation, role }] of sorted.entries()) {
      const target = sorted[index + 1]?.annotation;
      if (target === undefined) continue;
      relations.push({ layer: null, source: annotation, target, values: new Map([['label', role]]) });
    }
  }
  return { annotations, relations };
}

interface Stack {
  readonly column: Column;
  /** Empty where the cell is `_`. */
  readonly values: readonly CellValue[];
}

function stacksOf(layer: HeaderLayer, row: ContentRow): Stack[] {
  return layer.columns.map((column, index) => {
    const cell = row.cells[layer.first + index] ?? '_';
    // Slots have their brackets within; a chain's are the number of the chain.
    const read = (value: string): CellValue =>
      column.is === 'targets' ? { raw: value, suffix: null } : withSuffix(value);
    return { column, values: cell === '_' ? [] : splitUnescaped(cell, '|').map(read) };
  });
}

function depthOf(stacks: readonly Stack[]): number {
  return Math.max(0, ...stacks.map(({ values }) => values.length));
}

function isSet(raw: string): boolean {
  return raw !== '*' && raw !== '_';
}
