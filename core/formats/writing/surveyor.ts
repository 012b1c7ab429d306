import type { AttributeValue } from '#model/annotation.ts';
import type { ExchangeAnnotation, ExchangeDocument } from '../exchange.ts';
import { valuesToStrings } from '../json-spans/attribute-values.ts';
import { annotatorName } from '../spans/annotator-name.ts';
import { type AttributeUse, type LayerUse, MOST_TEXTS, type Survey, type SurveyedLabel } from './survey.ts';

/** Looks at the documents of an export one by one. Texts and offsets are not looked at. */
export interface Surveyor {
  add(document: Pick<ExchangeDocument, 'id' | 'annotations'>): void;
  /** Of what was added so far. */
  survey(): Survey;
}

type Open<Value> = { -readonly [Key in keyof Value]: Value[Key] };

export function createSurveyor(chosenLayers: readonly string[]): Surveyor {
  const chosen = new Set(chosenLayers);
  const labels = new Map<string, Map<string | null, SurveyedLabel>>();
  const labelsInOrder: SurveyedLabel[] = [];
  const layers = new Map<string, Open<LayerUse>>();
  const attributes = new Map<string, Open<AttributeUse> & { readonly texts: Set<string> }>();
  const linkAttributes = new Set<string>();
  const annotators = { chosen: new Set<string>(), all: new Set<string>() };
  const takenIds = new Set<string>();
  let stretches: { gaps: boolean } | null = null;

  const addLabel = ({ layer, label }: ExchangeAnnotation): void => {
    const ofLayer = labels.get(layer) ?? new Map<string | null, SurveyedLabel>();
    if (ofLayer.size === 0) labels.set(layer, ofLayer);
    if (ofLayer.has(label)) return;
    ofLayer.set(label, { layer, label });
    labelsInOrder.push({ layer, label });
  };
  const addUse = ({ layer, fragments, note, certainty }: ExchangeAnnotation): void => {
    const use = layers.get(layer) ?? { gaps: false, notes: false, certainty: false };
    layers.set(layer, use);
    use.gaps ||= fragments.length > 1;
    use.notes ||= note !== '';
    use.certainty ||= certainty !== null;
  };
  const addAttribute = (layer: string, name: string, value: AttributeValue): void => {
    const is = value.is === 'values' || value.is === 'links' ? value.is : 'none';
    const texts = valuesToStrings(value);
    const key = JSON.stringify([layer, name, is, texts.length === 0]);
    const use = attributes.get(key) ?? { layer, name, is, most: 0, texts: new Set<string>() };
    attributes.set(key, use);
    use.most = Math.max(use.most, texts.length);
    for (const text of texts) if (use.texts.size < MOST_TEXTS) use.texts.add(text);
    if (value.is !== 'links') return;
    for (const link of value.links) {
      if (link.kind === 'fragments') {
        stretches = { gaps: (stretches?.gaps ?? false) || link.fragments.length > 1 };
      }
    }
  };

  return {
    add({ id, annotations }) {
      if (id !== null && /^document-\d+-*$/.test(id)) takenIds.add(id);
      const own = new Set<string>();
      for (const annotation of annotations) {
        const { layer } = annotation;
        const isChosen = chosen.has(layer);
        const annotator = annotatorName(annotation);
        own.add(annotator);
        if (isChosen) {
          annotators.chosen.add(annotator);
          addLabel(annotation);
          addUse(annotation);
        }
        for (const [name, value] of Object.entries(annotation.attributes)) {
          if (value === undefined) continue;
          if (value.is === 'links') linkAttributes.add(name);
          if (isChosen) addAttribute(layer, name, value);
        }
      }
      for (const annotator of [...own].toSorted()) annotators.all.add(annotator);
    },
    survey: () => ({
      labels: labelsInOrder,
      layers,
      attributes: [...attributes.values()],
      stretches,
      linkAttributes,
      annotators,
      takenIds,
    }),
  };
}
