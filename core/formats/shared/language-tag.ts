/** A language tag by the form of BCP 47; `null` for what is none, and for `und` and `x-none`, which say nothing. */
export function languageTag(value: string | null): string | null {
  const tag = value?.trim() ?? '';
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag) && !/^(?:und|mul|zxx)\b/i.test(tag) ? tag : null;
}
