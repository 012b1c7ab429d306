/**
 * What a project exported by INCEpTION or WebAnno has (formats.md 5): `annotation/DOCUMENT/ANNOTATOR.…` and
 * `curation/DOCUMENT/CURATION_USER.…`, each in the format chosen and often a ZIP archive, `source/DOCUMENT`, and beside
 * them settings, logs and the same once more as Java objects.
 */
const PROJECT = /^(.*\/)?exportedproject[^/]*\.json$/i;
const MADE_OF = /^(.*\/)?(?:annotation|curation)\/[^/]+\/.+$/;

/** The document before anybody saw it: what it holds, every annotator's file holds as well. */
const INITIAL = /^INITIAL_CAS\./;

/**
 * Of the names of such a project those that are worth reading: the annotated documents, and the sources of those that
 * nobody has annotated. Of other names all.
 */
export function namesOfProject(names: readonly string[]): readonly string[] {
  const root = names.map((name) => PROJECT.exec(name)).find((found) => found !== null);
  if (root === undefined) return names;
  const folder = root[1] ?? '';
  const below = (place: string) =>
    names
      .filter((name) => name.startsWith(`${folder}${place}/`))
      .map((name) => {
        const [document = '', ...rest] = name.slice(folder.length + place.length + 1).split('/');
        return { name, document, isInitial: INITIAL.test(rest.join('/')) };
      });
  const annotated = [...below('annotation'), ...below('curation')];
  const known = new Set(annotated.map(({ document }) => document));
  const seen = new Set(annotated.filter(({ isInitial }) => !isInitial).map(({ document }) => document));
  return [
    ...annotated.filter(({ document, isInitial }) => !isInitial || !seen.has(document)),
    ...below('source').filter(({ document }) => !known.has(document)),
  ].map(({ name }) => name);
}

/**
 * The folder of the project that a file of `annotation/DOCUMENT/` or `curation/DOCUMENT/` belongs to, as what several
 * people made of a document is read together; `null` for other files.
 */
export function projectFolderOf(name: string): string | null {
  const found = MADE_OF.exec(name);
  return found === null ? null : (found[1] ?? '');
}
