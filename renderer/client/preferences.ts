import { call } from './bridge.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How long a preference may change before it is written, in milliseconds: a dragged pane is one write. */
const PATIENCE = 400;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Everything stored for this machine, by name; nothing where it cannot be read, which is no reason to stop. */
export async function readPreferences(): Promise<Readonly<Record<string, unknown>>> {
  const reply = await call('preference.read', {});
  return reply.ok ? reply.value : {};
}

/** Stores a preference soon. Several changes in a row become one write. */
export function writePreference(name: string, value: Json): void {
  clearTimeout(timers.get(name));
  timers.set(
    name,
    setTimeout(() => {
      timers.delete(name);
      void call('preference.write', { name, value: value as never });
    }, PATIENCE),
  );
}
