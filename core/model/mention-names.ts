import type { Annotation, LinkTarget } from './annotation.ts';
import type { ProjectView } from './edit-types.ts';
import type { AnnotationId, AttributeId } from './ids.ts';
import { asId } from './ids.ts';

type Lookups = Pick<ProjectView, 'annotation' | 'relationsTouching'>;

/**
 * All that the targets of links are known by: the ids of their mentions and of mentions of the same entity
 * (over `sameAs` relations and `entity` links), and what is written there, in lower case.
 */
export function namesOf(links: readonly LinkTarget[], lookups: Lookups): ReadonlySet<string> {
  const names = new Set<string>();
  const ahead = [...links];
  while (true) {
    const link = ahead.pop();
    if (link === undefined) return names;
    if (link.kind === 'text') names.add(`text ${link.text.toLowerCase()}`);
    else if (link.kind !== 'annotation') names.add(link.kind);
    else if (!names.has(`id ${link.id}`)) {
      names.add(`id ${link.id}`);
      ahead.push(...namesOfMention(link.id, lookups));
    }
  }
}

function namesOfMention(id: AnnotationId, lookups: Lookups): LinkTarget[] {
  const mention = lookups.annotation(id);
  if (mention === null) return [];
  const entity = mention.attributes[asId<AttributeId>('entity')];
  const same = lookups
    .relationsTouching(id)
    .filter(({ type }) => type === 'sameAs')
    .map(({ source, target }): LinkTarget => ({ kind: 'annotation', id: source === id ? target : source }));
  const written: LinkTarget[] = isPronoun(mention) ? [] : [{ kind: 'text', text: mention.quote }];
  return [...written, ...(entity?.is === 'links' ? entity.links : []), ...same];
}

/** “He” is written alike whoever is meant. */
function isPronoun(mention: Annotation): boolean {
  const value = mention.attributes[asId<AttributeId>('mention')];
  return value?.is === 'values' && value.values.includes('pronoun');
}

/** Whether two targets are known to be the same by any of their names. */
export function sharesName(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const name of a) if (b.has(name)) return true;
  return false;
}
