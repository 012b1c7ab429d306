import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Layer, Scheme } from '#model/scheme.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { writeGuidelines } from './write-guidelines.ts';
import { writeScheme } from './write-scheme.ts';

describe('a scheme as JSON', () => {
  test('is the file that ships, to the byte but for how short lists are broken', () => {
    const shipped = readFileSync(new URL('../../../resources/schemes/news.json', import.meta.url), 'utf8');
    const plain = (json: string): string => json.replace(/\s+/g, '');
    expect(plain(writeScheme(newsScheme))).toBe(plain(shipped));
    expect(JSON.parse(writeScheme(newsScheme))).toEqual(newsScheme);
  });

  test('has its keys in one order, whatever theirs was', () => {
    const turned = JSON.parse(JSON.stringify(newsScheme), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ) as Scheme;
    expect(writeScheme(turned)).toBe(writeScheme(newsScheme));
  });
});

describe('guidelines', () => {
  const text = writeGuidelines(newsScheme);

  test('name every layer, label, attribute, choice and relation type with its key and description', () => {
    const things = newsScheme.layers.flatMap((layer) => [layer, ...layer.labels]);
    for (const { name, key } of things) {
      expect(text).toContain(name);
      expect(text).toContain(`\`${key}\``);
    }
    const attributes = newsScheme.layers.flatMap((layer) => layer.attributes);
    for (const { name } of [...attributes, ...newsScheme.relationTypes])
      expect(text).toContain(`**${name}**: `);
    for (const { name } of attributes.flatMap(({ choices }) => choices ?? [])) {
      expect(text).toContain(` ${name}`);
    }
    for (const { description } of [...things, ...attributes, ...newsScheme.relationTypes]) {
      const [words = ''] = description.split(/[^\w ]/);
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/\n{3}|undefined|null/);
  });

  test('have a backslash only where Markdown would take a sign for something', () => {
    expect(plainMarkdown('A. B-C, 3.5 + x! (see #4) & so on; “e.g.” this')).toBe(
      'A. B-C, 3.5 + x! (see #4) & so on; “e.g.” this',
    );
    expect(plainMarkdown('- a\n# b\n1. c\n12) d\n*e* _f_ `g` [h](i) <b> &amp; a|b ~~x~~ \\')).toBe(
      '\\- a\n\\# b\n1\\. c\n12\\) d\n\\*e\\* \\_f\\_ \\`g\\` \\[h\\](i) \\<b\\> \\&amp; a\\|b \\~\\~x\\~\\~ \\\\',
    );
  });

  test('read as they are meant to', () => {
    const [entity] = newsScheme.layers as [Layer];
    const [person, organisation] = entity.labels as [Layer['labels'][number], Layer['labels'][number]];
    const small: Scheme = {
      ...newsScheme,
      name: 'Small | *scheme*',
      version: 7,
      description: 'One line.\nAnother.',
      layers: [
        {
          ...entity,
          description: 'What has a name.',
          labels: [
            { ...person, description: 'A human | being.\nOr more.' },
            { ...organisation, archived: true },
          ],
          attributes: [
            {
              ...(entity.attributes[0] as Layer['attributes'][number]),
              description: 'How it is said.',
            },
          ],
        },
        { ...entity, id: 'old' as Layer['id'], name: 'Old', archived: true },
      ],
      relationTypes: [
        {
          ...(newsScheme.relationTypes[0] as Scheme['relationTypes'][number]),
          description: '',
          sourceLayers: [entity.id],
          targetLayers: [entity.id, 'old' as Layer['id']],
        },
      ],
    };
    expect(writeGuidelines(small)).toMatchInlineSnapshot(`
      "# Small \\| \\*scheme\\*: guidelines for annotators

      One line.\\
      Another.

      Version 7 of the scheme.

      | Key | Layer | Labels |
      | --- | --- | --- |
      | \`e\` | Entity | Person |

      ## Entity

      What has a name.

      Press \`e\` to tag the selection as Entity, then the key of the label.

      ### Labels

      | Key | Label | When to use it |
      | --- | --- | --- |
      | \`1\` | **Person** | A human \\| being. Or more. |

      ### Attributes

      **Mention**: one of:
      - \`1\` Name
      - \`2\` Description
      - \`3\` Pronoun

      How it is said. Asked right after tagging.

      ## Relations

      **Supports**: from Entity to Entity or Old.

      ## No longer used

      - Old
      - Entity: Organisation
      "
    `);
  });
});
