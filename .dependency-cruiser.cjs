/**
 * Who may import whom (docs/architecture.md). `tools/check-imports.ts` runs these rules, and its test plants one
 * violation of each and sees it caught. Test files may reach for what they test with, so the rules leave
 * them out, except for the circle, the unresolvable and Electron.
 */
/** Tests: files beside the code, and the folder of the long durability runs with their helpers. */
const TEST = '[.](test|fault)[.]tsx?$|^core/backend/faults/';
const TOP_LEVEL = '^(electron|hosts|renderer|e2e|bench|tools)/';
const NPM = 'node_modules/';
/** Without Node and DOM, so that formats run in the window and in a worker too. */
const PURE_PARSERS = `${NPM}(saxes|parse5|unpdf|csv-parse|csv-stringify|hyparquet-writer)/`;

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'model-imports-nothing',
    comment: 'The model is pure: no other folder, no package.',
    from: { path: '^core/model/', pathNot: TEST },
    to: { pathNot: '^core/model/', dependencyTypesNot: ['core'], couldNotResolve: false },
  },
  {
    name: 'formats-import-model',
    comment: 'Formats are pure: the model, and packages that are nothing but parsers and writers.',
    from: { path: '^core/formats/', pathNot: TEST },
    to: {
      pathNot: ['^core/(formats|model)/', PURE_PARSERS],
      dependencyTypesNot: ['core'],
      couldNotResolve: false,
    },
  },
  {
    name: 'contract-imports-model',
    comment: 'The contract is made of the model and zod.',
    from: { path: '^core/contract/', pathNot: TEST },
    to: {
      pathNot: ['^core/(contract|model)/', `${NPM}zod/`],
      dependencyTypesNot: ['core'],
      couldNotResolve: false,
    },
  },
  {
    name: 'core-is-pure',
    comment: 'No Node in the model, the formats and the contract: they run in the window too.',
    from: { path: '^core/(model|formats|contract)/', pathNot: TEST },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'backend-imports-core',
    comment: 'The backend knows no shell and no window.',
    from: { path: '^core/backend/', pathNot: TEST },
    to: { path: TOP_LEVEL },
  },
  {
    name: 'sql-only-in-storage',
    comment: 'All SQL stands in core/backend/storage/.',
    from: { pathNot: ['^core/backend/storage/', '^core/backend/.*[.]test[.]ts$', NPM] },
    to: { path: [`${NPM}(@types/)?better-sqlite3/`, '^(node:)?sqlite$'] },
  },
  {
    name: 'electron-only-in-electron',
    comment: 'One folder imports electron: elsewhere the import would try to download the binary.',
    from: { pathNot: ['^electron/', NPM] },
    to: { path: `${NPM}electron/` },
  },
  {
    name: 'shells-import-contract-and-backend',
    comment: 'A shell starts the backend and carries messages; formats and the window are not its business.',
    from: { path: '^(electron|hosts)/', pathNot: TEST },
    to: { path: '^(core/formats|renderer|e2e|bench|tools)/' },
  },
  {
    name: 'shells-are-independent',
    comment: 'Electron and the other hosts do not know each other.',
    from: { path: '^(electron|hosts)/', pathNot: TEST },
    to: { path: '^(electron|hosts)/', pathNot: '^$1/' },
  },
  {
    name: 'renderer-imports-contract-and-model',
    comment:
      'The window: its own folder, the model, the types of the contract, packages and packaged resources.',
    from: { path: '^renderer/', pathNot: TEST },
    to: {
      pathNot: ['^renderer/', '^core/(contract|model)/', '^resources/', NPM],
      dependencyTypesNot: ['core'],
      couldNotResolve: false,
    },
  },
  {
    name: 'renderer-runs-without-node',
    comment: 'The window is a web page.',
    from: { path: '^renderer/', pathNot: TEST },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'renderer-takes-only-types-of-contract',
    comment: 'import type: else zod and every schema land in the bundle.',
    from: { path: '^renderer/', pathNot: TEST },
    to: { path: ['^core/contract/', `${NPM}zod/`], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'features-are-independent',
    comment: 'A feature imports no other feature; what two need stands in client/, editor/ or ui/.',
    from: { path: '^renderer/features/([^/]+)/' },
    to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
  },
  {
    name: 'features-are-on-top',
    comment:
      'Client, editor, ui and the like serve the features and do not know them; only the composition root does.',
    from: { path: '^renderer/', pathNot: ['^renderer/features/', '^renderer/[^/]+[.]tsx?$', TEST] },
    to: { path: '^renderer/features/' },
  },
  {
    name: 'product-without-tests',
    comment: 'Nothing that ships imports a test, a test helper or a tool.',
    from: { path: '^(core|electron|hosts|renderer)/', pathNot: [TEST, '/test-support/'] },
    to: { path: [TEST, '(^|/)test-support/', '^(e2e|bench|tools)/'] },
  },
  {
    name: 'runtime-packages-are-dependencies',
    comment:
      'What the backend loads at run time stands under "dependencies": the package ships nothing else.',
    from: { path: '^core/', pathNot: TEST },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-circular',
    comment: 'Not even by types.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolvable',
    comment: 'Every import leads somewhere.',
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: NPM },
    exclude: { path: '^(out|demo-output)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css', '.d.ts'],
    },
  },
};
