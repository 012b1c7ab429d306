/** Every format, with what it reads, writes and loses, for shells that print it. */
export { FORMATS } from '#formats/registry.ts';
