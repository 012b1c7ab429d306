import type { ResponseOf } from '#contract/contract.ts';
import type { ExchangeDocument } from '#formats/exchange.ts';
import { createPace } from '../import/pace.ts';
import { nextTurn } from '../next-turn.ts';
import type { ProjectSession } from '../session.ts';
import { chooseFrom } from './choose.ts';
import { createLossParts } from './loss-parts.ts';
import type { ExportPlan } from './plan.ts';
import { documentsOf, readRecord } from './read-record.ts';

/** How many documents are tried at once: calls that wait are answered in between, and memory stays flat. */
const BATCH = 50;

/**
 * Counts what an export would hold and lose, by doing it without writing; `null` where it was to stop. A split changes
 * neither, so none is decided.
 */
export async function previewExport(
  session: ProjectSession,
  plan: ExportPlan,
  stopped: () => boolean = () => false,
): Promise<ResponseOf<'export.preview'> | null> {
  const losses = createLossParts();
  const counts = { documents: 0, annotations: 0, relations: 0, gold: 0 };
  await session.snapshot(async (reader) => {
    const pace = createPace(nextTurn);
    const batch: ExchangeDocument[] = [];
    const flush = () => {
      if (plan.codec !== null) losses.add(plan.codec.serialise(batch, plan.options).losses, batch);
      batch.length = 0;
    };
    for (const id of documentsOf(reader, plan)) {
      if (stopped()) return;
      const record = readRecord(reader, id);
      const chosen = chooseFrom(record, plan.filter);
      losses.add(chosen.losses, [record]);
      counts.documents += 1;
      counts.annotations += chosen.document.annotations.length;
      counts.relations += chosen.document.relations.length;
      counts.gold += record.annotations.filter(({ origin }) => origin === 'adjudicated').length;
      batch.push(chosen.document);
      if (batch.length === BATCH) flush();
      await pace();
    }
    if (batch.length > 0 || plan.documents === null) flush();
  });
  if (stopped()) return null;
  return { ...counts, losses: losses.all(), layers: plan.options.layers.map((id) => id as never) };
}
