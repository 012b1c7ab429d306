import type { MenuItemConstructorOptions } from 'electron';

/** Commands of the window that the menu offers, by their ids in the window's command registry. */
export const MENU_COMMANDS = [
  'project.new',
  'project.open',
  'document.import',
  'document.export',
  'edit.undo',
  'edit.redo',
  'view.toggle-documents',
  'view.toggle-annotations',
  'view.focus',
  'help.keys',
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
        { command: 'project.open', label: 'Open project…', keys: 'CommandOrControl+O' },
        'separator',
        { command: 'document.import', label: 'Import articles…', keys: 'CommandOrControl+I' },
        { command: 'document.export', label: 'Export dataset…', keys: 'CommandOrControl+E' },
        'separator',
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      items: [
        { command: 'edit.undo', label: 'Undo', keys: 'CommandOrControl+Z' },
        { command: 'edit.redo', label: 'Redo', keys: 'CommandOrControl+Shift+Z' },
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
        { command: 'view.toggle-documents', label: 'Documents' },
        { command: 'view.toggle-annotations', label: 'Annotations' },
        { command: 'view.focus', label: 'Article only' },
        'separator',
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { role: 'togglefullscreen' },
        ...developer,
      ],
    },
    {
      label: '&Help',
      items: [
        { command: 'help.keys', label: 'Keyboard shortcuts' },
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
