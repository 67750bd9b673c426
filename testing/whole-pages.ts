import type { BrowserContext, Page } from "@playwright/test";

/**
 * React's marks of a streamed page: a part waits hidden as "S:1" for its place "B:1". A place that has been drawn by the
 * browser itself meanwhile (a page that turned out not to exist) is gone, and the part that was meant for it stays hidden.
 */
const arePartsInPlace = (page: Page) =>
  page.waitForFunction(() =>
    Array.from(document.querySelectorAll('div[hidden][id^="S:"]')).every(
      // gone, or itself in a hidden part
      ({ id }) => document.getElementById(id.replace("S:", "B:"))?.closest("div[hidden]") !== null,
    ),
  );

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
