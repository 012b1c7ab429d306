import type { Attribute, Layer, RelationType, Scheme } from '#model/scheme.ts';
import { asParagraph } from '../markdown/escape.ts';
import { plainMarkdown, plainMarkdownLine } from './plain-markdown.ts';

/**
 * A scheme as guidelines for annotators: Markdown (CommonMark with tables, as GitHub has them) that reads well printed.
 * What is archived stands at the end by name alone, since it is on old annotations only.
 */
export function writeGuidelines(scheme: Scheme): string {
  const layers = scheme.layers.filter(isCurrent);
  const types = scheme.relationTypes.filter(isCurrent);
  const nameOf = (id: string): string => scheme.layers.find((layer) => layer.id === id)?.name ?? id;
  const parts = [
    `# ${plainMarkdownLine(scheme.name)}: guidelines for annotators`,
    paragraph(scheme.description),
    `Version ${scheme.version} of the scheme.`,
    overview(layers),
    ...layers.flatMap((layer) => layerPart(layer, nameOf)),
    ...(types.length === 0 ? [] : ['## Relations', ...types.map((type) => relationPart(type, nameOf))]),
    noLongerUsed(scheme),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function isCurrent({ archived }: { readonly archived?: boolean }): boolean {
  return archived !== true;
}

function overview(layers: readonly Layer[]): string {
  const rows = layers.map(({ name, key, labels }) => {
    const names = labels.filter(isCurrent).map((label) => plainMarkdownLine(label.name));
    return `| ${code(key)} | ${plainMarkdownLine(name)} | ${names.join(', ') || '–'} |`;
  });
  return ['| Key | Layer | Labels |', '| --- | --- | --- |', ...rows].join('\n');
}

function layerPart(layer: Layer, nameOf: (id: string) => string): string[] {
  const labels = layer.labels.filter(isCurrent);
  const attributes = layer.attributes.filter(isCurrent);
  const rows = labels.map(
    ({ name, key, description }) =>
      `| ${code(key)} | **${plainMarkdownLine(name)}** | ${plainMarkdownLine(description)} |`,
  );
  return [
    `## ${plainMarkdownLine(layer.name)}`,
    paragraph(layer.description),
    `Press ${code(layer.key)} to tag the selection as ${plainMarkdownLine(layer.name)}${labels.length === 0 ? '' : ', then the key of the label'}.`,
    ...(labels.length === 0
      ? []
      : ['### Labels', ['| Key | Label | When to use it |', '| --- | --- | --- |', ...rows].join('\n')]),
    ...(attributes.length === 0
      ? []
      : ['### Attributes', ...attributes.map((one) => attributePart(one, nameOf))]),
  ];
}

const TYPES: Readonly<Record<Attribute['type'], string>> = {
  choice: 'one of',
  choices: 'one or more of',
  flag: 'yes or no',
  text: 'free text',
  link: 'a link to',
  links: 'one or more links to',
};

const ENDS: Readonly<Record<NonNullable<Attribute['targetKinds']>[number], string>> = {
  article: 'the article itself',
  inherited: 'whatever the quote around it has',
  fragments: 'a stretch of the text',
  text: 'a name in words',
};

function attributePart(attribute: Attribute, nameOf: (id: string) => string): string {
  const { name, type, description, choices = [], targetLayers = [], targetKinds = [], quick } = attribute;
  const ends = [
    ...targetLayers.map((id) => `a span of ${plainMarkdownLine(nameOf(id))}`),
    ...targetKinds.map((kind) => ENDS[kind]),
  ];
  const what =
    choices.length > 0
      ? `${TYPES[type]}:`
      : ends.length > 0
        ? `${TYPES[type]} ${listed(ends)}.`
        : `${TYPES[type]}.`;
  const asked = quick === true ? ' Asked right after tagging.' : '';
  const lines = [
    `**${plainMarkdownLine(name)}**: ${what}`,
    ...choices.map((choice) => `- ${code(choice.key)} ${plainMarkdownLine(choice.name)}`),
  ];
  const said = `${paragraph(description)}${asked}`.trim();
  // A list ends at a blank line; what follows is a paragraph of its own.
  return said === '' ? lines.join('\n') : `${lines.join('\n')}\n\n${said}`;
}

function relationPart(type: RelationType, nameOf: (id: string) => string): string {
  const names = (ids: readonly string[]): string => listed(ids.map((id) => plainMarkdownLine(nameOf(id))));
  const head = `**${plainMarkdownLine(type.name)}**: from ${names(type.sourceLayers)} to ${names(type.targetLayers)}.`;
  const said = paragraph(type.description);
  return said === '' ? head : `${head}\\\n${said}`;
}

function noLongerUsed(scheme: Scheme): string {
  const isOld = (thing: { readonly archived?: boolean }): boolean => !isCurrent(thing);
  const names = [
    ...scheme.layers.filter(isOld).map(({ name }) => name),
    ...scheme.layers
      .filter(isCurrent)
      .flatMap((layer) =>
        [...layer.labels, ...layer.attributes].filter(isOld).map(({ name }) => `${layer.name}: ${name}`),
      ),
    ...scheme.relationTypes.filter(isOld).map(({ name }) => name),
  ];
  if (names.length === 0) return '';
  return ['## No longer used', names.map((name) => `- ${plainMarkdownLine(name)}`).join('\n')].join('\n\n');
}

function listed(things: readonly string[]): string {
  const [last = '', ...before] = things.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(', ')} or ${last}`;
}

function paragraph(text: string): string {
  return text.trim() === '' ? '' : asParagraph(plainMarkdown(text.trim()));
}

/** As code, which Markdown leaves alone; keys that it has a use for are escaped otherwise. */
function code(key: string): string {
  return /^[^`|\s\\]$/u.test(key) ? `\`${key}\`` : plainMarkdownLine(key);
}
