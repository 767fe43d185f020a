import { writeFileSync } from "node:fs";

/**
 * Leaves behind, a line each, what failed in a run of Vitest: tests by their full names, files that could not be read or cleaned up after,
 * and errors that belong to no test. What stands far above in the output is said again by these at its end.
 */
export default class FailuresReporter {
  constructor({ file }) { this.file = file; }

  onTestRunEnd(modules, unhandledErrors) {
    const failed = modules.flatMap((module) => [
      ...[...module.children.allTests("failed")].map((test) => `${module.relativeModuleId}: ${test.fullName}`),
      ...[module, ...module.children.allSuites()].flatMap((suite) => suite.errors()).map((error) => `${module.relativeModuleId}: ${sayError(error)}`),
    ]);
    writeFileSync(this.file, JSON.stringify([...failed, ...unhandledErrors.map((error) => `of no test: ${sayError(error)}`)]));
  }
}

const sayError = ({ message, stack }) => [message, ...(stack ?? "").split("\n").slice(1, 4)].join("\n    ");
