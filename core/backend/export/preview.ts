import type { ResponseOf } from '#contract/contract.ts';
import type { ExchangeDocument } from '#formats/exchange.ts';
import { createPace } from '../import/pace.ts';
import { nextTurn } from '../next-turn.ts';
import type { ProjectSession } from '../session.ts';
import { chooseFrom } from './choose.ts';
import { createLossCounts } from './count-losses.ts';
import type { ExportPlan } from './plan.ts';
import { documentsOf, readRecord } from './read-record.ts';

/** How many documents are tried at once: calls that wait are answered in between, and memory stays flat. */
const BATCH = 50;

/** Counts what an export would hold and lose, by doing it without writing. */
export async function previewExport(
  session: ProjectSession,
  plan: ExportPlan,
): Promise<ResponseOf<'export.preview'>> {
  const losses = createLossCounts();
  const counts = { documents: 0, annotations: 0, relations: 0 };
  await session.snapshot(async (reader) => {
    const pace = createPace(nextTurn);
    const batch: ExchangeDocument[] = [];
    const flush = () => {
      if (plan.codec !== null) losses.add(plan.codec.serialise(batch, plan.options).losses);
      batch.length = 0;
    };
    for (const id of documentsOf(reader, plan.withDocuments)) {
      const chosen = chooseFrom(readRecord(reader, id), plan.filter);
      losses.add(chosen.losses);
      counts.documents += 1;
      counts.annotations += chosen.document.annotations.length;
      counts.relations += chosen.document.relations.length;
      batch.push(chosen.document);
      if (batch.length === BATCH) flush();
      await pace();
    }
    if (batch.length > 0 || !plan.withDocuments) flush();
  });
  return { ...counts, losses: losses.all(), layers: plan.options.layers.map((id) => id as never) };
}
