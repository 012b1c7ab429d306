import { join } from 'node:path';
import { defineConfig } from 'vite';

const at = (path: string) => join(import.meta.dirname, path);

/**
 * Electron's scripts, by `--mode`: `main` is the main process, the backend's worker thread and the threads that it starts, as ES modules;
 * `preload` is one CommonJS file, since a sandboxed preload script can be nothing else.
 */
export default defineConfig(({ mode }) => {
  if (mode !== 'main' && mode !== 'preload') throw new Error(`There is no mode ${mode}: main or preload.`);
  const preload = mode === 'preload';
  return {
    publicDir: false,
    // `ssr` keeps `require` and Node's modules as they are; `lib` would leave calls that throw at run time.
    ssr: { target: 'node', noExternal: true, external: ['electron', 'better-sqlite3'] },
    build: {
      ssr: true,
      outDir: at(`out/${mode}`),
      emptyOutDir: true,
      target: preload ? 'chrome140' : 'node24',
      // Read in error reports more often than loaded.
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: preload
          ? { preload: at('electron/preload.ts') }
          : {
              main: at('electron/main.ts'),
              worker: at('core/backend/worker.ts'),
              reader: at('core/backend/import/reader/reader-worker.ts'),
              job: at('core/backend/job-thread/job-worker.ts'),
              checkpoint: at('core/backend/storage/checkpoint-worker.ts'),
            },
        output: preload
          ? { format: 'cjs', entryFileNames: '[name].cjs' }
          : { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  };
});
