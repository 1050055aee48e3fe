import { describe, expect, it } from "vitest";
import { readTestOutput, recogniseTest } from "../src/actions/tests/recognise.js";
import { lastActions, only, seenProduct, shell } from "./actions-helpers.js";

const table = "✔  All specs passed!                        00:03        2        2        -        -        -  ";
const redTable = "    ✖  1 of 2 failed (50%)                      00:07        5        3        1        1        -  ";

const outputs: readonly (readonly [string, string, object])[] = [
  [
    "karma",
    "Chrome Headless 126.0 (Linux x86_64): Executed 1 of 3 SUCCESS (0 secs / 0 secs)\n" +
      "Chrome Headless 126.0 (Linux x86_64) DatePipe prints ISO FAILED\n" +
      "Chrome Headless 126.0 (Linux x86_64): Executed 3 of 3 (1 FAILED) (0.3 secs / 0.2 secs)\nTOTAL: 1 FAILED, 2 SUCCESS",
    { passed: 2, failed: 1, failing: ["DatePipe prints ISO"] },
  ],
  ["karma", "Chrome 126 (Linux): Executed 14 of 14 SUCCESS (0.3 secs / 0.2 secs)", { passed: 14, failed: 0 }],
  ["karma", "Chrome 126 (Linux): Executed 0 of 0 SUCCESS (0 secs)", { ran: false, notRun: "none-selected" }],
  [
    "testthat",
    "── Failure ('test-cart.R:3:3'): total sums ──────\nx not equal to y.\n[ FAIL 1 | WARN 0 | SKIP 2 | PASS 3 ]",
    { passed: 3, failed: 1, skipped: 2, failing: ["total sums"] },
  ],
  ["busted", "●●◼\n2 successes / 1 failure / 1 error / 3 pending : 0.01 seconds", { passed: 2, failed: 2, skipped: 3 }],
  [
    "prove",
    "t/a.t .. ok\nAll tests successful.\nFiles=1, Tests=3,  0 wallclock secs\nResult: PASS",
    { passed: 3, failed: 0 },
  ],
  [
    "prove",
    "t/a.t (Wstat: 256 (exited 1) Tests: 3 Failed: 1)\n  Failed test:  2\nFiles=1, Tests=3,  0 wallclock secs\nResult: FAIL",
    { passed: 2, failed: 1 },
  ],
  [
    "prove",
    "Parse errors\nFiles=1, Tests=3,  0 wallclock secs\nResult: FAIL",
    { ran: true, passed: null, failed: null },
  ],
  ["prove", "Files=1, Tests=0,  0 wallclock secs\nResult: NOTESTS", { ran: false, notRun: "none-selected" }],
  [
    "clojure-test",
    "FAIL in (totals) (core_test.clj:7)\nRan 3 tests containing 9 assertions.\n2 failures, 0 errors.",
    { passed: 2, failed: 1, failing: ["totals"] },
  ],
  ["clojure-test", "Ran 2 tests containing 3 assertions.\n0 failures, 0 errors.", { passed: 2, failed: 0 }],
  [
    "scalatest",
    "[info] - adds *** FAILED ***\n[info] Tests: succeeded 3, failed 1, canceled 0, ignored 2, pending 0",
    { passed: 3, failed: 1, skipped: 2, failing: ["adds"] },
  ],
  ["scalatest", "[error] Failed: Total 4, Failed 1, Errors 1, Passed 2", { passed: 2, failed: 2 }],
  [
    "julia",
    "Test Summary: | Pass  Fail  Total  Time\nshop          |    2     1      3  0.1s",
    { passed: 2, failed: 1 },
  ],
  ["julia", "Test Summary: | Pass  Total\nshop          |    3      3", { passed: 3, failed: 0 }],
  [
    "meson",
    "1/2 add OK              0.01s\n2/2 sub FAIL            0.01s   exit status 1\n\nOk:                 1   \nExpected Fail:      0   \nFail:               1   \n",
    { passed: 1, failed: 1, failing: ["sub"] },
  ],
  [
    "bazel",
    "//lib:add_test                           FAILED in 0.1s\n  /logs/test.log\n\nExecuted 2 out of 2 tests: 1 test passes and 1 fails locally.",
    { passed: 1, failed: 1, failing: ["//lib:add_test"] },
  ],
  ["zig", "Build Summary: 3/3 steps succeeded; 4/4 tests passed", { passed: 4, failed: 0 }],
  [
    "zig",
    "Build Summary: 1/3 steps succeeded; 2/4 tests passed; 1 skipped; 1 failed",
    { passed: 2, failed: 1, skipped: 1 },
  ],
  ["dart", "00:01 +1: adds\n00:02 +5: All tests passed!", { passed: 5, failed: 0 }],
  [
    "dart",
    "00:01 +3 -1: /repo/test/cart_test.dart: total sums [E]\n00:02 +4 ~1 -1: Some tests failed.",
    { passed: 4, failed: 1, skipped: 1, failing: ["total sums"] },
  ],
  [
    "exunit",
    "  1) test sums (CartTest)\n\nFinished in 0.04 seconds (0.04s async, 0.00s sync)\n2 doctests, 4 tests, 1 failure, 1 skipped",
    { passed: 4, failed: 1, skipped: 1, failing: ["sums"] },
  ],
  ["cypress", `  (Run Finished)\n    ${table}`, { passed: 2, failed: 0 }],
  [
    "cypress",
    `  1) cart adds\n  (Run Finished)\n${redTable}`,
    { passed: 3, failed: 1, skipped: 1, failing: ["cart adds"] },
  ],
  [
    "cypress",
    "  │ Tests:        2                │\n  │ Passing:      1                │\n  │ Failing:      1                │",
    { passed: 1, failed: 1 },
  ],
];

describe("runners that are known by what they print", () => {
  it.each(outputs)("%s: %s", (name, output, expected) => {
    expect(readTestOutput(output, undefined)).toMatchObject({ name, report: { ran: true, ...expected } });
  });

  it.each([
    "ng test --watch=false",
    "karma start",
    "busted spec",
    "prove -lr t",
    "crystal spec",
    "clojure -M:test",
    "clj -X:dev:test",
    "lein test",
    "mix test",
    "deno task test",
    "vendor/bin/sail test",
    "flutter test",
    "bazel test //...",
  ])("are started by %s", (command) => {
    const found = recogniseTest(command.split(" "));
    expect(found).toBeDefined();
    expect(found?.runner).toBeUndefined();
  });

  it.each(["ng build", "ng serve", "clojure -M:dev", "crystal build a.cr", "deno task dev", "karma init"])(
    "are not started by %s",
    (command) => {
      expect(recogniseTest(command.split(" "))).toBeUndefined();
    },
  );

  it.each([
    ["Rscript -e 'devtools::test()'", "[ FAIL 0 | WARN 0 | SKIP 0 | PASS 3 ]", "testthat"],
    ["julia --project -e 'using Pkg; Pkg.test()'", "Test Summary: | Pass  Total\nshop | 3 3", "julia"],
    ["npx cypress run --spec a.cy.ts", table, "cypress"],
  ])("are read in %s", (command, output, runner) => {
    const action = only(lastActions([...seenProduct, shell(command, output)]), "test");
    expect(action).toMatchObject({ runner, ran: true, ok: true });
  });

  it("are not seen in a call that only looks like one", () => {
    const kinds = lastActions([...seenProduct, shell("Rscript -e 'summary(x)'", "3")]).map(({ kind }) => kind);
    expect(kinds).not.toContain("test");
  });
});
