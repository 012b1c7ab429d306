import { readFileSync } from 'node:fs';
import type { Scheme } from '../core/model/scheme.ts';

/** The default scheme, as it ships. */
export const newsScheme = JSON.parse(
  readFileSync(new URL('../resources/schemes/news.json', import.meta.url), 'utf8'),
) as Scheme;
