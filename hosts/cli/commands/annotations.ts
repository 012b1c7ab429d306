import { type AnnotationJson, annotationsJson } from '#backend/export/document-json.ts';
import type { ResponseOf } from '#contract/contract.ts';
import type { DocumentId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { unpackAnnotations } from '#model/packed-annotations.ts';
import { type Command, DONE, FAILED, positional, textOption } from '../command.ts';
import { withProject } from '../open-project.ts';
import { table } from '../output.ts';

export const annotationsCommand: Command = {
  name: 'annotations',
  usage: 'PROJECT [--document ID] [--json]',
  summary: 'list annotations; offsets count Unicode code points',
  options: { document: { type: 'string' } },
  positionals: { least: 1, most: 1 },
  async run(given, around) {
    const wanted = textOption(given, 'document');
    return withProject(around, positional(given, 0), async ({ call }) => {
      const project = await call('project.read', {});
      if (project === null) return FAILED;
      const ids =
        wanted === undefined
          ? (await call('document.list', {})).documents.map(({ id }) => id)
          : [asId<DocumentId>(wanted)];
      const listed: { document: { id: string; title: string }; annotations: readonly AnnotationJson[] }[] =
        [];
      for (const documentId of ids) {
        const read: ResponseOf<'document.read'> = await call('document.read', { documentId });
        const { document, text, relations } = read;
        const annotations = unpackAnnotations(read.annotations, documentId, text);
        const content = { document, text, statuses: [], annotations, relations };
        listed.push({
          document: { id: document.id, title: document.title },
          annotations: annotationsJson(content, project.scheme, project.annotators),
        });
      }
      if (given.values.json === true) {
        around.output.json(
          listed.flatMap(({ document, annotations }) =>
            annotations.map((annotation) => ({ document, ...annotation })),
          ),
        );
      } else {
        for (const { document, annotations } of listed) {
          around.output.line(`${document.title} (${document.id})`);
          for (const row of table(annotations.map(rowOf))) around.output.line(`  ${row}`);
        }
      }
      return DONE;
    });
  },
};

function rowOf({ start, end, layer, label, annotator, quote }: AnnotationJson) {
  return [start, end, label === null ? layer : `${layer}:${label}`, annotator.name, shortened(quote)];
}

/** A quote on one line. */
function shortened(quote: string): string {
  const characters = Array.from(quote.replace(/\s+/g, ' '));
  return characters.length <= 80 ? characters.join('') : `${characters.slice(0, 79).join('')}…`;
}
