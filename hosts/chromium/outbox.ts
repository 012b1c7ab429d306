import { randomUUID } from 'node:crypto';
import { type Delivery, HOST_SIDE } from './bridge.ts';
import type { CdpSession } from './cdp-pipe.ts';
import type { PageContexts } from './page-contexts.ts';

/** UTF-16 units from which on a message is fetched by the page instead of delivered. */
export const LARGE_MESSAGE = 512 * 1024;

/** Messages on their way to the page, in order. */
export interface Outbox {
  /** `context` is the asking page's: a reply for a page that is gone is dropped. */
  reply(context: string, call: number, json: string): void;
  refuse(context: string, call: number, sentence: string): void;
  event(json: string): void;
  /** Takes a large message away, once; null where there is none of that key. */
  takeLarge(key: string): string | null;
}

export function createOutbox(session: CdpSession, contexts: PageContexts): Outbox {
  const large = new Map<string, { context: string; text: string }>();
  let queued: { context: string; messages: Delivery[] }[] = [];

  contexts.onEnded((context) => {
    for (const [key, message] of large) if (message.context === context) large.delete(key);
  });

  function post(context: string, kind: 'reply' | 'refusal' | 'event', call: number, text: string): void {
    if (text.length < LARGE_MESSAGE || kind === 'refusal') {
      enqueue(context, [kind, call, text]);
      return;
    }
    const key = randomUUID();
    large.set(key, { context, text });
    enqueue(context, [`${kind}-at`, call, key]);
  }

  /**
   * What is posted in one turn of the event loop goes in one command, such as an event and the reply that follows it: each
   * takes time of the page.
   */
  function enqueue(context: string, message: Delivery): void {
    if (queued.length === 0) setImmediate(flush);
    const last = queued.at(-1);
    if (last?.context === context) last.messages.push(message);
    else queued.push({ context, messages: [message] });
  }

  function flush(): void {
    const batches = queued;
    queued = [];
    for (const { context, messages } of batches) {
      session
        .send('Runtime.callFunctionOn', {
          functionDeclaration: `function (messages) { ${HOST_SIDE}.deliver(messages); }`,
          arguments: [{ value: messages }],
          uniqueContextId: context,
        })
        // The page has gone meanwhile: nobody waits for these messages any more.
        .catch(() => {});
    }
  }

  return {
    reply: (context, call, json) => post(context, 'reply', call, json),
    refuse: (context, call, sentence) => post(context, 'refusal', call, sentence),
    event(json) {
      const context = contexts.current();
      if (context !== null) post(context, 'event', 0, json);
    },
    takeLarge(key) {
      const message = large.get(key);
      large.delete(key);
      return message?.text ?? null;
    },
  };
}
