import { codecOf } from '#formats/codecs.ts';
import type { FormatCodec } from '#formats/exchange.ts';
import { writeHtmlReport } from '#formats/html/codec.ts';
import { writeMarkdownReport } from '#formats/markdown/codec.ts';
import { writeProject } from '#formats/refi-qda/write-project.ts';
import { writeCodebook } from '#formats/refi-qdc/write-codebook.ts';
import type { FormatId } from '#formats/registry.ts';
import type { Scheme } from '#model/scheme.ts';

type Serialise = NonNullable<FormatCodec['serialise']>;

/** How a format is written for a project with this scheme; `null` where it is not, or line by line as our own is. */
export function serialiserOf(format: FormatId, scheme: Scheme, filters: readonly string[]): Serialise | null {
  const facts = {
    project: null,
    scheme: `${scheme.name} ${scheme.version}`,
    // A time would make two exports of the same differ.
    exportedAt: null,
    filters,
  };
  switch (format) {
    case 'html':
      return (documents, options) => writeHtmlReport(documents, options, facts);
    case 'markdown':
      return (documents, options) => writeMarkdownReport(documents, options, facts);
    case 'refi-qdc':
      return () => {
        const { content, losses } = writeCodebook(scheme, 'Standoff');
        return { files: [{ path: 'codebook.qdc', content }], losses, names: {} };
      };
    case 'refi-qda':
      return (documents, options) => writeProject(documents, options, scheme);
    default:
      return codecOf(format)?.serialise ?? null;
  }
}
