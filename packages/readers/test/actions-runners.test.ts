import { describe, expect, it } from "vitest";
import { readTestOutput, recogniseTest } from "../src/actions/tests/recognise.js";

describe("recogniseTest", () => {
  it.each([
    ["pytest -q tests", "pytest"],
    ["unittest discover", "unittest"],
    ["tests/runtests.py admin", "django"],
    ["manage.py test shop", "django"],
    ["django test shop", "django"],
    ["bin/test sympy/core", "sympy"],
    ["nosetests", "nose"],
    ["jest", "jest"],
    ["vitest run", "vitest"],
    ["mocha", "mocha"],
    ["node --test", "node-test"],
    ["go test ./...", "go-test"],
    ["cargo test", "cargo-test"],
    ["cargo +nightly nextest run", "cargo-test"],
    ["mvn -q test", "maven"],
    ["./gradlew :app:test", "gradle"],
    ["rspec spec/a_spec.rb", "rspec"],
    ["vendor/bin/phpunit", "phpunit"],
    ["dotnet test", "dotnet"],
    ["ctest", "ctest"],
    ["swift test", "swift"],
  ])("knows %s", (command, runner) => {
    expect(recogniseTest(command.split(" "))?.runner?.name).toBe(runner);
  });

  it.each([
    "npm test",
    "npm run test:unit",
    "pnpm test",
    "yarn test",
    "make test",
    "make -C sub check",
    "make -j 4 check",
    "pnpm --filter core test",
    "pnpm -F core run test:unit",
    "npm -w core test",
    "npm --prefix web run test",
    "yarn workspace core test",
    "just test",
    "mise run test:ci",
    "tox",
    "nox -s tests",
    "./run_tests.sh",
  ])("takes %s for a suite of unknown kind", (command) => {
    const found = recogniseTest(command.split(" "));
    expect(found).toBeDefined();
    expect(found!.runner).toBeUndefined();
  });

  it.each([
    "./test",
    "pytest --version",
    "pytest --collect-only",
    "pytest --fixtures a.py",
    "go build ./...",
    "go test -c",
    "cargo build",
    "cargo test --no-run",
    "npm run build",
    "npm run lint",
    "npm -w tests run build",
    "make",
    "mvn compile",
    "gradle build",
    "python tests.py",
    "node a.js",
    "jest --version",
    "dotnet build",
    "tox -l",
  ])("leaves %s alone", (command) => {
    expect(recogniseTest(command.split(" "))).toBeUndefined();
  });
});

interface Expected {
  readonly ran: boolean;
  readonly passed?: number | null;
  readonly failed?: number | null;
  readonly notRun?: string;
  readonly failing?: readonly string[];
}

const outputs: readonly (readonly [string, string, Expected])[] = [
  [
    "pytest",
    "FAILED tests/a.py::test_b - ValueError: x\n=== 1 failed, 3 passed, 2 skipped, 1 error in 0.52s ===",
    { ran: true, passed: 3, failed: 2, failing: ["tests/a.py::test_b"] },
  ],
  ["pytest", "....\n4 passed in 0.01s", { ran: true, passed: 4, failed: 0 }],
  ["pytest", "=== no tests ran in 0.01s ===", { ran: false, notRun: "none-selected" }],
  ["pytest", "=== 5 deselected in 0.01s ===", { ran: false, notRun: "none-selected" }],
  ["pytest", "ERROR tests/a.py\n=== 1 error in 0.10s ===", { ran: false, notRun: "died" }],
  [
    "pytest",
    "ERROR: usage: pytest [options]\npytest: error: unrecognized arguments: --nope",
    { ran: false, notRun: "not-started" },
  ],
  ["pytest", "ImportError while loading conftest '/repo/conftest.py'.", { ran: false, notRun: "died" }],
  ["unittest", "..\n----\nRan 2 tests in 0.022s\n\nOK\n", { ran: true, passed: 2, failed: 0 }],
  [
    "unittest",
    "FAIL: test_a (t.T)\n----\nRan 10 tests in 1.0s\n\nFAILED (failures=1, errors=2, skipped=3)",
    { ran: true, passed: 4, failed: 3, failing: ["test_a (t.T)"] },
  ],
  [
    "unittest",
    "ERROR: shop (unittest.loader._FailedTest.shop)\nRan 1 test in 0.000s\n\nFAILED (errors=1)",
    { ran: false, notRun: "died" },
  ],
  ["unittest", "Ran 0 tests in 0.000s\n\nOK", { ran: false, notRun: "none-selected" }],
  ["sympy", "tests finished: 12 passed, 1 failed, 2 exceptions, in 3.12 seconds", { ran: true, passed: 12, failed: 3 }],
  [
    "jest",
    "  ● cart › adds\nTest Suites: 1 failed, 1 total\nTests:       1 failed, 1 skipped, 4 passed, 6 total",
    { ran: true, passed: 4, failed: 1, failing: ["cart › adds"] },
  ],
  [
    "jest",
    "  ● Console\n\n  ● adds a row\n\n    x\n\nTest Suites: 1 failed, 1 total\nTests:       1 failed, 4 passed, 5 total",
    { ran: true, passed: 4, failed: 1, failing: ["adds a row"] },
  ],
  [
    "vitest",
    " FAIL  test/a.test.ts > cart > adds\n Test Files  1 failed (1)\n      Tests  1 failed | 2 passed (3)",
    { ran: true, passed: 2, failed: 1 },
  ],
  ["mocha", "  3 passing (12ms)\n  1 failing\n\n  1) cart adds:", { ran: true, passed: 3, failed: 1 }],
  [
    "node-test",
    "not ok 2 - adds\n# tests 3\n# pass 2\n# fail 1\n# skipped 0",
    { ran: true, passed: 2, failed: 1, failing: ["adds"] },
  ],
  ["go-test", "ok  \tshop/cart\t0.5s\n?   \tshop/cmd\t[no test files]", { ran: true, passed: null, failed: 0 }],
  [
    "go-test",
    "=== RUN   TestA\n--- PASS: TestA (0.0s)\n    --- PASS: TestA/sub (0.0s)\nPASS\nok  \tshop\t0.1s",
    { ran: true, passed: 2, failed: 0 },
  ],
  ["go-test", "--- FAIL: TestB (0.0s)\nFAIL\nFAIL\tshop\t0.1s", { ran: true, failed: 1, failing: ["TestB"] }],
  ["go-test", "FAIL\tshop/cart [build failed]\nFAIL", { ran: false, notRun: "died" }],
  [
    "go-test",
    "testing: warning: no tests to run\nPASS\nok  \tshop\t0.1s [no tests to run]",
    { ran: false, notRun: "none-selected" },
  ],
  [
    "cargo-test",
    "test a ... FAILED\ntest result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured",
    { ran: true, passed: 5, failed: 1, failing: ["a"] },
  ],
  ["cargo-test", "error: could not compile `shop` due to 2 previous errors", { ran: false, notRun: "died" }],
  [
    "maven",
    "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s - in A\n[ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1",
    { ran: true, passed: 2, failed: 2 },
  ],
  [
    "gradle",
    "CartTest > adds FAILED\n6 tests completed, 1 failed",
    { ran: true, passed: 5, failed: 1, failing: ["CartTest > adds"] },
  ],
  ["rspec", "10 examples, 2 failures, 1 pending", { ran: true, passed: 7, failed: 2 }],
  ["phpunit", "OK (4 tests, 9 assertions)", { ran: true, passed: 4, failed: 0 }],
  ["phpunit", "Tests: 4, Assertions: 9, Failures: 1, Skipped: 1.", { ran: true, passed: 2, failed: 1 }],
  [
    "dotnet",
    "Failed!  - Failed:     1, Passed:     7, Skipped:     0, Total:     8",
    { ran: true, passed: 7, failed: 1 },
  ],
  ["ctest", "80% tests passed, 1 tests failed out of 5", { ran: true, passed: 4, failed: 1 }],
  ["swift", "Executed 3 tests, with 1 failure (0 unexpected) in 0.1 seconds", { ran: true, passed: 2, failed: 1 }],
];

describe("readTestOutput", () => {
  it.each(outputs)("%s: %s", (runner, output, expected) => {
    const read = readTestOutput(output, undefined);
    expect(read).toMatchObject({ name: runner, report: expected });
  });

  it("finds no tests in other output", () => {
    expect(readTestOutput("Hello\n3 items\nAll tests passed successfully.\n", undefined)).toBeUndefined();
  });

  it("asks further runners first", () => {
    const own = {
      name: "own",
      matchesCommand: (words: readonly string[]) => words[0] === "check-it",
      parseOutput: (output: string) =>
        output.includes("fine") ? { ran: true, passed: 1, failed: 0, skipped: 0, failing: [] } : null,
    };
    expect(recogniseTest(["check-it"], [own])?.runner).toBe(own);
    expect(readTestOutput("fine", undefined, [own])?.name).toBe("own");
  });
});
