/** `npm run formats:write`: writes the table of formats into docs/formats/README.md after a change to one. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatTable } from '#formats/format-table.ts';
import { root } from './paths.ts';

const path = join(root, 'docs/formats/README.md');
const [before, , after] = readFileSync(path, 'utf8').split(/^<!-- formats -->\n/m);
if (before === undefined || after === undefined) throw new Error('The marks of the table are not there.');
writeFileSync(path, [before, formatTable(), after].join('<!-- formats -->\n'));
console.log('wrote docs/formats/README.md');
