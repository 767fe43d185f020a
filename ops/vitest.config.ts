import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..");
const { VITEST_REPORT, VITEST_FAILURES } = process.env;

/** Two projects: pure rules, which need nothing and leave nothing behind, so that files share what they have loaded; and database tests, which need the scratch cluster that `npm test` starts. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root, "server-only": path.join(root, "ops/empty.ts") } },
  test: {
    ...(VITEST_REPORT && VITEST_FAILURES ? { reporters: ["default", ["json", { outputFile: VITEST_REPORT }], [path.join(root, "ops/testing/failures-reporter.mjs"), { file: VITEST_FAILURES }]] } : {}),
    teardownTimeout: 60_000, // a busy machine takes its time to end a worker; that is no failure
    projects: [
      { extends: true, test: { name: "unit", isolate: false, testTimeout: 30_000, include: ["lib/**/*.test.ts", "app/**/*.test.ts", "ops/**/*.test.ts"], exclude: ["**/*.db.test.ts", "node_modules"] } },
      { extends: true, test: { name: "database", include: ["lib/**/*.db.test.ts", "prisma/**/*.db.test.ts", "ops/**/*.db.test.ts"], fileParallelism: false, testTimeout: 30_000, hookTimeout: 60_000 } },
    ],
  },
});
