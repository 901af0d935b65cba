// Names at the end of a run the tests that passed only at a second try, so that none of them hides.
import type { Reporter, TestCase } from "vitest/node";

export default class SecondTries implements Reporter {
  readonly #names: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#names.push(`${test.module.relativeModuleId}: ${test.fullName}`);
  }

  onTestRunEnd(): void {
    for (const name of this.#names) process.stdout.write(`Passed at the second try: ${name}\n`);
  }
}
