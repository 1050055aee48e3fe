// Judges an attempt with the repository's own tests, whatever the agent did to its copy of them. The report has the shape
// of CTRF.
import { spawnSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const workspace = process.env["MULLIGAN_WORKSPACE"] ?? process.cwd();
const name = "test/texts.test.js";
copyFileSync(join(import.meta.dirname, "repository", name), join(workspace, name));
const reporter = new URL("../failing-run/tap-reporter.mjs", import.meta.url).href;
const { stdout } = spawnSync(process.execPath, [`--test-reporter=${reporter}`, name], {
  cwd: workspace,
  encoding: "utf8",
  env: { PATH: process.env["PATH"] },
});
const tests = [...stdout.matchAll(/^(not )?ok \d+ - (.*)$/gm)].map(([, failed, test]) => ({
  name: test,
  status: failed === undefined ? "passed" : "failed",
  duration: 0,
}));
// Without a single test the runner itself failed: that says nothing of the agent's work.
if (tests.length === 0) process.exit(75);
const passed = tests.filter(({ status }) => status === "passed").length;
const summary = { tests: tests.length, passed, failed: tests.length - passed, pending: 0, skipped: 0, other: 0 };
writeFileSync(
  process.env["MULLIGAN_REPORT_FILE"] ?? "report.json",
  JSON.stringify({ results: { tool: { name: "node" }, summary, tests } }),
);
