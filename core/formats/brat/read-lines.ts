/** One line of an `.ann` file, read by its grammar alone; ids are not looked up yet. */
export type AnnLine =
  | {
      readonly is: 'span';
      readonly id: string;
      readonly type: string;
      readonly fragments: readonly { readonly start: number; readonly end: number }[];
      /** `null` where the line has no TEXT. */
      readonly text: string | null;
    }
  | {
      readonly is: 'event';
      readonly id: string;
      readonly type: string;
      readonly trigger: string;
      readonly roles: readonly { readonly role: string; readonly id: string }[];
    }
  | {
      readonly is: 'relation';
      readonly id: string;
      readonly type: string;
      readonly roles: readonly { readonly role: string; readonly id: string }[];
    }
  | {
      readonly is: 'attribute';
      readonly id: string;
      readonly name: string;
      readonly of: string;
      readonly value: string;
    }
  | { readonly is: 'reference'; readonly id: string; readonly of: string; readonly key: string }
  | {
      readonly is: 'note';
      readonly id: string;
      readonly kind: string;
      readonly of: string;
      readonly text: string;
    }
  | { readonly is: 'group'; readonly type: string; readonly ids: readonly string[] };

/** What cannot be read is a sentence that says so. */
export type ReadLine = { readonly line: AnnLine } | { readonly problem: string };

/**
 * Reads a line without its line end, as brat's `_parse_ann_file` does: id, tab, data, and after a second tab the rest
 * (formats.md 3; brat `server/src/annotation.py`).
 */
export function readAnnLine(line: string): ReadLine {
  const tab = line.indexOf('\t');
  if (tab === -1) return { problem: 'The line has no tab after its id.' };
  const id = line.slice(0, tab);
  const rest = line.slice(tab + 1);
  const second = rest.indexOf('\t');
  const data = second === -1 ? rest : rest.slice(0, second);
  const tail = second === -1 ? null : rest.slice(second + 1);
  if (id === '*') return group(data);
  if (!/^[A-Z#][A-Za-z]*[0-9]+$/.test(id)) {
    return { problem: `“${shown(id)}” is not an id: a letter or # and a number.` };
  }
  switch (id.charAt(0)) {
    case 'T':
      return span(id, data, tail);
    case 'E':
      return event(id, data);
    case 'R':
      return relation(id, data);
    case 'A':
    case 'M':
      return attribute(id, data);
    case 'N':
      return reference(id, data);
    case '#':
      return note(id, data, tail ?? '');
    default:
      return { problem: `Lines that begin with “${id.charAt(0)}” are not known.` };
  }
}

const WHOLE = /^-?[0-9]{1,15}$/;

function span(id: string, data: string, tail: string | null): ReadLine {
  const space = data.indexOf(' ');
  const type = data.slice(0, space);
  const fragments: { start: number; end: number }[] = [];
  for (const place of space < 1
    ? ['']
    : data
        .slice(space + 1)
        .trimEnd()
        .split(';')) {
    const [start = '', end = '', ...more] = place.split(' ');
    if (!WHOLE.test(start) || !WHOLE.test(end) || more.length > 0) {
      return { problem: `${id} needs a type and two numbers, as in “T1⇥Person 0 5⇥Maria”.` };
    }
    fragments.push({ start: Number(start), end: Number(end) });
  }
  return { line: { is: 'span', id, type, fragments, text: tail } };
}

function event(id: string, data: string): ReadLine {
  const [head = '', ...args] = data.trim().split(/ +/);
  const [type = '', trigger = '', ...more] = head.split(':');
  const roles = rolesOf(args);
  if (type === '' || trigger === '' || more.length > 0 || roles === null) {
    return { problem: `${id} needs a type with its trigger and roles, as in “E1⇥Merge:T1 Org:T2”.` };
  }
  return { line: { is: 'event', id, type, trigger, roles } };
}

function relation(id: string, data: string): ReadLine {
  const [type = '', ...args] = data.trim().split(/ +/);
  const roles = rolesOf(args);
  if (type === '' || roles?.length !== 2 || roles[0]?.role === roles[1]?.role) {
    return { problem: `${id} needs a type and two arguments, as in “R1⇥Family Arg1:T1 Arg2:T2”.` };
  }
  return { line: { is: 'relation', id, type, roles } };
}

function rolesOf(args: readonly string[]): { role: string; id: string }[] | null {
  const roles: { role: string; id: string }[] = [];
  for (const arg of args) {
    const [role = '', id = '', ...more] = arg.split(':');
    if (role === '' || id === '' || more.length > 0) return null;
    roles.push({ role, id });
  }
  return roles;
}

function attribute(id: string, data: string): ReadLine {
  const [name = '', of = '', ...value] = data.trimEnd().split(' ');
  if (name === '' || of === '') return { problem: `${id} needs a name and an id, as in “A1⇥Negation E1”.` };
  return { line: { is: 'attribute', id, name, of, value: value.length === 0 ? 'true' : value.join(' ') } };
}

function reference(id: string, data: string): ReadLine {
  const [, of = '', key = '', ...more] = data.trimEnd().split(' ');
  if (!/^[^:]+:./su.test(key) || more.length > 0) {
    return { problem: `${id} needs an id and a key, as in “N1⇥Reference T1 Wikidata:Q42⇥Maria”.` };
  }
  return { line: { is: 'reference', id, of, key } };
}

function note(id: string, data: string, text: string): ReadLine {
  const [kind = '', of = '', ...more] = data.trimEnd().split(' ');
  if (of === '' || more.length > 0) {
    return { problem: `${id} needs an id, as in “#1⇥AnnotatorNotes T1⇥the note”.` };
  }
  return { line: { is: 'note', id, kind, of, text } };
}

function group(data: string): ReadLine {
  const [type = '', ...ids] = data.trim().split(/\s+/);
  if (type === '' || ids.length < 2) {
    return { problem: 'A group needs a type and two ids or more, as in “*⇥Equiv T1 T2”.' };
  }
  return { line: { is: 'group', type, ids } };
}

function shown(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40).toWellFormed()}…` : name;
}
