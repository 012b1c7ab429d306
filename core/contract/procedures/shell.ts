import { procedure, z } from '../define.ts';
import { fileHandle } from '../schemas.ts';

/** A file as the window sees it. */
export const chosenFile = z.object({
  file: fileHandle,
  name: z.string(),
  /** Bytes. */ size: z.number().int(),
});

/** The shell port: the only difference between hosts. */
/** What is to be written; the dialog asks for its place in these words. */
const SAVE_PURPOSES = ['new-project', 'export', 'scheme', 'guidelines'] as const;

export const shellProcedures = {
  'shell.read': procedure({
    answeredBy: 'shell',
    effect: 'read',
    summary: 'Which shell this is and what it can do.',
    request: z.object({}),
    response: z.object({
      shell: z.enum(['electron', 'chromium']),
      version: z.string(),
      platform: z.string(),
      /** Where false, the window picks files with an input element and passes them to `bridge.adoptFiles`. */
      nativeOpenDialog: z.boolean(),
      /** Where false, the window shows its own save dialog over `shell.list-folder`. */
      nativeSaveDialog: z.boolean(),
      nativeMenu: z.boolean(),
      /** True while `npm run demo` or a test drives the window. */
      scripted: z.boolean(),
    }),
    errors: [],
  }),
  'shell.pick-files': procedure({
    answeredBy: 'shell',
    effect: 'read',
    summary: 'The native open dialog; an empty list where the user cancels.',
    request: z.object({ purpose: z.enum(['import', 'open-project', 'scheme']), multiple: z.boolean() }),
    response: z.array(chosenFile),
    errors: ['shell.not-available'],
  }),
  'shell.pick-folder': procedure({
    answeredBy: 'shell',
    effect: 'read',
    summary: 'The native dialog for a folder, and the files in it; null where the user cancels.',
    request: z.object({}),
    /** In all folders in it too, by their paths below it, parted by `/`; without those of the system. */
    response: z.array(chosenFile).nullable(),
    errors: ['shell.not-available', 'shell.folder-unreadable'],
  }),
  'shell.pick-save-file': procedure({
    answeredBy: 'shell',
    effect: 'read',
    summary: 'The native save dialog; null where the user cancels.',
    request: z.object({ suggestedName: z.string(), purpose: z.enum(SAVE_PURPOSES) }),
    response: chosenFile.nullable(),
    errors: ['shell.not-available'],
  }),
  'shell.list-folder': procedure({
    answeredBy: 'shell',
    effect: 'read',
    summary: 'A folder for the in-app save dialog: its sub-folders, and its files with the wanted ending.',
    request: z.object({
      /** Omitted for the folder used last, at first the user's documents. */
      folder: fileHandle.exactOptional(),
      extension: z.string().max(20),
    }),
    response: z.object({
      folder: fileHandle,
      /** For display. */
      path: z.string(),
      /** From the root to this folder, for the path bar. */
      ancestors: z.array(z.object({ folder: fileHandle, name: z.string() })),
      folders: z.array(z.object({ folder: fileHandle, name: z.string() })),
      files: z.array(z.string()),
      writable: z.boolean(),
    }),
    errors: ['shell.folder-unreadable'],
  }),
  'shell.name-file': procedure({
    answeredBy: 'shell',
    effect: 'read',
    summary: 'A handle for a file to be written in a folder of the in-app save dialog.',
    request: z.object({ folder: fileHandle, name: z.string().min(1).max(255) }),
    response: z.object({ file: fileHandle, exists: z.boolean() }),
    errors: ['shell.bad-name'],
  }),
  'shell.set-title': procedure({
    answeredBy: 'shell',
    effect: 'write',
    summary: 'The window title.',
    request: z.object({ title: z.string().max(500) }),
    response: z.object({}),
    errors: [],
  }),
  'shell.quit': procedure({
    answeredBy: 'shell',
    effect: 'write',
    summary: 'Closes the window and ends the app.',
    request: z.object({}),
    response: z.object({}),
    errors: [],
  }),
};
