import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The window. Its content security policy allows nothing inline and nothing from outside, so nothing is turned
 * into a `data:` address, no polyfill is inlined, and every address is relative: the same files are served by
 * `app://` in Electron and by the pipe host in Chromium.
 */
export default defineConfig({
  root: join(import.meta.dirname, 'renderer'),
  base: './',
  plugins: [react()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: join(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    // The oldest browser that hosts/find-browser.ts takes.
    target: 'chrome125',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // One window, one chunk or a few: the size that matters is what is parsed, not what is downloaded.
    chunkSizeWarningLimit: 2000,
  },
});
