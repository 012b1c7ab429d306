import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import './ui/tokens.css';
import './ui/hues.css';
import './ui/base.css';
import './i18n/i18n.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { restoreLastDocuments } from './actions/documents.ts';
import { App } from './app.tsx';
import { watchLeaving } from './client/leaving.ts';
import { readPreferences } from './client/preferences.ts';
import { startClient } from './client/project.ts';
import { queryClient } from './client/query-client.ts';
import { dispatchKeys } from './commands/dispatch.ts';
import { restoreKeys } from './commands/registry.ts';
import { paintAppearance, restoreAppearance } from './state/appearance.ts';
import { restoreExports } from './state/export-habits.ts';
import { restoreHabits } from './state/habits.ts';
import { restorePanes } from './state/panes.ts';

/** Composes the window: preferences first, so that nothing jumps, then the stores, then the screen. */
async function start(): Promise<void> {
  const preferences = await readPreferences();
  restorePanes(preferences.panes);
  restoreAppearance(preferences.appearance);
  restoreHabits(preferences.habits);
  restoreExports(preferences.exports);
  restoreKeys(preferences.keys);
  restoreLastDocuments(preferences.lastDocuments);
  paintAppearance(document.documentElement);
  watchLeaving();
  dispatchKeys(window);
  await startClient();

  const place = document.getElementById('app');
  if (!place) throw new Error('index.html has no element with the id "app"');
  createRoot(place).render(
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>,
  );
}

void start();
