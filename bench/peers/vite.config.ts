import { join } from 'node:path';
import { defineConfig } from 'vite';

/** The contestants' page, as a production build like the app's own window. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: {
    outDir: join(import.meta.dirname, '../../out/bench-peers'),
    emptyOutDir: true,
    target: 'chrome125',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});
