/** What yauzl says, and what to tell the user. */
const KNOWN: readonly (readonly [said: RegExp, sentence: string])[] = [
  [
    /central directory record signature not found/i,
    'This is no ZIP archive, or its end is missing. Copy or download it again.',
  ],
  [/invalid comment length/i, 'There is something behind the end of the archive. Pack it again.'],
  [/strong encryption/i, 'The archive is locked with a password. Unpack it and import what is inside.'],
  [/multi-disk/i, 'This is one part of an archive of several. Unpack it and import what is inside.'],
  [/unsupported compression method/i, 'It is packed by a method that is not known. Pack it again as usual.'],
  [
    /too many bytes|not enough bytes|size mismatch/i,
    'Its size is not what the archive says. Copy or download it again.',
  ],
  [
    /unexpected EOF|overflows file bounds/i,
    'The archive is not whole: a part of it is missing. Copy or download it again.',
  ],
];

/** A sentence for the user from what reading an archive threw. What the operating system says is not for here. */
export function zipFault(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const known = KNOWN.find(([pattern]) => pattern.test(said));
  return known?.[1] ?? `The archive is damaged (${said}). Copy or download it again.`;
}
