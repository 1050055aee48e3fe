import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";

const recordings = join(import.meta.dirname, "..", "..", "failing-run", "recordings");
const given = process.argv;

afterEach(() => {
  process.argv = given;
  vi.restoreAllMocks();
  vi.resetModules();
});

async function printedFor(recording: string): Promise<string> {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const files = ["run.traj.json", "report.json"].map((file) => join(recordings, recording, file));
  process.argv = [...given.slice(0, 2), ...files];
  await import("../print-addons.mjs");
  return print.mock.calls.flat().join("\n");
}

test("prints both addons", async () => {
  const text = await printedFor("never-tested");
  expect(text).toMatch(/^NEVER_TESTED\n\nSystem prompt:\n<\w+>\n[^]+\n\nUser prompt:\n<\w+>\n[^]+$/);
  expect(text).toContain("`src/discount.js`");
  expect(text).toContain("`node --test`");
});

test.each([
  ["blind-write", "BLIND_WRITE"],
  ["looping", "LOOPING_BEHAVIOR"],
])("names the failure of %s", async (recording, type) => {
  expect((await printedFor(recording)).split("\n", 1)).toEqual([type]);
});
