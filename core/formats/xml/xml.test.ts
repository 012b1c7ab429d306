import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nastyDocument } from '../../../test-support/exchange-documents.ts';
import type { XmlElement } from './read.ts';
import { attributeKey, readXml, XML_NAMESPACE, xmlTextOf } from './read.ts';
import { xmlSafe, xmlSafeDocument } from './safe.ts';
import { escapeXmlText, XML_DECLARATION, xmlElement } from './write.ts';

const text = fc.string({ unit: 'binary', maxLength: 12 }).map(xmlSafe);
const name = fc.constantFrom('a', 'b-c', '_d', 'é', 'constructor', '__proto__', 'toString');

interface Tree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Tree | string)[];
}

const { tree } = fc.letrec<{ tree: Tree; child: Tree | string }>((tie) => ({
  child: fc.oneof({ depthSize: 'small' }, text, tie('tree')),
  tree: fc.record({
    name,
    attributes: fc.dictionary(name, text, { maxKeys: 3, noNullPrototype: true }),
    children: fc.array(tie('child'), { maxLength: 4 }),
  }),
}));

function written(node: Tree): string {
  const content = node.children.map((child) =>
    typeof child === 'string' ? escapeXmlText(child) : written(child),
  );
  return xmlElement(node.name, node.attributes, content.join(''));
}

/** As read back: neighbouring texts are one, empty ones are none. */
function expected(node: Tree): unknown {
  const children: unknown[] = [];
  for (const child of node.children) {
    const last = children.at(-1);
    if (typeof child !== 'string') children.push(expected(child));
    else if (typeof last === 'string') children[children.length - 1] = last + child;
    else if (child !== '') children.push(child);
  }
  return { name: node.name, attributes: Object.entries(node.attributes), children };
}

function shown(element: XmlElement): unknown {
  return {
    name: element.name,
    attributes: [...element.attributes],
    children: element.children.map((child) => (typeof child === 'string' ? child : shown(child))),
  };
}

function faultOf(xml: string): string {
  const { fault } = readXml(xml);
  return fault === null ? '' : `${fault.line}: ${fault.message}`;
}

describe('round trip', () => {
  test('what is written is read back the same', () => {
    fc.assert(
      fc.property(tree, (node) => {
        const { root, fault } = readXml(XML_DECLARATION + written(node));
        expect(fault).toBeNull();
        if (root !== null) expect(shown(root)).toEqual(expected(node));
      }),
      { numRuns: 300 },
    );
  });

  test('line feeds, tabs and CR survive in attributes and in content', () => {
    const value = 'a\tb\nc\rd\r\n ]]> "\'&amp;';
    const { root } = readXml(xmlElement('x', { v: value }, escapeXmlText(value)));
    expect(root?.attributes.get('v')).toBe(value);
    expect(root === null ? null : xmlTextOf(root)).toBe(value);
  });

  test('an attribute that is null is not written', () => {
    expect(xmlElement('x', { a: null, b: '', c: 0 })).toBe('<x b="" c="0"/>');
  });
});

describe('reader', () => {
  test('resolves namespaces and joins CDATA', () => {
    const { root } = readXml('<p:x xmlns:p="urn:p" xml:id="i" p:q="r"><!-- no -->a<![CDATA[<b>]]>c</p:x>');
    expect(root).toMatchObject({ uri: 'urn:p', name: 'x', children: ['a<b>c'], line: 1 });
    expect(root?.attributes.get(attributeKey('id', XML_NAMESPACE))).toBe('i');
    expect(root?.attributes.get(attributeKey('q', 'urn:p'))).toBe('r');
  });

  test('tells the line of each element', () => {
    const { root } = readXml('<?xml version="1.0"?>\n<a>\n<b\n c="d"/></a>');
    expect(root?.line).toBe(2);
    expect(root?.children[1]).toMatchObject({ name: 'b', line: 3 });
  });

  test('a text longer than a chunk comes through whole', () => {
    const long = '🚋x'.repeat(60_000);
    const { root } = readXml(`<a>${long}</a>`);
    expect(root?.children).toEqual([long]);
  });
});

describe('refuses', () => {
  test.each([
    ['', '1: This is not well-formed XML: document must contain a root element.'],
    ['plain text', '1: This is not well-formed XML: text data outside of root node.'],
    ['<a><b></a>', '1: This is not well-formed XML: unexpected close tag.'],
    ['<a>\n<b', '2: This is not well-formed XML: unclosed tag: a.'],
    ['<a>&nbsp;</a>', '1: This is not well-formed XML: undefined entity.'],
    ['<a x="1" x="2"/>', '1: This is not well-formed XML: duplicate attribute: x.'],
    ['<p:a/>', '1: This is not well-formed XML: unbound namespace prefix: "p".'],
    ['<a>\u0001</a>', '1: This is not well-formed XML: disallowed character.'],
    ['<a/><b/>', '1: This is not well-formed XML: documents may contain only one root.'],
  ])('%j', (xml, message) => {
    expect(faultOf(xml)).toBe(message);
  });

  test('a document type, and with it every entity', () => {
    const laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>\n<a>&c;</a>';
    expect(faultOf(laughs)).toMatch(/^1: The file has a document type/);
    const outside = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>';
    expect(faultOf(outside)).toMatch(/^1: The file has a document type/);
  });

  test('what is nested too deep, without running out of stack', () => {
    expect(faultOf('<a>'.repeat(100_000))).toBe('1: Elements are nested more than 256 deep.');
  });

  test('another encoding', () => {
    expect(faultOf('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>')).toMatch(/only UTF-8 is read/);
    expect(faultOf('<?xml version="1.0" encoding="ISO-8859-1"?><a>e</a>')).toBe('');
  });
});

describe('characters that XML forbids', () => {
  test('become spaces one by one', () => {
    expect(xmlSafe('a\u0000\u000b\ufffe\ud800🚋\u0085\u2028\tb')).toBe('a    🚋\u0085\u2028\tb');
  });

  test('are reported where they were', () => {
    const nasty = nastyDocument();
    const { document, losses } = xmlSafeDocument({ ...nasty, title: 'a\u0001' });
    expect(losses.map(({ what, annotationId }) => [what, annotationId])).toEqual([
      ['text-changed', null],
      ['name-changed', null],
    ]);
    expect(document.text).toBe(nasty.text.replaceAll('\u000b', ' ').replaceAll('\u000c', ' '));
    expect(document.title).toBe('a ');
    for (const { quote } of document.annotations) expect(quote).toBe(xmlSafe(quote));
  });

  test('a document without them stays itself', () => {
    const plain = { ...nastyDocument(), text: 'x', annotations: [], relations: [] };
    expect(xmlSafeDocument(plain).document).toBe(plain);
  });
});
