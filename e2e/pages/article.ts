import { expect, type Locator, type Page } from '@playwright/test';

/** Where a phrase begins in the article: found in the page, so that keys and mouse can be sent there. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly endX: number;
  readonly endY: number;
}

/** The article as its reader handles it: by mouse, or by keys alone. */
export class ArticlePage {
  readonly page: Page;
  readonly text: Locator;

  constructor(page: Page) {
    this.page = page;
    this.text = page.getByRole('main', { name: 'Article' }).getByRole('textbox');
  }

  /** Selects a phrase with real keys: to its beginning word by word, then to its end. Needs the phrase in one paragraph. */
  async selectByKeyboard(phrase: string): Promise<void> {
    await this.page.keyboard.press('Control+Home');
    await this.#walk(phrase, 0, '');
    await this.#walk(phrase, phrase.length, 'Shift+');
  }

  /** Drags from the beginning of a phrase to its end; `to` may be another phrase further on. */
  async selectByMouse(phrase: string, to: string = phrase): Promise<void> {
    // Both are on screen before either is measured.
    await this.#placeOf(phrase);
    await this.#placeOf(to);
    const from = await this.#placeOf(phrase);
    const end = await this.#placeOf(to);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + end.endX) / 2, (from.y + end.endY) / 2, { steps: 4 });
    await this.page.mouse.move(end.endX, end.endY, { steps: 4 });
    await this.page.mouse.up();
  }

  async waitForFocus(): Promise<void> {
    await expect(this.text).toBeFocused();
  }

  /** Where a phrase ends on the screen. */
  async endOf(phrase: string): Promise<{ readonly x: number; readonly y: number }> {
    const { endX, endY } = await this.#placeOf(phrase);
    return { x: endX, y: endY };
  }

  async clickOn(phrase: string): Promise<void> {
    const { x, y, endX } = await this.#placeOf(phrase);
    await this.page.mouse.click(Math.min(x + 4, (x + endX) / 2), y);
  }

  /** How many stretches of text are painted for a layer, given by its place in the scheme. */
  async painted(layer: number): Promise<number> {
    return this.page.evaluate((place) => {
      const name = new RegExp(`-${place}-\\d+(-quiet)?$`);
      return [...CSS.highlights].reduce((sum, [key, ranges]) => sum + (name.test(key) ? ranges.size : 0), 0);
    }, layer);
  }

  /** Presses arrow keys until the end of the selection stands `into` units after the beginning of the phrase. */
  async #walk(phrase: string, into: number, held: '' | 'Shift+'): Promise<void> {
    for (let presses = 0; presses < 800; presses += 1) {
      const distance = await this.#distanceTo(phrase, into);
      if (distance === 0) return;
      if (distance !== null && distance < 0) await this.page.keyboard.press(`${held}ArrowLeft`);
      else if (distance !== null && distance < 3) await this.page.keyboard.press(`${held}ArrowRight`);
      else
        await this.page.keyboard.press(distance === null ? `${held}ArrowDown` : `${held}Control+ArrowRight`);
    }
    throw new Error(`The caret did not reach “${phrase}”.`);
  }

  /** UTF-16 units from the caret to the place; null where the caret is not in the phrase's paragraph. */
  #distanceTo(phrase: string, into: number): Promise<number | null> {
    return this.page.evaluate(
      ([wanted, offset]) => {
        const { focusNode, focusOffset } = getSelection() ?? { focusNode: null, focusOffset: 0 };
        if (!(focusNode instanceof Text)) return null;
        const at = focusNode.data.indexOf(wanted);
        return at < 0 ? null : at + offset - focusOffset;
      },
      [phrase, into] as const,
    );
  }

  #placeOf(phrase: string): Promise<Place> {
    return this.text.evaluate((root, wanted) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = (node as Text).data.indexOf(wanted);
        if (at < 0) continue;
        node.parentElement?.scrollIntoView({ block: 'nearest' });
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const boxes = range.getClientRects();
        const first = boxes[0];
        const last = boxes[boxes.length - 1];
        if (!first || !last) break;
        return {
          x: first.left + 1,
          y: first.top + first.height / 2,
          endX: last.right - 1,
          endY: last.top + last.height / 2,
        };
      }
      throw new Error(`The article does not show “${wanted}”.`);
    }, phrase);
  }
}
