import { procedure, z } from '../define.ts';

export const preferenceProcedures = {
  'preference.read': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'All stored preferences of this machine (pane widths, keys, …), by name.',
    request: z.object({}),
    response: z.record(z.string(), z.json()),
    errors: [],
  }),
  'preference.write': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Stores one preference; null removes it.',
    request: z.object({ name: z.string().min(1).max(100), value: z.json() }),
    response: z.object({}),
    errors: [],
  }),
};
