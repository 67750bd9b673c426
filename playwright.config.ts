import { defineConfig } from "@playwright/test";
import { findChromium } from "./testing/chromium.ts";

const { executablePath, args } = await findChromium();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // These only end what hangs: a slow machine fails no test.
  timeout: 600_000,
  expect: { timeout: 60_000, toPass: { timeout: 120_000 } },
  workers: 1,
  forbidOnly: true,
  use: {
    browserName: "chromium",
    launchOptions: { executablePath, args },
    locale: "ru-RU",
    timezoneId: "Europe/Moscow",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
