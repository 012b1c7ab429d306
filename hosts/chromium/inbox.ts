import type { AdoptedFile } from '#backend/files/file-table.ts';
import { BINDING, parsePageMessage } from './bridge.ts';
import type { CdpSession } from './cdp-pipe.ts';
import type { Outbox } from './outbox.ts';
import type { PageContexts } from './page-contexts.ts';

export interface Inbox {
  /** Resolves once every call that has come in is answered. */
  settled(): Promise<void>;
}

/** Receives what the page sends, checks who sent it, and hands it on. */
export function openInbox(options: {
  readonly session: CdpSession;
  readonly contexts: PageContexts;
  readonly outbox: Outbox;
  readonly dispatch: (callJson: string) => Promise<string>;
  readonly adopt: (context: string, call: number, count: number) => Promise<readonly AdoptedFile[]>;
}): Inbox {
  const { session, contexts, outbox } = options;
  const open = new Set<Promise<void>>();

  async function answer(context: string, payload: string): Promise<void> {
    const message = parsePageMessage(payload);
    if (message === null) return;
    try {
      const json =
        message.is === 'call'
          ? await options.dispatch(message.json)
          : JSON.stringify(await options.adopt(context, message.call, message.count));
      outbox.reply(context, message.call, json);
    } catch (error) {
      outbox.refuse(context, message.call, error instanceof Error ? error.message : String(error));
    }
  }

  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== BINDING) return;
    const context = contexts.trusted(executionContextId);
    if (context === null) return;
    const work = answer(context, payload).finally(() => open.delete(work));
    open.add(work);
  });

  return {
    async settled() {
      while (open.size > 0) await Promise.all(open);
    },
  };
}
