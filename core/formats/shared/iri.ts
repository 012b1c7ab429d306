const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an IRI names. A UUID is one whatever it names. */
export type IriKind = 'annotation' | 'annotator' | 'doc';

/** An IRI for one of our ids: `urn:uuid:…`, or `urn:<kind>:…` with whatever an IRI does not allow encoded. */
export function iriOf(kind: IriKind, id: string): string {
  if (kind === 'annotation' && UUID.test(id)) return `urn:uuid:${id}`;
  return `urn:${kind}:${encodeURIComponent(id.toWellFormed())}`;
}

/** The id of one of our IRIs; any other IRI is an id as it is. */
export function idOfIri(kind: IriKind, iri: string): string {
  if (kind === 'annotation' && iri.startsWith('urn:uuid:')) return iri.slice('urn:uuid:'.length);
  const prefix = `urn:${kind}:`;
  if (!iri.startsWith(prefix)) return iri;
  try {
    return decodeURIComponent(iri.slice(prefix.length)) || iri;
  } catch {
    return iri;
  }
}
