import { folderOf } from '../shared/file-groups.ts';

/** As many files of one folder may be those of the annotators of one document. */
const MOST_ANNOTATORS = 50;

/**
 * Files that may be of one document: in projects those of its folders, elsewhere those of a small folder, as exports of
 * ours have one for each document that several have annotated. Of a large folder each file is a document. Type systems go
 * with the files of their folder and of those below it.
 */
export function groupCasFiles(
  names: readonly string[],
  isTypeSystem: (name: string) => boolean,
): readonly (readonly string[])[] {
  const types = names.filter(isTypeSystem);
  const files = names.filter((name) => !isTypeSystem(name));
  const inFolder = new Map<string, number>();
  for (const name of files) inFolder.set(folderOf(name), (inFolder.get(folderOf(name)) ?? 0) + 1);
  const groups = Map.groupBy(files, (name) => {
    const project = /^(.*\/)?(?:annotation|curation)\/([^/]+)\/./.exec(name);
    if (project !== null) return `document ${project[1] ?? ''}${project[2] ?? ''}`;
    const folder = folderOf(name);
    return (inFolder.get(folder) ?? 0) <= MOST_ANNOTATORS ? `folder ${folder}` : `file ${name}`;
  });
  const typesIn = Map.groupBy(types, folderOf);
  const used = new Set<string>();
  const grouped = [...groups.values()].map((group) => {
    const own = new Set(group.flatMap((name) => foldersAbove(name).flatMap((at) => typesIn.get(at) ?? [])));
    for (const name of own) used.add(name);
    return [...own, ...group];
  });
  return [...grouped, ...types.filter((name) => !used.has(name)).map((name) => [name])];
}

/** Its own folder and those that this one is in, up to the one without a name. */
function foldersAbove(name: string): string[] {
  const parts = name.split('/');
  return parts.map((_, index) =>
    parts
      .slice(0, index)
      .map((part) => `${part}/`)
      .join(''),
  );
}
