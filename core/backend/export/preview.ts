import type { ResponseOf } from '#contract/contract.ts';
import type { Loss } from '#formats/exchange.ts';
import { createSurveyor } from '#formats/writing/surveyor.ts';
import { writtenWhole } from '#formats/writing/written-counts.ts';
import { createPace } from '../import/pace.ts';
import { nextTurn } from '../next-turn.ts';
import type { ProjectSession } from '../session.ts';
import { chooseFrom } from './choose.ts';
import { createExportCounts } from './export-counts.ts';
import { createLossParts } from './loss-parts.ts';
import type { ExportPlan } from './plan.ts';
import { documentsOf, readRecord } from './read-record.ts';

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
  const counts = createExportCounts();
  let gold = 0;
  await session.snapshot(async (reader) => {
    const pace = createPace(nextTurn);
    const ids = documentsOf(reader, plan);
    const surveyor = createSurveyor(plan.options.layers);
    for (const id of plan.codec?.surveyed === true ? ids : []) {
      if (stopped()) return;
      surveyor.add(chooseFrom(readRecord(reader, id), plan.filter).document);
      await pace();
    }
    let lost: Loss[] = [];
    const writer = plan.codec?.openWriter(surveyor.survey(), plan.options, {
      write() {},
      lose: (loss) => lost.push(loss),
    });
    for (const id of ids) {
      if (stopped()) return;
      const record = readRecord(reader, id);
      const chosen = chooseFrom(record, plan.filter);
      counts.add(chosen, writer?.add(chosen.document) ?? writtenWhole(chosen.document));
      losses.add(chosen.losses, [record]);
      losses.add(lost, [record]);
      lost = [];
      gold += record.annotations.filter(({ origin }) => origin === 'adjudicated').length;
      await pace();
    }
    writer?.end();
    losses.add(lost, []);
  });
  if (stopped()) return null;
  return {
    ...counts.all(),
    gold,
    losses: losses.all(),
    layers: plan.options.layers.map((id) => id as never),
  };
}
