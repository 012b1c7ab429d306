/** Every format, with what it reads, writes and loses, for shells that print it. */
export { FORMATS } from '#formats/infos.ts';
export { choicesOf, type FormatId, type FormatInfo } from '#formats/registry.ts';
