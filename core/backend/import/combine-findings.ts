import type { ResponseOf } from '#contract/contract.ts';

type InspectedFile = ResponseOf<'import.inspect'>[number];
/** What looking at files that are read together shows; the rest is known before. */
export type Finding = Omit<InspectedFile, 'file' | 'name' | 'size'>;

export interface NamedFinding {
  readonly name: string;
  readonly finding: Finding;
  /** Whether its problem says in which file it is. */
  readonly saysName: boolean;
}

/** More than this of one import help nobody. */
export const MOST_NOTICES = 50;

/**
 * What an archive holds, from what was found in its files: sums, and what stays out of it by the names of the files.
 * The sample and all else that is of one document are those of the first that can be read.
 */
export function combineFindings(archive: string, found: readonly NamedFinding[]): Finding | null {
  const isUsable = ({ finding }: NamedFinding) => finding.problem === null && finding.format !== null;
  const wholes = found.filter(({ finding }) => finding.partOf === null);
  const usable = wholes.filter(isUsable);
  const faulty = wholes.filter((one) => !isUsable(one));
  const [first] = usable;
  const left = faulty.map(({ name, finding, saysName }) =>
    saysName ? (finding.problem ?? '') : `${name}: ${finding.problem ?? ''}`,
  );
  if (first === undefined) {
    const [worst] = faulty;
    // All of it is read together with what another archive begins.
    if (worst === undefined) return found[0]?.finding ?? null;
    const more = left.length === 1 ? '' : ` It is so with ${left.length} files in the archive.`;
    const isForeign = wholes.every(({ finding }) => finding.isForeign);
    const problem = `${left[0]}${more}`;
    const offers = offersOf(faulty);
    return { ...worst.finding, problem, offers, table: null, tables: tablesOf(wholes, archive), isForeign };
  }
  const largest = usable.reduce((a, b) => (b.finding.documentCount > a.finding.documentCount ? b : a));
  const sum = (count: (finding: Finding) => number) =>
    usable.reduce((total, { finding }) => total + count(finding), 0);
  const notices = [
    ...kindsOf(usable),
    ...left.map((sentence) => `Left out: ${sentence}`),
    ...usable.flatMap(({ finding }) => finding.notices),
  ];
  return {
    ...first.finding,
    format: largest.finding.format,
    formatCertain: usable.every(({ finding }) => finding.formatCertain),
    offers: offersOf(usable),
    encodingCertain: usable.every(({ finding }) => finding.encodingCertain),
    documentCount: sum(({ documentCount }) => documentCount),
    sameCount: sum(({ sameCount }) => sameCount),
    twiceCount: sum(({ twiceCount }) => twiceCount),
    annotationCount: sum(({ annotationCount }) => annotationCount),
    sameAnnotationCount: sum(({ sameAnnotationCount }) => sameAnnotationCount),
    unsignedCount: sum(({ unsignedCount }) => unsignedCount),
    relationCount: sum(({ relationCount }) => relationCount),
    conflictCount: found.reduce((total, { finding }) => total + finding.conflictCount, 0),
    table: null,
    tables: tablesOf(wholes, archive),
    lacking: usable.flatMap(({ finding }) => finding.lacking),
    names: namesOf(usable),
    notices: cutNotices(notices),
    duplicateOf: twinsOf(usable),
    adds: {
      skip: found.some(({ finding }) => finding.adds.skip),
      import: found.some(({ finding }) => finding.adds.import),
    },
  };
}

/** Said where all of it is there; with the title of the first. */
function twinsOf(usable: readonly NamedFinding[]): Finding['duplicateOf'] {
  const twins = usable.flatMap(({ finding }) => finding.duplicateOf ?? []);
  const [first] = twins;
  if (first === undefined || twins.length < usable.length) return null;
  return twins.find(({ where }) => where === 'import') ?? first;
}

export function cutNotices(notices: readonly string[]): string[] {
  return notices.length > MOST_NOTICES
    ? [...notices.slice(0, MOST_NOTICES), `… and ${notices.length - MOST_NOTICES} more.`]
    : [...notices];
}

function kindsOf(usable: readonly NamedFinding[]): string[] {
  const documents = new Map<string, number>();
  for (const { finding } of usable) {
    const format = finding.format ?? '';
    documents.set(format, (documents.get(format) ?? 0) + finding.documentCount);
  }
  if (documents.size < 2) return [];
  const kinds = [...documents].map(([format, count]) => `${count} as ${format}`);
  return [`The archive holds documents of several formats: ${kinds.join(', ')}.`];
}

/** What is chosen holds for all files of the archive, and helps where it helps one of them. */
function offersOf(found: readonly NamedFinding[]): Finding['offers'] {
  const offers = found.map(({ finding }) => finding.offers);
  return {
    formats: [...new Set(offers.flatMap(({ formats }) => formats))],
    encoding: offers.some(({ encoding }) => encoding),
  };
}

/** What is chosen for a table holds for all with the same columns. */
function tablesOf(found: readonly NamedFinding[], archive: string): Finding['tables'] {
  const tables = new Map<string, Finding['tables'][number]>();
  for (const { name, finding } of found) {
    const { table } = finding;
    if (table === null) continue;
    const key = JSON.stringify([table.sheets, table.sheet, table.columns.map((column) => column.name)]);
    const file = name.slice(archive.length + 1);
    const before = tables.get(key);
    if (before === undefined) tables.set(key, { ...table, files: [file] });
    else before.files.push(file);
  }
  return [...tables.values()];
}

function namesOf(usable: readonly NamedFinding[]): Finding['names'] {
  const names = new Map<string, Finding['names'][number]>();
  for (const name of usable.flatMap(({ finding }) => finding.names)) {
    const key = JSON.stringify([name.layer, name.label]);
    const before = names.get(key);
    names.set(key, before === undefined ? name : { ...name, count: before.count + name.count });
  }
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
}
