import { basename } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { ArticlePage } from './article.ts';

/** The open project in the window. */
export class DeskPage {
  readonly page: Page;
  readonly article: ArticlePage;
  readonly documents: Locator;
  readonly annotations: Locator;
  readonly inspector: Locator;
  readonly status: Locator;

  constructor(page: Page) {
    this.page = page;
    this.article = new ArticlePage(page);
    this.documents = page.getByRole('listbox', { name: 'Documents' });
    this.annotations = page.getByRole('listbox', { name: 'Annotations' });
    this.inspector = page.getByRole('region', { name: 'Selected span' });
    this.status = page.getByRole('contentinfo');
  }

  /** Makes a project in the first folder that the save dialog offers, by keys alone. */
  async createProject(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New project' }).focus();
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(name);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByText('No documents yet')).toBeVisible();
  }

  /**
   * Answers the native open dialog that an action brings up with files by their paths, as a user does. Returns the kinds of
   * files that it offers.
   */
  async answerOpenDialog(files: readonly string[], action: () => Promise<void>): Promise<readonly string[]> {
    // Playwright's own file chooser sends contents without a path, and a project must be opened where it is.
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Page.enable');
    await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
    const opened = new Promise<number | undefined>((resolve) => {
      session.once('Page.fileChooserOpened', ({ backendNodeId }) => resolve(backendNodeId));
    });
    await action();
    const backendNodeId = await opened;
    if (backendNodeId === undefined) throw new Error('The open dialog belongs to no element.');
    const { node } = await session.send('DOM.describeNode', { backendNodeId });
    const { attributes = [] } = node;
    await session.send('DOM.setFileInputFiles', { files: [...files], backendNodeId });
    await session.send('Page.setInterceptFileChooserDialog', { enabled: false });
    await session.detach();
    return attributes[attributes.indexOf('accept') + 1]?.split(',') ?? [];
  }

  /** Chooses files in the open dialog; the preview is then on screen. */
  async chooseFiles(files: readonly string[]): Promise<Locator> {
    await this.answerOpenDialog(files, () => this.page.keyboard.press('Control+i'));
    const preview = this.page.getByRole('dialog', { name: 'Import' });
    // Files of others are read in a thread that has to start first.
    await expect(preview).toContainText(basename(files[0] ?? ''), { timeout: 20_000 });
    return preview;
  }

  /** Chooses a folder by its command; the preview is then on screen. */
  async chooseFolder(folder: string): Promise<Locator> {
    await this.answerOpenDialog([folder], async () => {
      await this.page.keyboard.press('Control+k');
      await this.page.keyboard.type('Import a folder');
      await this.page.keyboard.press('Enter');
    });
    return this.page.getByRole('dialog', { name: 'Import' });
  }

  async importFiles(files: readonly string[]): Promise<void> {
    const preview = await this.chooseFiles(files);
    await preview.getByRole('button', { name: /^Import \d+ file/ }).click();
    await expect(preview).toBeHidden();
  }

  async openDocument(title: string | RegExp): Promise<void> {
    await this.documents.getByRole('option', { name: title }).click();
    await expect(this.article.text).toBeVisible();
    await this.readByKeyboard();
  }

  /** From the document list into the text. */
  async readByKeyboard(): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press('Escape');
      await this.documents.getByRole('option', { selected: true }).focus();
      await this.page.keyboard.press('F6');
      await expect(this.article.text).toBeFocused({ timeout: 500 });
    }).toPass();
  }

  async exportByKeyboard(name: string): Promise<void> {
    await this.page.keyboard.press('Control+e');
    await expect(this.page.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(name);
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByText(`Exported to ${name}.jsonl and read back`)).toBeVisible();
  }

  /** Waits until what follows a key is drawn: the panes follow the article a frame later. */
  async settled(): Promise<void> {
    await this.page.evaluate(
      () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve, 150))),
    );
  }

  /** The bar beside the selection, at any of its steps. */
  get bar(): Locator {
    return this.page.locator('[data-tagging-bar]');
  }

  /** The spans of the chosen document by layer, as the document list says. */
  async expectCounts(...counts: readonly string[]): Promise<void> {
    const row = this.documents.getByRole('option', { selected: true });
    await expect(row).toHaveAccessibleName(new RegExp(`\\b${counts.join(',? ')}\\b`));
  }

  span(quote: string | RegExp): Locator {
    return this.annotations.getByRole('option', { name: quote });
  }
}
