/** `npm run contract:write`: writes the snapshot of the contract after an intended change to it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractSnapshotText } from '#contract/snapshot.ts';
import { root } from './paths.ts';

writeFileSync(join(root, 'core/contract/contract.snapshot.json'), contractSnapshotText());
console.log('wrote core/contract/contract.snapshot.json');
