import { call } from './bridge.ts';
import { beforeLeaving } from './leaving.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How long a preference rests before it is written, in milliseconds: a dragged pane is one write, a closed window loses none. */
const REST = 60;
const waiting = new Map<string, { readonly value: Json; readonly timer: ReturnType<typeof setTimeout> }>();

/** Everything stored for this machine, by name; nothing where it cannot be read, which is no reason to stop. */
export async function readPreferences(): Promise<Readonly<Record<string, unknown>>> {
  const reply = await call('preference.read', {});
  return reply.ok ? reply.value : {};
}

function write(name: string): void {
  const entry = waiting.get(name);
  if (!entry) return;
  clearTimeout(entry.timer);
  waiting.delete(name);
  void call('preference.write', { name, value: entry.value as never });
}

/** Stores a preference soon. Several changes in a row become one write. */
export function writePreference(name: string, value: Json): void {
  clearTimeout(waiting.get(name)?.timer);
  waiting.set(name, { value, timer: setTimeout(() => write(name), REST) });
}

beforeLeaving(() => {
  for (const name of [...waiting.keys()]) write(name);
});
