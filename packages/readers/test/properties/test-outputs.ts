import fc from "fast-check";
import { hostileTexts } from "./hostile-values.js";

const line = fc.oneof(
  fc.constantFrom(
    "========= 1 failed, 3 passed, 1 skipped in 0.10s =========",
    "= ".repeat(40),
    "FAILED tests/a.py::test_b - assert 1 == 2",
    "E   AssertionError: assert 1 == 2",
    "Traceback (most recent call last):",
    '  File "/repo/src/a.py", line 12, in <module>',
    "    raise ValueError('x')",
    "ValueError: x",
    "Ran 3 tests in 0.001s",
    "FAILED (failures=1, errors=2)",
    "OK (skipped=2)",
    "Tests:       1 failed, 4 passed, 5 total",
    "Test Suites: 1 failed, 1 total",
    "  ● cart › adds",
    " Test Files  1 failed (1)",
    "      Tests  1 failed | 2 passed (3)",
    "  3 passing (12ms)",
    "  1 failing",
    "TAP version 13",
    "1..3",
    "ok 1 - a",
    "not ok 2 - b",
  ),
  fc.constantFrom(
    "# tests 3",
    "ℹ pass 2",
    "--- FAIL: TestA (0.00s)",
    "ok  \tshop\t0.1s",
    "FAIL\tshop/cart [build failed]",
    "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured",
    "error[E0425]: cannot find value `x`",
    "[ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1",
    "CartTest > adds FAILED",
    "6 tests completed, 1 failed",
    "10 examples, 2 failures, 1 pending",
    "Tests: 4, Assertions: 9, Failures: 1.",
    "Failed!  - Failed:     1, Passed:     7, Skipped:     0, Total:     8",
    "80% tests passed, 1 tests failed out of 5",
    "Executed 3 tests, with 1 failure (0 unexpected) in 0.1 seconds",
    '<testsuites><testsuite name="a" tests="2" failures="1">',
    '<testcase classname="a" name="b"><failure message="x">y</failure></testcase>',
    "</testsuite></testsuites>",
    '{"results":{"tool":{"name":"jest"},"summary":{"tests":1},"tests":[{"name":"a","status":"failed"}]}}',
    "[File: /repo/src/a.py (12 lines total)]",
    "12:def total(items):",
    "diff --git a/src/a.py b/src/a.py",
    "@@ -1,2 +1,2 @@",
  ),
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: "binary", maxLength: 40 }),
);

/** Outputs of commands: lines of all runners and of none in any order, some cut. */
export const testOutput: fc.Arbitrary<string> = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n", "\r", "\n\n", ""), fc.nat(2_000))
  .map(([lines, end, cut]) => {
    const text = lines.join(end);
    return cut % 3 === 0 ? text.slice(cut) : text;
  });
