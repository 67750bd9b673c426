import type { BrowserContext, Page } from "@playwright/test";

const parts = 'div[hidden][id^="S:"]';

const arePartsInPlace = (page: Page) => page.waitForFunction((selector) => document.querySelector(selector) === null, parts);

/**
 * A streamed page brings its parts in hidden places and moves them into view a moment after it has loaded; in between a
 * field may be there twice. Whoever goes to a page of this context has it whole.
 */
export function openPagesWhole(context: BrowserContext): void {
  context.on("page", (page) => {
    const goTo = page.goto.bind(page);
    const reload = page.reload.bind(page);
    page.goto = async (...given) => {
      const response = await goTo(...given);
      await arePartsInPlace(page);
      return response;
    };
    page.reload = async (...given) => {
      const response = await reload(...given);
      await arePartsInPlace(page);
      return response;
    };
  });
}
