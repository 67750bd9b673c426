import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "#testing/e2e-hub.ts";

const listed = ({ violations }: Awaited<ReturnType<AxeBuilder["analyze"]>>) =>
  violations.map(({ id, nodes }) => [id, nodes.map(({ target, failureSummary }) => `${String(target)}: ${failureSummary ?? ""}`)]);

/** Something half faded in has half its contrast: movements with an end are waited for. */
const stillness = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map((one) => one.finished));
  });

/** In one page without frames the old way looks at the same things in half the time: the new one opens a second page. */
const axeOn = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode();

/** All of axe, with the rule of WCAG 2.2 that it leaves out by default: targets of 24 px. */
export async function expectAccessible(page: Page): Promise<void> {
  await stillness(page);
  const found = await axeOn(page).options({ rules: { "target-size": { enabled: true } } }).analyze();
  expect(listed(found), page.url()).toEqual([]);
}

/** Only what another colour scheme can change. */
export async function expectContrast(page: Page): Promise<void> {
  await stillness(page);
  const found = await axeOn(page).withRules(["color-contrast"]).analyze();
  expect(listed(found), page.url()).toEqual([]);
}
