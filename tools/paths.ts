import { join } from 'node:path';

/** The repository's folder. */
export const root = join(import.meta.dirname, '..');
/** What the tools leave behind for each other; git ignores it. */
export const reports = join(root, 'out/reports');
