/** The checks that need no running app, in the order in which they run, and what mends each. */
export interface Check {
  readonly name: string;
  /** Arguments for Node, from the repository's folder. */
  readonly args: readonly string[];
  readonly mend: string;
}

export const STATIC_CHECKS: readonly Check[] = [
  {
    name: 'format',
    args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--linter-enabled=false'],
    mend: 'npm run format',
  },
  {
    name: 'lint',
    args: ['node_modules/@biomejs/biome/bin/biome', 'lint', '--error-on-warnings'],
    mend: 'npm run lint says what; npm run format mends what can be mended safely',
  },
  {
    name: 'types',
    args: ['node_modules/@typescript/native/bin/tsc', '-b'],
    mend: 'npm run check:types says where',
  },
  {
    name: 'import rules',
    args: ['tools/check-imports.ts'],
    mend: 'npm run check:imports says which; .dependency-cruiser.cjs says why',
  },
  {
    name: 'dead code',
    args: ['node_modules/knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors'],
    mend: 'npm run check:dead says which; remove it, or use it',
  },
];

export const UNIT_TESTS: Check = {
  name: 'unit tests',
  args: ['node_modules/vitest/vitest.mjs', 'run', '--silent=passed-only'],
  mend: 'npm run test:unit -- <file> runs one file',
};
