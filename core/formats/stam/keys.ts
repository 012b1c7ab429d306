/**
 * Keys of our data set that say what is no attribute. An attribute with such a name gets `attribute:` before it.
 */
export const OWN_KEYS = [
  'layer',
  'label',
  'creator',
  'creatorId',
  'certainty',
  'origin',
  'note',
  'schemeVersion',
  'created',
  'modified',
  'relation',
] as const;
export type OwnKey = (typeof OWN_KEYS)[number];

export const STORE_ID = 'urn:standoff:export';
export const SET_ID = 'urn:standoff:scheme';

const PREFIX = 'attribute:';

export function isOwnKey(key: string): key is OwnKey {
  return (OWN_KEYS as readonly string[]).includes(key);
}

export function keyOfAttribute(name: string): string {
  return isOwnKey(name) || name.startsWith(PREFIX) ? `${PREFIX}${name}` : name;
}

export function attributeOfKey(key: string): string {
  return key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
}
