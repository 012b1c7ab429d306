import type { OpenWriter } from '../exchange.ts';
import type { Survey } from '../writing/survey.ts';
import { xmlSafe, xmlSafeDocument } from './safe.ts';

/** A writer that gets documents without the characters that XML cannot hold; what had some is a loss. */
export function xmlSafeWriter(open: OpenWriter): OpenWriter {
  return (survey, options, sink) => {
    const writer = open(xmlSafeSurvey(survey), options, sink);
    return {
      add(document) {
        const safe = xmlSafeDocument(document);
        safe.losses.forEach(sink.lose);
        return writer.add(safe.document);
      },
      end: writer.end,
    };
  };
}

/** The survey of the documents as they are then. */
function xmlSafeSurvey(survey: Survey): Survey {
  const named = <Item extends { readonly layer: string }>(item: Item): Item => ({
    ...item,
    layer: xmlSafe(item.layer),
  });
  return {
    ...survey,
    labels: survey.labels.map((one) => ({
      ...named(one),
      label: one.label === null ? null : xmlSafe(one.label),
    })),
    layers: new Map([...survey.layers].map(([layer, use]) => [xmlSafe(layer), use])),
    attributes: survey.attributes.map((one) => ({
      ...named(one),
      name: xmlSafe(one.name),
      texts: new Set([...one.texts].map(xmlSafe)),
    })),
    linkAttributes: new Set([...survey.linkAttributes].map(xmlSafe)),
    annotators: {
      chosen: new Set([...survey.annotators.chosen].map(xmlSafe)),
      all: new Set([...survey.annotators.all].map(xmlSafe)),
    },
  };
}
