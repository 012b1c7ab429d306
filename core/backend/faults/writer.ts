/**
 * The process that is killed: it opens a project through the real backend and does what it is told on standard
 * input, one JSON `Order` a line; it prints one JSON `Acknowledgement` a line, after the reply has come.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { EventOf } from '#contract/contract.ts';
import { openBackend } from '../backend.ts';
import type { Acknowledgement, Order } from './order.ts';

const [, , projectFile, dataFolder] = process.argv;
if (projectFile === undefined || dataFolder === undefined) throw new Error('Two arguments are needed.');

const backend = await openBackend({ dataFolder, appVersion: '0.0.0' });
const pathOf = (handle: string) => (handle.startsWith('/') ? handle : null);
const say = (answer: Acknowledgement) => writeSync(1, `${JSON.stringify(answer)}\n`);

/** The event of the call at work; it comes before the call's reply. */
let changed: EventOf<'record.changed'> | null = null;
const finished = new Map<string, () => void>();
backend.subscribe((message) => {
  if (message.event === 'record.changed') changed = message.value;
  if (message.event === 'job.finished') finished.get(message.value.jobId)?.();
});

async function obey(order: Order): Promise<void> {
  const reply = await backend.dispatch(order.call, pathOf);
  if (reply.ok && order.call.procedure === 'import.start') {
    const { jobId } = reply.value as { jobId: string };
    await new Promise<void>((resolve) => finished.set(jobId, resolve));
  }
  const changes = changed?.changes ?? [];
  changed = null;
  say(reply.ok ? { id: order.id, ok: true, changes } : { id: order.id, ok: false, code: reply.error.code });
}

const opened = await backend.dispatch({ procedure: 'project.open', request: { file: projectFile } }, pathOf);
if (!opened.ok) throw new Error(opened.error.message);
say({ id: 0, ok: true, changes: [] });

// One after another, but the orders wait here already: there is always something to be killed in.
const orders = createInterface({ input: process.stdin });
for await (const line of orders) await obey(JSON.parse(line) as Order);
