import { CERTAINTIES } from '#model/annotation.ts';
import { escapeXmlAttribute } from '../xml/write.ts';
import type { Controls } from './controls.ts';
import { CERTAINTY, NOTE, TEXT_TAG } from './controls.ts';

/** The labelling configuration that the tasks need; without it Label Studio rejects them (formats.md 2). */
export function configXml(controls: Controls): string {
  const lines: string[] = ['<View>'];
  if (controls.relations.size > 0) {
    lines.push('  <Relations>');
    for (const type of [...controls.relations].toSorted())
      lines.push(`    <Relation value=${quoted(type)}/>`);
    lines.push('  </Relations>');
  }
  const nameOf = new Map<string, string>();
  for (const [layer, { name, labels }] of controls.layers) {
    nameOf.set(layer, name);
    const values = [...labels].toSorted().map((label) => `<Label value=${quoted(label)}/>`);
    lines.push(`  <Labels name=${quoted(name)} toName="${TEXT_TAG}">${values.join('')}</Labels>`);
  }
  lines.push(
    `  <Choices name="${CERTAINTY}" toName="${TEXT_TAG}" perRegion="true">${CERTAINTIES.map((value) => `<Choice value="${value}"/>`).join('')}</Choices>`,
  );
  for (const { name, kind, layer, values, severalValues } of controls.attributes.values()) {
    const when = layer === null ? '' : ` whenTagName=${quoted(nameOf.get(layer) ?? layer)}`;
    const start = `name=${quoted(name)} toName="${TEXT_TAG}" perRegion="true"${when}`;
    if (kind === 'textarea') {
      lines.push(`  <TextArea ${start} maxSubmissions="0"/>`);
      continue;
    }
    const choices = [...values].toSorted().map((value) => `<Choice value=${quoted(value)}/>`);
    const several = severalValues ? ' choice="multiple"' : '';
    lines.push(`  <Choices ${start}${several}>${choices.join('')}</Choices>`);
  }
  lines.push(`  <TextArea name="${NOTE}" toName="${TEXT_TAG}" perRegion="true"/>`);
  // Symbols, not words: spans may begin and end anywhere.
  lines.push(`  <Text name="${TEXT_TAG}" value="$text" granularity="symbol"/>`, '</View>', '');
  return lines.join('\n');
}

const quoted = (value: string): string => `"${escapeXmlAttribute(value)}"`;
