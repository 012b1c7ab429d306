import type { Configuration } from 'electron-builder';

const SQLITE = 'node_modules/better-sqlite3';

/**
 * What electron-builder makes packages from: `npx electron-builder --config electron-builder.config.ts`, after
 * `npm run build`. The main bundle holds everything but the native module, so nothing else of node_modules goes
 * in; of the native module only the library for the platform at hand.
 */
const config: Configuration = {
  appId: 'org.standoff.app',
  productName: 'Standoff',
  copyright: 'Apache-2.0',
  directories: { output: 'out/packages', buildResources: 'resources/icons' },
  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'package.json',
    '!node_modules/**',
    `${SQLITE}/package.json`,
    `${SQLITE}/LICENSE`,
    `${SQLITE}/lib/**`,
    // The macros are electron-builder's own.
    `${SQLITE}/prebuilds/\${platform}-\${arch}.node`,
  ],
  extraResources: [
    { from: 'resources', to: 'resources' },
    { from: 'LICENSE', to: 'LICENSE' },
    { from: 'docs/third-party.md', to: 'third-party.md' },
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
  // The native module is a prebuilt N-API library: nothing to compile for Electron.
  npmRebuild: false,
  // No update server: the app never asks anybody for anything.
  publish: null,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  fileAssociations: [
    {
      ext: 'standoff',
      name: 'Standoff project',
      description: 'Standoff project',
      mimeType: 'application/x-standoff',
      role: 'Editor',
      icon: 'icon',
    },
  ],
  linux: { target: ['AppImage', 'tar.gz'], category: 'Office', icon: 'icon.png' },
  mac: { target: ['dmg', 'zip'], category: 'public.app-category.productivity', icon: 'icon.png' },
  win: { target: ['nsis', 'zip'], icon: 'icon.png' },
};

export default config;
