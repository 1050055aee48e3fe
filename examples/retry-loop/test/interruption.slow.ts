import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const out = mkdtempSync(join(tmpdir(), "mulligan-example-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));
const attemptLine = /^\S+ (?:first|plain|errors-only|plan) [12]: /gm;

/** Runs the example; interrupts it after as many attempts. */
function run(
  interruptAfter = Number.POSITIVE_INFINITY,
): Promise<{ code: number | null; made: string[]; error: string }> {
  const words = [join(import.meta.dirname, "../run.mjs"), "--out", out, "--episodes", "20"];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "pipe"] });
  let error = "";
  let interrupted = false;
  child.stderr.setEncoding("utf8").on("data", (text) => {
    error += text;
    if (interrupted || (error.match(attemptLine)?.length ?? 0) < interruptAfter) return;
    interrupted = true;
    child.kill("SIGINT");
  });
  return new Promise((resolve) => {
    child.once("close", (code) => resolve({ code, made: error.match(attemptLine) ?? [], error }));
  });
}

it("goes on where it was interrupted, and answers whether the plan helped", async () => {
  const first = await run(15);
  expect(first.code).toBe(130);
  expect(first.error).toContain("results are kept");
  const second = await run();
  expect(second.code).toBe(0);

  const { statistics, attempts } = JSON.parse(readFileSync(join(out, "report.json"), "utf8"));
  expect(first.made.length).toBeGreaterThanOrEqual(15);
  expect(first.made.length + second.made.length).toBe(attempts.length);
  expect(new Set([...first.made, ...second.made]).size).toBe(attempts.length);
  expect(attempts.every(({ result }: { result: string }) => result === "solved" || result === "failed")).toBe(true);
  expect(statistics.arms.map(({ arm }: { arm: string }) => arm)).toEqual(["errors-only", "plain", "plan"]);
  const against = statistics.comparisons.find(({ name }: { name: string }) => name === "plan");
  expect(against).toMatchObject({ against: "plain", verdict: "better" });
  expect(readFileSync(join(out, "report.txt"), "utf8")).toContain("Plan solved more than plain:");
  expect(readFileSync(join(out, "report.md"), "utf8")).toContain(against.sentence);
  expect(readFileSync(join(out, "report.html"), "utf8")).toContain("Plan solved more than plain");
  expect(readFileSync(join(out, "attempts.csv"), "utf8").trimEnd().split("\r\n")).toHaveLength(attempts.length + 1);
  expect(readFileSync(join(out, "strategies.txt"), "utf8")).toContain("default/NEVER_TESTED");
});
