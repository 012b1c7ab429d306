import type { ExchangeDocument, Loss } from '../exchange.ts';

/** What the production `Char` of XML 1.0 leaves out, lone surrogates among it: no escape can write these. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const WHY = 'Characters that XML forbids became spaces.';

/** The text with each character that XML 1.0 forbids as one space, so that offsets stay right (formats.md 0.2). */
export function xmlSafe(text: string): string {
  return text.replace(FORBIDDEN, ' ');
}

/** A document without the characters that XML cannot hold, and where they were. */
export function xmlSafeDocument(document: ExchangeDocument): {
  readonly document: ExchangeDocument;
  readonly losses: readonly Loss[];
} {
  const losses: Loss[] = [];
  const documentId = document.id;
  const changed = (annotationId: string | null, what: Loss['what']) =>
    losses.push({ documentId, annotationId, what, why: WHY });
  const { annotations, relations, text, ...rest } = document;
  const safeText = xmlSafe(text);
  const safeRest = safeValue(rest);
  if (safeText !== text) changed(null, 'text-changed');
  if (safeRest !== rest) changed(null, 'name-changed');
  const safeAnnotations = annotations.map((annotation) => {
    const { quote, ...others } = annotation;
    const safe = safeValue(others);
    if (safe !== others) changed(annotation.id, 'span-changed');
    return { ...safe, quote: xmlSafe(quote) };
  });
  const safeRelations = relations.map((relation) => {
    const safe = safeValue(relation);
    if (safe !== relation) changed(relation.id, 'name-changed');
    return safe;
  });
  const safe = { ...safeRest, text: safeText, annotations: safeAnnotations, relations: safeRelations };
  return { document: losses.length === 0 ? document : safe, losses };
}

/** The value itself where nothing in it had to change; otherwise a copy, keys included. */
function safeValue<Value>(value: Value): Value {
  return changedValue(value) as Value;
}

function changedValue(value: unknown): unknown {
  if (typeof value === 'string') return xmlSafe(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(changedValue);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  let changed = false;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    const entry: [string, unknown] = [xmlSafe(key), changedValue(item)];
    changed ||= entry[0] !== key || entry[1] !== item;
    return entry;
  });
  // Not by assignment: `__proto__` may be a key.
  return changed ? Object.fromEntries(entries) : value;
}
