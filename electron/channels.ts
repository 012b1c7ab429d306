/** Names of the messages between `main` and `preload`: nothing else travels over Electron's own IPC. */
export const CHANNELS = {
  /** Page to main: one `Call` as JSON; answers a `Reply` as JSON. */
  call: 'standoff:call',
  /** Preload to main: paths of files that the user picked or dropped; answers `chosenFile`s as JSON. */
  adoptFiles: 'standoff:adopt-files',
  /** Main to page: one `EventMessage` as JSON. */
  event: 'standoff:event',
} as const;
