import fc from 'fast-check';
import type { AttributeValue, Fragment, LinkTarget } from '../core/model/annotation.ts';
import { BLOCK_RULES, DOCUMENT_STATES } from '../core/model/document.ts';
import type { AnnotationPatch, Edit } from '../core/model/edit.ts';
import { asId } from '../core/model/ids.ts';
import type { MemoryProject } from '../core/model/memory-project.ts';
import type { Attribute, Layer } from '../core/model/scheme.ts';
import { span } from './memory-workbench.ts';

/**
 * Random edits of a project as it stands: most are allowed, some are not. The draws of one edit are numbers, so
 * that fast-check can shrink them; `editFrom` turns them into an edit of what the project holds by then.
 */
export const draws: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(0xffff), {
  minLength: 24,
  maxLength: 24,
});

export function editFrom(numbers: readonly number[], project: MemoryProject): Edit {
  let used = 0;
  const next = (below: number): number => {
    const number = numbers[used % numbers.length] ?? 0;
    used += 1;
    return below === 0 ? 0 : (number + used) % below;
  };
  const pick = <T>(items: readonly T[]): T | undefined => items[next(items.length)];
  const documents = project.all('document').map(({ id }) => id);
  const annotations = project.all('annotation').map(({ id }) => id);
  const relations = project.all('relation').map(({ id }) => id);
  const scheme = project.scheme();
  const documentId = pick(documents) ?? asId('gone');

  const fragments = (text: string): Fragment[] =>
    Array.from({ length: 1 + next(3) }, () => {
      const start = next(text.length + 1);
      return span(start, Math.min(text.length, start + 1 + next(9)));
    });
  const link = (): LinkTarget => {
    switch (next(5)) {
      case 0:
        return { kind: 'article' };
      case 1:
        return { kind: 'inherited' };
      case 2:
        return { kind: 'text', text: `name ${next(4)}` };
      case 3:
        return { kind: 'fragments', fragments: [span(next(20), 20 + next(20))] };
      default:
        return { kind: 'annotation', id: pick(annotations) ?? asId('gone') };
    }
  };
  const value = (attribute: Attribute): AttributeValue => {
    if (next(6) === 0) return { is: next(2) === 0 ? 'none' : 'not-applicable' };
    if (attribute.type === 'link' || attribute.type === 'links') return { is: 'links', links: [link()] };
    const ids = attribute.type === 'flag' ? ['yes', 'no'] : (attribute.choices ?? []).map(({ id }) => id);
    return { is: 'values', values: [pick(ids) ?? `text ${next(9)}`] };
  };
  const attributes = (layer: Layer | undefined): Record<string, AttributeValue> => {
    const attribute = layer === undefined || next(2) === 0 ? undefined : pick(layer.attributes);
    return attribute === undefined ? {} : { [attribute.id]: value(attribute) };
  };
  const layerNamed = (id: string): Layer | undefined => scheme.layers.find((layer) => layer.id === id);

  switch (next(14)) {
    case 0: {
      const patch = pick([
        { blockRule: pick(BLOCK_RULES) ?? 'line' },
        { title: `title ${next(5)}`, language: next(2) === 0 ? null : 'en' },
        { author: next(2) === 0 ? null : `author ${next(3)}` },
      ]);
      return { kind: 'document.update', documentId, patch: patch ?? {} };
    }
    case 1:
      return { kind: 'document.set-state', documentId, state: pick(DOCUMENT_STATES) ?? 'assigned' };
    case 2:
      // Seldom, or nothing would be left to edit.
      if (next(4) > 0 || documents.length < 2)
        return { kind: 'annotator.create', name: `annotator ${next(4)}` };
      return { kind: 'document.delete', documentIds: [documentId] };
    case 3:
      return { kind: 'annotation.delete', annotationIds: [pick(annotations) ?? asId('gone')] };
    case 4:
      return { kind: 'relation.delete', relationId: pick(relations) ?? asId('gone') };
    case 5:
    case 6: {
      const twin = next(4) === 0 ? project.relation(pick(relations) ?? asId('gone')) : null;
      if (twin !== null) {
        return { kind: 'relation.create', type: twin.type, source: twin.source, target: twin.target };
      }
      const type = pick(scheme.relationTypes);
      const inLayers = (layers: readonly string[] = []) =>
        annotations.filter((id) => layers.includes(project.annotation(id)?.layer ?? ''));
      return {
        kind: 'relation.create',
        type: type?.id ?? asId('none'),
        source: pick(inLayers(type?.sourceLayers)) ?? asId('gone'),
        target: pick(inLayers(type?.targetLayers)) ?? asId('gone'),
      };
    }
    case 7:
    case 8:
    case 9: {
      const annotationId = pick(annotations) ?? asId('gone');
      const annotation = project.annotation(annotationId);
      const layer = layerNamed(annotation?.layer ?? '');
      const other = pick(scheme.layers);
      const name = pick(layer?.attributes ?? []);
      const patch: AnnotationPatch =
        pick<AnnotationPatch>([
          { label: pick(layer?.labels ?? [])?.id ?? null },
          { attributes: attributes(layer) },
          { attributes: name === undefined ? {} : { [name.id]: null } },
          { note: `note ${next(3)}`, certainty: next(2) === 0 ? 'sure' : 'unsure' },
          ...(annotation === null ? [] : [{ fragments: fragments(project.text(annotation.documentId)) }]),
          ...(other === undefined ? [] : [{ layer: other.id, label: pick(other.labels)?.id ?? null }]),
        ]) ?? {};
      return { kind: 'annotation.update', annotationId, patch };
    }
    default: {
      const layer = pick(scheme.layers);
      return {
        kind: 'annotation.create',
        documentId,
        layer: layer?.id ?? asId('none'),
        label: pick(layer?.labels ?? [])?.id ?? null,
        fragments: fragments(project.document(documentId) === null ? '' : project.text(documentId)),
        attributes: attributes(layer),
      };
    }
  }
}
