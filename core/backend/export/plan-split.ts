import { createTextComparison, textSignature } from '#formats/split/near-duplicates.ts';
import { splitDocuments } from '#formats/split/split.ts';
import type { SplitFacts } from '#formats/split/split-facts.ts';
import { splitFactsOf } from '#formats/split/split-facts.ts';
import type { SplitOptions } from '#formats/split/split-options.ts';
import type { SplitPlan } from '#formats/split/split-plan.ts';
import { createPace } from '../import/pace.ts';
import type { JobControl } from '../jobs.ts';
import type { ProjectReader } from '../session.ts';
import { chooseFrom } from './choose.ts';
import type { ExportPlan } from './plan.ts';
import { documentsOf, readRecord } from './read-record.ts';
import type { SplitMemory } from './split-memory.ts';

/**
 * Decides the split of an export before anything is written. Of each document a signature of half a kilobyte and the
 * counts of its labels are kept; texts are read again where two have to be compared exactly. `null` where the user has
 * cancelled.
 */
export async function planSplit(
  reader: ProjectReader,
  plan: ExportPlan,
  split: SplitOptions,
  memory: SplitMemory,
  work: JobControl,
): Promise<SplitPlan | null> {
  const pace = createPace(work.pause);
  const ids = documentsOf(reader, plan);
  const comparesTexts = split.groupBy === 'near-duplicate' || split.groupBy === 'both';
  const facts: SplitFacts[] = [];
  const hashes: string[] = [];
  const signatures: (Uint32Array | null)[] = [];
  for (const [done, id] of ids.entries()) {
    if (work.cancelled()) return null;
    const record = readRecord(reader, id);
    work.report(done, ids.length, record.title ?? '');
    facts.push(splitFactsOf(chooseFrom(record, plan.filter).document));
    if (comparesTexts) {
      const hash = record.textSha256 ?? '';
      hashes.push(hash);
      signatures.push(memory.signature(hash, () => textSignature(record.text)));
    }
    await pace();
  }
  const textAt = (index: number) => {
    const id = ids[index];
    return id === undefined ? '' : reader.text(id);
  };
  const compare = createTextComparison(textAt);
  const splitting = splitDocuments(facts, split, {
    signature: (index) => signatures[index] ?? null,
    common: (a, b) => memory.common(hashes[a] ?? '', hashes[b] ?? '', () => compare(a, b)),
  });
  let step = splitting.next();
  while (step.done !== true) {
    if (work.cancelled()) return null;
    await pace();
    step = splitting.next();
  }
  return step.value;
}

/** The plan with its split decided, and a job that counts the writing on top of what that took. */
export async function decidePlan(
  reader: ProjectReader,
  plan: ExportPlan,
  memory: SplitMemory,
  job: JobControl,
): Promise<{ readonly plan: ExportPlan; readonly job: JobControl } | null> {
  if (plan.split === null || plan.documents === null) return { plan, job };
  const count = documentsOf(reader, plan).length;
  // What is to come is counted as twice as long, until the writing knows better.
  const before: JobControl = {
    ...job,
    report: (done, total, current) => job.report(done, total * 3, current),
  };
  const split = await planSplit(reader, plan, plan.split, memory, before);
  if (split === null) return null;
  return {
    plan: { ...plan, options: { ...plan.options, split } },
    job: { ...job, report: (done, total, current) => job.report(count + done, count + total, current) },
  };
}
