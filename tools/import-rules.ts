import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { root } from './paths.ts';

interface RuleFile {
  readonly forbidden: readonly IForbiddenRuleType[];
  readonly options: ICruiseOptions;
}

const ruleFile: RuleFile = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** The rule that no import rule can express: who names the bridge to the shell. */
export const BRIDGE_RULE = 'bridge-only-in-client';
/** Names of all rules, each of which a test sees caught. */
export const RULE_NAMES: readonly string[] = [
  ...ruleFile.forbidden.map((rule) => rule.name ?? 'unnamed'),
  BRIDGE_RULE,
];

const FOLDERS = ['core', 'electron', 'hosts', 'renderer', 'e2e', 'bench', 'tools'];

export interface Violation {
  readonly rule: string;
  /** Paths from the folder that was examined. */
  readonly from: string;
  readonly to: string;
}

export interface Examination {
  /** Source files that were found on disk. */
  readonly files: readonly string[];
  /** Source files that dependency-cruiser did not look at: a silent hole if there is any. */
  readonly unseen: readonly string[];
  readonly violations: readonly Violation[];
}

/** Files of the window outside client/ that name the bridge. The page's own declaration of it is in client/ too. */
function bridgeViolations(base: string, files: readonly string[]): Violation[] {
  return files
    .filter((file) => file.startsWith('renderer/') && !file.startsWith('renderer/client/'))
    .filter((file) => readFileSync(join(base, file), 'utf8').includes('standoffBridge'))
    .map((from) => ({ rule: BRIDGE_RULE, from, to: 'window.standoffBridge' }));
}

/** Examines every source file below `base`, a checkout or something laid out like one. */
export async function examineImports(base: string): Promise<Examination> {
  const files = globSync(`{${FOLDERS.join(',')}}/**/*.{ts,tsx}`, { cwd: base }).sort();
  const folders = FOLDERS.filter((folder) => files.some((file) => file.startsWith(`${folder}/`)));
  const { output } = await cruise(
    folders,
    { ...ruleFile.options, baseDir: base, validate: true, ruleSet: { forbidden: [...ruleFile.forbidden] } },
    ruleFile.options.enhancedResolveOptions,
    { tsConfig: extractTSConfig(join(root, 'tsconfig.base.json')) },
  );
  const result = output as ICruiseResult;
  const seen = new Set(result.modules.map((module) => module.source));
  return {
    files,
    unseen: files.filter((file) => !seen.has(file)),
    violations: [
      ...result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
      ...bridgeViolations(base, files),
    ],
  };
}
