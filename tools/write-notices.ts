/** `npm run notices:write`: writes `docs/third-party.md` after a change of what is shipped. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noticesText } from './notices.ts';
import { root } from './paths.ts';

writeFileSync(join(root, 'docs/third-party.md'), await noticesText());
console.log('wrote docs/third-party.md');
