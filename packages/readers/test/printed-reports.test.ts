import { describe, expect, it } from "vitest";
import { readTestOutput } from "../src/actions/tests/recognise.js";
import { episodeOf, lastActions, only, shell, tool } from "./actions-helpers.js";
import { stepWords } from "./session-helpers.js";

const xml = `<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" errors="1" failures="1" skipped="1" tests="5">
<testcase classname="tests.test_cart" name="test_total[a&lt;b]" time="0.1"><failure message="assert 1 == 2">def test_total():</failure></testcase>
<testcase classname="tests.test_cart" name="test_a" time="0.1" />
<testcase name="test_b"><system-out>an &lt;error&gt; was printed</system-out></testcase>
<testcase classname='tests.test_cart' name='test_c'><error message="fixture 'x' not found"/></testcase>
<testcase classname="tests.test_cart" name="test_d"><skipped message="later"/></testcase>
</testsuite></testsuites>`;
const ctrf = (tests: readonly unknown[]): string =>
  JSON.stringify({
    reportFormat: "CTRF",
    results: { tool: { name: "jest" }, summary: { tests: tests.length }, tests },
  });
const json = ctrf([
  { name: "cart adds", status: "failed", message: "expected 1" },
  { name: "cart removes", status: "passed" },
  { name: "cart waits", status: "pending" },
]);

describe("reports that a command prints", () => {
  it.each([
    ["pytest -q --junitxml=/dev/stdout", xml],
    ["npm test", `> shop@1.0.0 test\n> runner --reporter junit\n\n${xml}\ndone`],
    ["npm test", xml.replaceAll("\n", "")],
  ])("counts JUnit's XML of %s", (command, output) => {
    expect(only(lastActions([shell(command, output, 1)]), "test")).toMatchObject({
      ran: true,
      ok: false,
      passed: 2,
      failed: 2,
      skipped: 1,
      failing: ["tests.test_cart::test_total[a<b]", "tests.test_cart::test_c"],
    });
  });

  it.each([
    ["npx jest --reporters=ctrf", json],
    ["npm test", `> shop@1.0.0 test\n\n${json}\n`],
    ["npm test", JSON.stringify(JSON.parse(json), undefined, 2)],
  ])("counts CTRF of %s", (command, output) => {
    expect(only(lastActions([shell(command, output, 1)]), "test")).toMatchObject({
      ran: true,
      ok: false,
      passed: 1,
      failed: 1,
      skipped: 1,
      failing: ["cart adds"],
    });
  });

  it("lets the runner's own words go first", () => {
    const report = readTestOutput(`=== 7 passed in 0.10s ===\n${xml}`, undefined)?.report;
    expect(report).toMatchObject({ passed: 7, failed: 0 });
  });

  it("takes an empty report, and one of skipped tests, for a run that executed nothing", () => {
    const empty = `<testsuites><testsuite name="a" tests="0"></testsuite></testsuites>`;
    const skipped = ctrf([{ name: "a", status: "skipped" }]);
    for (const output of [empty, skipped])
      expect(only(lastActions([shell("npx jest", output)]), "test")).toMatchObject({
        ran: false,
        notRun: "none-selected",
      });
  });

  it.each([
    "<testcase name='a'/>",
    "the element <testsuites> is the root",
    '{"results": 1, "tests": 2, "summary": 3}',
    '{"results":{"tests":[{"status":"failed"}],"summary":{}',
    '{"results":{"tests":{},"summary":{}}}',
  ])("finds none in %s", (output) => {
    expect(readTestOutput(output, undefined)?.report.ran ?? false).toBe(false);
  });
});

describe("results that are looked at later", () => {
  it.each([
    [
      shell("pytest --junitxml=out/r.xml > /dev/null", "", 1),
      shell("cat out/r.xml", xml),
      "test:2/2 look:out/r.xml:whole",
    ],
    [
      shell("pytest --junitxml=r.xml > /dev/null", "", 1),
      tool("Read", { file_path: "/repo/r.xml" }, xml),
      "test:2/2 look:r.xml:whole",
    ],
    [
      shell("npm test > out.log 2>&1", "", 1),
      shell("tail -5 out.log", "Tests:       1 failed, 4 passed, 5 total"),
      "test:4/1 look:out.log",
    ],
    [
      shell("nohup npm test > out.log 2>&1 &", ""),
      shell("cat out.log", "Tests:       5 passed, 5 total"),
      "test:5/0 look:out.log:whole",
    ],
  ])("%o", (run, look, expected) => {
    const steps = stepWords(episodeOf([run, look]));
    expect(steps[1]).toBe(expected);
    expect(steps[0]).not.toContain("test");
  });

  it("counts a result once, and none that no run was started for", () => {
    const run = shell("pytest > out.log", "", 1);
    const look = shell("cat out.log", "=== 1 failed, 2 passed in 0.1s ===");
    expect(stepWords(episodeOf([run, look, look])).slice(1)).toEqual([
      "test:2/1 look:out.log:whole",
      "look:out.log:whole",
    ]);
    expect(stepWords(episodeOf([shell("cat r.xml", xml)]))).toEqual(["look:r.xml:whole"]);
  });
});
