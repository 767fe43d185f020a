import { defineConfig } from "@playwright/test";

/** `npm test` starts the application on a port and a folder of its own and says where in BASE_URL; by hand: BASE_URL=http://localhost:3000 npx playwright test -c e2e/playwright.config.ts */
export default defineConfig({
  testDir: "journeys",
  outputDir: "../test-results",
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  retries: process.env["CI"] ? 1 : 0, // a machine that is busy with something else; the list names every test that needed it
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json"]],
  use: {
    baseURL: process.env["BASE_URL"] ?? "http://localhost:3000",
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
