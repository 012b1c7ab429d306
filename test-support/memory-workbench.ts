import type { Annotation, Fragment, Relation } from '../core/model/annotation.ts';
import { findBlocks } from '../core/model/blocks.ts';
import type { Change } from '../core/model/change.ts';
import type { DocumentRecord } from '../core/model/document.ts';
import type { AnnotationPatch, Decision, Edit, EditContext, EditError } from '../core/model/edit.ts';
import { decide } from '../core/model/edit.ts';
import type {
  AnnotationId,
  AnnotatorId,
  DocumentId,
  LabelId,
  LayerId,
  RelationTypeId,
} from '../core/model/ids.ts';
import { asId } from '../core/model/ids.ts';
import { createMemoryProject, type MemoryProject } from '../core/model/memory-project.ts';
import { asUtf16 } from '../core/model/offset.ts';
import { recordChange } from '../core/model/record-change.ts';
import type { Scheme } from '../core/model/scheme.ts';
import { newsScheme } from './news-scheme.ts';

/** A memory project with short ways to edit it. Ids count up; each edit is one second later. */
export interface Workbench {
  readonly project: MemoryProject;
  decide(edit: Edit, annotator?: string): Decision;
  /** Decides and applies; throws where the edit is refused. */
  edit(edit: Edit, annotator?: string): readonly Change[];
  /** The refusal of an edit that must be refused. */
  refusal(edit: Edit): EditError;
  tag(layer: string, label: string, start: number, end: number, more?: Partial<Edit>): AnnotationId;
  update(id: AnnotationId, patch: AnnotationPatch): readonly Change[];
  relate(type: string, source: AnnotationId, target: AnnotationId): Relation;
  read(id: AnnotationId): Annotation;
}

export const FIRST = asId<DocumentId>('document-1');
export const ANNOTATOR = 'annotator-1';

export function createWorkbench(texts: readonly string[], scheme: Scheme = newsScheme): Workbench {
  const project = createMemoryProject(scheme);
  for (const [index, text] of texts.entries()) {
    project.putText(`sha-${index}`, text);
    const document = documentOf(`document-${index + 1}`, `sha-${index}`, text);
    project.apply([recordChange('document', document.id, null, document)]);
  }
  let ids = 0;
  let seconds = 0;
  const contextOf = (annotator: string): EditContext => {
    seconds += 1;
    return {
      annotatorId: asId<AnnotatorId>(annotator),
      now: new Date(Date.UTC(2024, 0, 1) + seconds * 1000).toISOString(),
      newId: () => {
        ids += 1;
        return `id-${String(ids).padStart(6, '0')}`;
      },
    };
  };
  const workbench: Workbench = {
    project,
    decide: (edit, annotator = ANNOTATOR) => decide(edit, project, contextOf(annotator)),
    edit: (edit, annotator = ANNOTATOR) => {
      const decision = workbench.decide(edit, annotator);
      if (!decision.ok) throw new Error(`${decision.error.code}: ${decision.error.message}`);
      project.apply(decision.value);
      return decision.value;
    },
    refusal: (edit) => {
      const decision = workbench.decide(edit);
      if (decision.ok) throw new Error('The edit was not refused.');
      return decision.error;
    },
    tag: (layer, label, start, end, more = {}) => {
      const changes = workbench.edit({
        kind: 'annotation.create',
        documentId: FIRST,
        layer: asId<LayerId>(layer),
        label: asId<LabelId>(label),
        fragments: [span(start, end)],
        ...more,
      } as Edit);
      return asId<AnnotationId>(changes[0]?.id ?? '');
    },
    update: (annotationId, patch) => workbench.edit({ kind: 'annotation.update', annotationId, patch }),
    relate: (type, source, target) => {
      const [change] = workbench.edit({
        kind: 'relation.create',
        type: asId<RelationTypeId>(type),
        source,
        target,
      });
      return change?.after as Relation;
    },
    read: (id) => {
      const annotation = project.annotation(id);
      if (annotation === null) throw new Error(`There is no annotation ${id}.`);
      return annotation;
    },
  };
  return workbench;
}

export function span(start: number, end: number): Fragment {
  return { start: asUtf16(start), end: asUtf16(end) };
}

function documentOf(id: string, textSha256: string, text: string): DocumentRecord {
  return {
    id: asId<DocumentId>(id),
    title: id,
    textSha256,
    length: text.length,
    language: null,
    blockRule: 'line',
    blocks: findBlocks(text, 'line'),
    source: {
      publisher: null,
      author: null,
      url: null,
      publishedAt: null,
      fileName: null,
      mediaType: null,
      encoding: null,
      bytesSha256: null,
      importedAt: '2024-01-01T00:00:00.000Z',
    },
    metadata: {},
  };
}
