import { expect, it } from "vitest";
import { lastActions, only, shell } from "./actions-helpers.js";

const tap = `TAP version 13
ok 1 - adds
not ok 2 - receipts
  ---
  duration_ms: 1.0
  location: '/repo/test/receipt.test.js:2:1'
  failureType: 'subtestsFailed'
  error: '1 subtest failed'
  code: 'ERR_TEST_FAILURE'
  ...
not ok 3 - rounds
  ---
  failureType: 'testCodeFailure'
  error: 'roundToCents is not defined'
  code: 'ERR_TEST_FAILURE'
  name: 'ReferenceError'
  stack: |-
    receipt (file:///repo/src/receipt.js:9:15)
    TestContext.<anonymous> (file:///repo/test/receipt.test.js:8:27)
    Test.runInAsyncScope (node:async_hooks:206:9)
  ...
1..3
# tests 3
# pass 1
# fail 2
`;

it("reads the first error that TAP names", () => {
  expect(only(lastActions([shell("node --test", tap, 1)]), "test")).toMatchObject({
    passed: 1,
    failed: 2,
    failing: ["receipts", "rounds"],
    error: { name: "ReferenceError", message: "roundToCents is not defined", path: "src/receipt.js", line: 9 },
  });
});

it("reads a name that stands before the error, and an error over several lines", () => {
  const before = tap
    .replace("  name: 'ReferenceError'\n", "")
    .replace("  error: 'roundToCents", "  name: 'ReferenceError'\n  error: 'roundToCents");
  expect(only(lastActions([shell("node --test", before, 1)]), "test").error).toMatchObject({
    name: "ReferenceError",
    message: "roundToCents is not defined",
  });
  const several = tap
    .replace(
      "error: 'roundToCents is not defined'",
      "error: |-\n    Expected values to be strictly equal:\n    \n    1 !== 2\n    ",
    )
    .replace("ReferenceError", "AssertionError");
  expect(only(lastActions([shell("node --test", several, 1)]), "test").error).toMatchObject({
    name: "AssertionError",
    message: "Expected values to be strictly equal: 1 !== 2",
  });
});

it("reads the errors that runners print indented, and no empty field", () => {
  const jest =
    "FAIL test/a.test.js\n  ● adds\n\n    ReferenceError: sum is not defined\n\n      at add (src/add.js:3:5)\n\nTests:       1 failed, 1 total";
  expect(only(lastActions([shell("npx jest", jest, 1)]), "test").error).toEqual({
    name: "ReferenceError",
    message: "sum is not defined",
    path: "src/add.js",
    line: 3,
  });
  expect(
    only(lastActions([shell("npx jest", "Output: x\nError: (none)\nTests:       1 failed, 1 total", 1)]), "test").error,
  ).toBeUndefined();
});
