import type { Call, Reply } from '#contract/contract.ts';
import { procedures } from '#contract/contract.ts';
import { explainFailure } from './explain-failure.ts';
import { annotationHandlers } from './handlers/annotation.ts';
import { documentHandlers } from './handlers/document.ts';
import type { BackendProcedure, CallFiles, Handler, HandlerContext, HandlersOf } from './handlers/handler.ts';
import { historyHandlers } from './handlers/history.ts';
import { preferenceHandlers } from './handlers/preference.ts';
import { projectHandlers } from './handlers/project.ts';
import { recentHandlers } from './handlers/recent.ts';
import { schemeHandlers } from './handlers/scheme.ts';
import { transferHandlers } from './handlers/transfer.ts';
import { storageMessage } from './storage/storage-error.ts';
import { validateRequest } from './validate.ts';

/** Answers the backend's calls; never rejects. */
export type Router = (call: Call, files: CallFiles) => Promise<Reply>;

export function createRouter(context: HandlerContext): Router {
  // The type asks for a handler of every procedure that the backend answers.
  const handlers: HandlersOf<BackendProcedure> = {
    ...projectHandlers(context),
    ...documentHandlers(context),
    ...annotationHandlers(context),
    ...historyHandlers(context),
    ...preferenceHandlers(context),
    ...recentHandlers(context),
    ...schemeHandlers(context),
    ...transferHandlers(context),
  };

  return async (call, files) => {
    const name = call.procedure;
    if (!isBackendProcedure(name)) {
      return failed('request.unknown-procedure', `There is no call named "${name}".`);
    }
    const valid = validateRequest(name, call.request);
    if (!valid.ok) return valid;
    try {
      await turnOf(name, context);
      // One handler and its request: the compiler cannot see that they belong together.
      const handle = handlers[name] as unknown as Handler<BackendProcedure>;
      return (await handle(valid.value as never, files)) as Reply;
    } catch (error) {
      const message = storageMessage(error);
      if (message !== null) return failed('storage.failed', message);
      console.error(`${name} failed:`, error);
      return failed('internal.failed', explainFailure(error));
    }
  };
}

/**
 * These do not touch what a bulk change holds. Starting a job and leaving a project must not wait for one: the
 * first queues by itself, the second ends it.
 */
const NEVER_WAITS: ReadonlySet<BackendProcedure> = new Set<BackendProcedure>([
  'project.create',
  'project.open',
  'project.open-recent',
  'project.open-sample',
  'project.close',
  'import.start',
  'export.start',
  'job.list',
  'job.cancel',
  'preference.read',
  'preference.write',
  'recent.list',
  'recent.remove',
]);

/** Waits while a bulk change, such as an import, keeps calls of this kind out. */
async function turnOf(name: BackendProcedure, context: HandlerContext): Promise<void> {
  if (NEVER_WAITS.has(name)) return;
  const { effect } = procedures[name];
  const busy = () => context.project.session()?.busy(effect) ?? null;
  for (let other = busy(); other !== null; other = busy()) await other;
}

function isBackendProcedure(name: string): name is BackendProcedure {
  return Object.hasOwn(procedures, name) && procedures[name as BackendProcedure].answeredBy === 'backend';
}

function failed(
  code: 'request.unknown-procedure' | 'storage.failed' | 'internal.failed',
  message: string,
): Reply {
  return { ok: false, error: { code, message } };
}
