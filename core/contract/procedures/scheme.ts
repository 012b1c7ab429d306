import { SCHEME_ITEM_KINDS } from '#model/merge-scheme.ts';
import { procedure, z } from '../define.ts';
import { fileHandle } from '../schemas.ts';
import { lossCount } from './transfer.ts';

const schemeItem = z.object({
  kind: z.enum(SCHEME_ITEM_KINDS),
  /** The layer, attribute or relation type that it is in; null for layers and relation types. */
  place: z.string().nullable(),
  name: z.string(),
});

/** What a scheme of a file adds to that of the project. */
export const schemeFindings = z.object({
  /** Of the scheme in the file. */
  name: z.string(),
  kind: z.enum(['json', 'qdc']),
  /** Where a codebook's codes go that have none above or below them; null where there are none. */
  looseLayer: z.string().nullable(),
  added: z.array(schemeItem),
  /** What is there already. */
  existing: z.array(schemeItem),
  /** What differs and stays as it is in the project; `why` goes on from the name. */
  clashes: z.array(schemeItem.extend({ why: z.string() })),
  /** What of the file was left out or changed when it was read. */
  notices: z.array(z.string()),
});

const schemeRequest = z.object({
  file: fileHandle,
  /** The layer of a codebook's codes that have none above or below them; named after the codebook where omitted. */
  looseLayer: z.string().trim().min(1).max(200).exactOptional(),
});

export const SCHEME_FILE_KINDS = ['json', 'qdc', 'guidelines'] as const;

export const schemeProcedures = {
  'scheme.inspect': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'What importing a scheme or a codebook would add, what is there, what differs; changes nothing.',
    request: schemeRequest,
    response: schemeFindings,
    errors: ['project.none', 'scheme.not-readable'],
  }),
  'scheme.import': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Adds what the scheme of the project lacks, as one step; removes and renames nothing.',
    request: schemeRequest,
    response: schemeFindings,
    errors: ['project.none', 'scheme.not-readable'],
  }),
  'scheme.export': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Writes the scheme: as JSON, as a REFI-QDA codebook, or as guidelines in Markdown.',
    request: z.object({ file: fileHandle, kind: z.enum(SCHEME_FILE_KINDS) }),
    response: z.object({ fileName: z.string(), bytes: z.number().int(), losses: z.array(lossCount) }),
    errors: ['project.none', 'scheme.not-written'],
  }),
};
