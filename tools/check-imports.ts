/** `npm run check:imports`: who imports whom, by the rules of `.dependency-cruiser.cjs`. */
import { examineImports, RULE_NAMES } from './import-rules.ts';
import { root } from './paths.ts';

/** dependency-cruiser answers "no violations" also where it understood nothing, so a floor is set. */
const FEWEST_FILES = 40;

const { files, unseen, violations } = await examineImports(root);
for (const { rule, from, to } of violations) console.error(`${rule}: ${from} imports ${to}`);
for (const file of unseen) console.error(`not examined: ${file}`);
if (files.length < FEWEST_FILES) console.error(`Only ${files.length} files were found; there must be more.`);
const failed = violations.length > 0 || unseen.length > 0 || files.length < FEWEST_FILES;
if (failed) {
  console.error('The reason for each rule stands in .dependency-cruiser.cjs.');
  process.exitCode = 1;
} else {
  console.log(`${files.length} files keep ${RULE_NAMES.length} import rules`);
}
