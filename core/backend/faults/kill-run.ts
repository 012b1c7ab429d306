import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Call } from '#contract/contract.ts';
import { editFrom } from '../../../test-support/arbitrary-edit.ts';
import { memoryCopy, storedSnapshot } from '../../../test-support/session-workbench.ts';
import { checkProject } from '../check/check-project.ts';
import { createProjectReader } from '../project-reader.ts';
import { changesOfGroup, parseChange, readGroups } from '../storage/change-log-store.ts';
import { openProjectFile, type ProjectFile } from '../storage/project-file.ts';
import { sha256 } from '../storage/text-store.ts';
import { createRandom } from './random.ts';
import { createTwin, type Deed, type LoggedStep, type Twin } from './twin.ts';
import { startWriter } from './writer-process.ts';

export interface KillFigures {
  readonly kills: number;
  /** Answered by the writer, changing something or not. */
  acknowledged: number;
  /** Of those, the ones that changed something. */
  saved: number;
  /** Killed while calls were waiting for their answer. */
  killedAtWork: number;
  /** Steps that were on disk although their answer had not come. */
  savedUnanswered: number;
  imports: number;
  /** Killed before the project was open. */
  killedEarly: number;
}

/** Calls that wait at the writer at most. */
const AHEAD = 4;
const IMPORT_FILES = 6;
/** How long a writer lives at most once the project is open; longer where it begins with an import, which starts a thread. */
const LIFE_MS = 160;
const IMPORT_LIFE_MS = 1500;

/**
 * Kills a writer at random moments, again and again on the same file. After each kill every acknowledged step
 * must be there, no other than those in flight, none of them half, and the check clean. Throws where not.
 */
export async function killRepeatedly(options: {
  readonly folder: string;
  /** A project that exists. */
  readonly projectFile: string;
  readonly seed: number;
  readonly kills: number;
  /** Go on beyond `kills` until so many calls were acknowledged. */
  readonly acknowledged?: number;
}): Promise<KillFigures> {
  const random = createRandom(options.seed);
  const figures = {
    kills: 0,
    acknowledged: 0,
    saved: 0,
    killedAtWork: 0,
    savedUnanswered: 0,
    imports: 0,
    killedEarly: 0,
  };
  const articles = writeImportFiles(options.folder);
  const importFiles = articles.map(({ path }) => path);
  let twin: Twin | null = null;
  let known = 0;
  await inFile(options.projectFile, ({ reader }) => {
    const groups = readGroups(reader);
    known = groups.length;
    const memory = memoryCopy(createProjectReader(reader));
    for (const { text } of articles) memory.putText(sha256(text), text);
    twin = createTwin(memory, groups.length);
  });
  if (twin === null || known !== 1) throw new Error('The project must be new.');

  while (figures.kills < options.kills || figures.acknowledged < (options.acknowledged ?? 0)) {
    const inFlight = await oneLife(twin, random, figures, importFiles, options);
    figures.kills += 1;
    await inFile(options.projectFile, async (file) => {
      await compareWithFile(twin as unknown as Twin, file, inFlight, figures);
    });
  }
  return figures;
}

/** From start to kill. Answers the deeds that were not acknowledged, in their order. */
async function oneLife(
  twin: Twin,
  random: (below: number) => number,
  figures: {
    acknowledged: number;
    saved: number;
    killedAtWork: number;
    imports: number;
    killedEarly: number;
  },
  importFiles: readonly string[],
  { projectFile, folder }: { readonly projectFile: string; readonly folder: string },
): Promise<readonly Deed[]> {
  const writer = startWriter(projectFile, join(folder, 'data'));
  // Some are killed while they open the project, which is when the log of the one before is recovered.
  const early = random(8) === 0;
  if (early) setTimeout(() => writer.kill(), 150 + random(450));

  const inFlight: { readonly id: number; readonly deed: Deed }[] = [];
  let lastId = 0;
  let next = chooseDeed(twin, random);
  const fill = () => {
    while (inFlight.length < AHEAD && inFlight.every(({ deed }) => deed.is !== 'import')) {
      // An import is told of by its job, not by its answer: nothing else at the same time.
      if (next.is === 'import' && inFlight.length > 0) return;
      const deed = next;
      next = chooseDeed(twin, random);
      lastId += 1;
      inFlight.push({ id: lastId, deed });
      writer.tell({ id: lastId, call: callOf(deed, importFiles) });
    }
  };

  let open = false;
  for await (const answer of writer.answers) {
    if (answer.id === 0) {
      open = true;
      if (!early) setTimeout(() => writer.kill(), random(next.is === 'import' ? IMPORT_LIFE_MS : LIFE_MS));
    } else {
      const first = inFlight.shift();
      if (first?.id !== answer.id) throw new Error(`Answer ${answer.id} came out of turn.`);
      figures.acknowledged += 1;
      if (answer.ok && answer.changes.length > 0) figures.saved += 1;
      if (answer.ok) twin.acknowledge(first.deed, answer.changes);
      if (answer.ok && first.deed.is === 'import') figures.imports += 1;
    }
    fill();
  }
  if (!open) figures.killedEarly += 1;
  else if (inFlight.length > 0) figures.killedAtWork += 1;
  return inFlight.map(({ deed }) => deed);
}

function chooseDeed(twin: Twin, random: (below: number) => number): Deed {
  const choice = random(40);
  if (choice < 4) return { is: 'undo' };
  if (choice < 7) return { is: 'redo' };
  if (choice === 7 || twin.memory.all('document').length === 0) {
    return { is: 'import', documents: IMPORT_FILES };
  }
  const numbers = Array.from({ length: 24 }, () => random(0x10000));
  return { is: 'edit', edit: editFrom(numbers, twin.memory) };
}

function callOf(deed: Deed, importFiles: readonly string[]): Call {
  switch (deed.is) {
    case 'undo':
    case 'redo':
      return { procedure: `history.${deed.is}`, request: {} };
    case 'import':
      return {
        procedure: 'import.start',
        request: {
          files: importFiles.map((file) => ({ file, name: file.slice(file.lastIndexOf('/') + 1) })),
          duplicates: 'import',
        },
      };
    case 'edit': {
      const { kind, ...request } = deed.edit;
      return { procedure: kind === 'annotator.create' ? 'annotator.select' : kind, request };
    }
  }
}

async function compareWithFile(
  twin: Twin,
  { reader: db }: ProjectFile,
  inFlight: readonly Deed[],
  figures: { savedUnanswered: number },
): Promise<void> {
  const reader = createProjectReader(db);
  const groups = readGroups(db);
  if (groups.length < twin.known) {
    throw new Error(`${twin.known - groups.length} acknowledged steps are lost.`);
  }
  const extra: LoggedStep[] = groups.slice(twin.known).map((group) => ({
    group,
    changes: [...changesOfGroup(db, group.id, 'forward')].flat().map(parseChange),
  }));
  figures.savedUnanswered += extra.length;
  for (const deed of inFlight) {
    const [step] = extra;
    if (step === undefined) break;
    // A deed that changes nothing leaves no step: then the step is of the next one.
    if (twin.changesNothing(deed, step)) continue;
    const wrong = twin.compare(deed, step);
    if (wrong !== null) throw new Error(`A step in flight is not whole: ${wrong}`);
    extra.shift();
  }
  if (extra.length > 0) throw new Error(`${extra.length} steps are in the file that nobody asked for.`);
  if (storedSnapshot(db) !== twin.memory.snapshot())
    throw new Error('The tables are not what was acknowledged.');
  const { problems } = await checkProject(reader, async () => {});
  if (problems.length > 0) throw new Error(`The check is not clean: ${JSON.stringify(problems)}`);
}

async function inFile(path: string, run: (file: ProjectFile) => void | Promise<void>): Promise<void> {
  const opened = await openProjectFile(path);
  if (!opened.ok) throw new Error(`The project cannot be opened: ${opened.error.message}`);
  try {
    await run(opened.value);
  } finally {
    opened.value.close();
  }
}

/** Articles to import; answers their paths. The twin must know their texts before they come back. */
function writeImportFiles(folder: string): { readonly path: string; readonly text: string }[] {
  mkdirSync(join(folder, 'import'), { recursive: true });
  return Array.from({ length: IMPORT_FILES }, (_, index) => {
    const path = join(folder, 'import', `article-${index}.txt`);
    const text = `Article ${index} 😀\n\n“A sentence,” somebody said. Another one follows.\n`.repeat(3);
    writeFileSync(path, text);
    return { path, text };
  });
}
