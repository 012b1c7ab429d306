import type { Bridge } from '#contract/contract.ts';

/** Name of the browser's binding, gone from the page before any script of the page runs. */
export const BINDING = 'standoffSend';
/** Where the shell delivers; the page can do nothing with it that it could not do to itself anyway. */
export const HOST_SIDE = 'standoffHost';
/** Path under which a message too large for one delivery is fetched once. */
export const LARGE_MESSAGE_PATH = '/standoff-message/';

/**
 * What the shell delivers: kind, number of the call it answers (0 for events), and text. A `-at` kind carries
 * the key of a large message instead of its text.
 */
export type Delivery = readonly [
  kind: 'reply' | 'reply-at' | 'refusal' | 'event' | 'event-at',
  call: number,
  text: string,
];

/** The other direction, as text: `call 7 {"procedure":…}` or `adopt 8 2` (call number 8, two files). */
export type PageMessage =
  | { readonly is: 'call'; readonly call: number; readonly json: string }
  | { readonly is: 'adopt'; readonly call: number; readonly count: number };

export function parsePageMessage(payload: string): PageMessage | null {
  const head = /^(call|adopt) (\d{1,15}) /.exec(payload);
  if (head === null) return null;
  const rest = payload.slice(head[0].length);
  const call = Number(head[2]);
  if (head[1] === 'call') return { is: 'call', call, json: rest };
  return /^\d{1,6}$/.test(rest) ? { is: 'adopt', call, count: Number(rest) } : null;
}

/** What `HOST_SIDE` names. */
interface HostSide {
  deliver(messages: readonly Delivery[]): void;
  /** The files of a waiting `adopt`, for the shell to look at. */
  file(call: number, index: number): unknown;
  release(call: number): void;
}

interface BridgeNames {
  readonly binding: string;
  readonly hostSide: string;
  readonly largeMessagePath: string;
  readonly origin: string;
}

/** The script that the browser runs in each new page before the page's own. */
export function bridgeScript(origin: string): string {
  const names: BridgeNames = {
    binding: BINDING,
    hostSide: HOST_SIDE,
    largeMessagePath: LARGE_MESSAGE_PATH,
    origin,
  };
  return `(${installBridge.toString()})(globalThis, ${JSON.stringify(names)});`;
}

/**
 * Runs in the page, as text: nothing outside this function is there. Takes the binding away from the page and
 * puts the frozen bridge in its place, in the window's own page only.
 */
function installBridge(page: typeof globalThis & Record<string, unknown>, names: BridgeNames): void {
  const send = page[names.binding] as ((payload: string) => void) | undefined;
  delete page[names.binding];
  const place = page as unknown as { top: unknown; location: { origin: string } };
  if (send === undefined || place.top !== page || place.location.origin !== names.origin) return;

  const fetchText = page.fetch.bind(page);
  const waiting = new Map<number, { resolve(json: string): void; reject(error: Error): void }>();
  const adopted = new Map<number, readonly unknown[]>();
  const listeners = new Set<(eventJson: string) => void>();
  let lastCall = 0;
  /** Set while a large message is being fetched: what comes after it waits, so that order is kept. */
  let fetching: Promise<void> | null = null;

  function ask(prepare: (call: number) => string): Promise<string> {
    lastCall += 1;
    const call = lastCall;
    return new Promise((resolve, reject) => {
      waiting.set(call, { resolve, reject });
      send?.(prepare(call));
    });
  }

  function hand(kind: string, call: number, text: string): void {
    if (kind === 'event') {
      for (const listener of [...listeners]) {
        try {
          listener(text);
        } catch (error) {
          // One listener's fault must not keep the event from the others.
          page.setTimeout(() => {
            throw error;
          });
        }
      }
      return;
    }
    const asked = waiting.get(call);
    waiting.delete(call);
    if (kind === 'reply') asked?.resolve(text);
    else asked?.reject(new Error(text));
  }

  async function fetchAndHand(kind: string, call: number, key: string): Promise<void> {
    try {
      const response = await fetchText(names.largeMessagePath + key);
      if (!response.ok) throw new Error(`status ${response.status}`);
      hand(kind === 'event-at' ? 'event' : 'reply', call, await response.text());
    } catch (error) {
      if (kind === 'reply-at') hand('refusal', call, `The answer could not be fetched: ${String(error)}`);
    }
  }

  async function handInOrder(messages: readonly Delivery[]): Promise<void> {
    for (const [kind, call, text] of messages) {
      if (kind === 'reply-at' || kind === 'event-at') await fetchAndHand(kind, call, text);
      else hand(kind, call, text);
    }
  }

  const hostSide: HostSide = {
    deliver(messages) {
      if (fetching === null && messages.every(([kind]) => kind !== 'reply-at' && kind !== 'event-at')) {
        for (const [kind, call, text] of messages) hand(kind, call, text);
        return;
      }
      const turn: Promise<void> = (fetching ?? Promise.resolve())
        .then(() => handInOrder(messages))
        .then(() => {
          if (fetching === turn) fetching = null;
        });
      fetching = turn;
    },
    file: (call, index) => adopted.get(call)?.[index],
    release: (call) => {
      adopted.delete(call);
    },
  };

  const bridge: Bridge = {
    invoke: (callJson) => ask((call) => `call ${call} ${String(callJson)}`),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    adoptFiles: (files) =>
      ask((call) => {
        const list = [...files];
        adopted.set(call, list);
        return `adopt ${call} ${list.length}`;
      }),
  };

  Object.defineProperty(page, names.hostSide, { value: Object.freeze(hostSide) });
  Object.defineProperty(page, 'standoffBridge', { value: Object.freeze(bridge), enumerable: true });
}
