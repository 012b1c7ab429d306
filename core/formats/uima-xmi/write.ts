import type { Cas, CasStructure, CasType } from '../uima/cas.ts';
import { shortName } from '../uima/cas.ts';
import { escapeXmlText, XML_DECLARATION, xmlElement } from '../xml/write.ts';

const ANY_NAMESPACE = 'noNamespace';

/**
 * A CAS as XMI 2.0 (Apache UIMA reference, "XMI CAS Serialization"; formats.md section 5). The text stands in an
 * attribute, its line ends as `&#10;`; a raw one would be read as a space. Arrays of strings are child elements.
 */
export function writeXmi(cas: Cas): string {
  const prefixes = prefixesOf(cas);
  const nameOf = (type: string) => `${prefixes.get(packageOf(type)) ?? ANY_NAMESPACE}:${shortName(type)}`;
  const lines = [
    '<cas:NULL xmi:id="0"/>',
    ...cas.structures.map((structure) => structureXml(structure, nameOf)),
    ...cas.sofas.map(({ id, name, text }, index) =>
      xmlElement('cas:Sofa', {
        'xmi:id': id,
        sofaNum: index + 1,
        sofaID: name,
        mimeType: 'text',
        sofaString: text,
      }),
    ),
    ...cas.views.map(({ sofa, members }) => xmlElement('cas:View', { sofa, members: members.join(' ') })),
  ];
  const namespaces = Object.fromEntries(
    [...prefixes].map(([name, prefix]) => [`xmlns:${prefix}`, namespaceOf(name)]),
  );
  const attributes = { 'xmlns:xmi': 'http://www.omg.org/XMI', ...namespaces, 'xmi:version': '2.0' };
  const content = lines.map((line) => `\n  ${line}`).join('');
  return `${XML_DECLARATION}${xmlElement('xmi:XMI', attributes, `${content}\n`)}\n`;
}

function structureXml(structure: CasStructure, nameOf: (type: string) => string): string {
  const attributes: [string, string | number | null][] = [
    ['xmi:id', structure.id],
    ['sofa', structure.sofa],
    ['begin', structure.begin],
    ['end', structure.end],
  ];
  const children: string[] = [];
  for (const [feature, value] of structure.features) {
    if (value.is === 'text') attributes.push([feature, value.text]);
    else if (value.is === 'refs') attributes.push([feature, value.ids.join(' ')]);
    else children.push(...value.texts.map((text) => `<${feature}>${escapeXmlText(text)}</${feature}>`));
  }
  return xmlElement(nameOf(structure.type), Object.fromEntries(attributes), children.join(''));
}

/** `a.b.C` is of the namespace `http:///a/b.ecore`. */
function namespaceOf(packageName: string): string {
  return `http:///${packageName.replaceAll('.', '/') || 'uima/noNamespace'}.ecore`;
}

function packageOf(type: string): string {
  return type.includes('.') ? type.slice(0, type.lastIndexOf('.')) : '';
}

/** Prefixes of the packages that occur: the last part of the package, with a number where two have the same. */
function prefixesOf(cas: Cas): Map<string, string> {
  const prefixes = new Map([['uima.cas', 'cas']]);
  const taken = new Set(['xmi', 'cas', 'xml']);
  for (const name of new Set(cas.structures.map(({ type }) => packageOf(type)))) {
    const last = shortName(name) || ANY_NAMESPACE;
    let prefix = last;
    for (let count = 2; taken.has(prefix); count += 1) prefix = `${last}${count}`;
    taken.add(prefix);
    prefixes.set(name, prefix);
  }
  return prefixes;
}

/** `TypeSystem.xml` as it lies beside the XMI files (Apache UIMA reference, "Type System Descriptor"). */
export function writeTypeSystem(types: readonly CasType[]): string {
  const element = (name: string, text: string) => `<${name}>${escapeXmlText(text)}</${name}>`;
  const typeXml = types.map(({ name, superType, features }) => {
    const featureXml = features.map(
      (feature) =>
        `<featureDescription>${element('name', feature.name)}<description/>${element('rangeTypeName', feature.range)}</featureDescription>`,
    );
    return `<typeDescription>${element('name', name)}<description/>${element('supertypeName', superType)}<features>${featureXml.join('')}</features></typeDescription>\n`;
  });
  const content = `\n<types>\n${typeXml.join('')}</types>\n`;
  const namespace = { xmlns: 'http://uima.apache.org/resourceSpecifier' };
  return `${XML_DECLARATION}${xmlElement('typeSystemDescription', namespace, content)}\n`;
}
