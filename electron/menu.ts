import type { MenuItemConstructorOptions } from 'electron';

/** Commands of the window that the menu offers, by their ids in the window's command registry. */
export const MENU_COMMANDS = [
  'project.new',
  'project.new-with-scheme',
  'project.open',
  'project.import',
  'project.import-folder',
  'project.export',
  'scheme.import',
  'scheme.save',
  'scheme.save-guidelines',
  'project.close',
  'history.undo',
  'history.redo',
  'view.fold-left',
  'view.fold-right',
  'view.focus-mode',
  'view.larger',
  'view.smaller',
  'view.ordinary-size',
  'view.palette',
  'view.keys',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

interface CommandItem {
  readonly command: MenuCommand;
  readonly label: string;
  /** Shown only: the window itself listens to its keys, which the user can change. */
  readonly keys?: string;
}
type RoleItem = { readonly role: NonNullable<MenuItemConstructorOptions['role']> };
type Item = CommandItem | RoleItem | 'separator';
interface Submenu {
  readonly label: string;
  readonly items: readonly Item[];
}

export interface MenuOptions {
  readonly mac: boolean;
  /** Adds reload and developer tools. */
  readonly developing: boolean;
  readonly choose: (command: MenuCommand) => void;
}

/** The native menu, as a template for Electron. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const menus = menusFor(options);
  const template = menus.map(({ label, items }) => ({
    label,
    submenu: items.map((item) => templateItem(item, options.choose)),
  }));
  return options.mac ? [{ role: 'appMenu' }, ...template, { role: 'windowMenu' }] : template;
}

function menusFor({ mac, developing }: MenuOptions): Submenu[] {
  const developer: Item[] = developing ? ['separator', { role: 'reload' }, { role: 'toggleDevTools' }] : [];
  return [
    {
      label: '&File',
      items: [
        { command: 'project.new', label: 'New project…' },
        { command: 'project.new-with-scheme', label: 'New project with a scheme…' },
        { command: 'project.open', label: 'Open a project…', keys: 'CommandOrControl+O' },
        'separator',
        { command: 'project.import', label: 'Import files…', keys: 'CommandOrControl+I' },
        { command: 'project.import-folder', label: 'Import a folder…' },
        { command: 'project.export', label: 'Export as JSON Lines…', keys: 'CommandOrControl+E' },
        'separator',
        { command: 'scheme.import', label: 'Import a scheme…' },
        { command: 'scheme.save', label: 'Save the scheme…' },
        { command: 'scheme.save-guidelines', label: 'Save the guidelines…' },
        'separator',
        { command: 'project.close', label: 'Close the project' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      items: [
        { command: 'history.undo', label: 'Undo', keys: 'CommandOrControl+Z' },
        { command: 'history.redo', label: 'Redo', keys: 'CommandOrControl+Shift+Z' },
        'separator',
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      items: [
        { command: 'view.fold-left', label: 'Document list' },
        { command: 'view.fold-right', label: 'Annotation list' },
        { command: 'view.focus-mode', label: 'Only the article' },
        'separator',
        { command: 'view.larger', label: 'Larger text', keys: 'CommandOrControl+=' },
        { command: 'view.smaller', label: 'Smaller text', keys: 'CommandOrControl+-' },
        { command: 'view.ordinary-size', label: 'Ordinary text size', keys: 'CommandOrControl+0' },
        'separator',
        { role: 'togglefullscreen' },
        ...developer,
      ],
    },
    {
      label: '&Help',
      items: [
        { command: 'view.palette', label: 'Commands', keys: 'CommandOrControl+K' },
        { command: 'view.keys', label: 'Keys' },
        ...(mac ? [] : (['separator', { role: 'about' }] as const)),
      ],
    },
  ];
}

function templateItem(item: Item, choose: MenuOptions['choose']): MenuItemConstructorOptions {
  if (item === 'separator') return { type: 'separator' };
  if ('role' in item) return { role: item.role };
  return {
    id: item.command,
    label: item.label,
    ...(item.keys === undefined ? {} : { accelerator: item.keys, registerAccelerator: false }),
    click: () => choose(item.command),
  };
}
