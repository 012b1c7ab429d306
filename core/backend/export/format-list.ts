/** Every format, with what it reads, writes and loses, for shells that print it. */
export { FORMATS, type FormatInfo } from '#formats/registry.ts';
