import { beforeAll, describe, expect, it } from "vitest";
import { mulligan } from "./run.js";

const runs = ["never-tested/run.traj.json", "looping/run.traj.json"];

async function diagnosed(file: string, input = ""): Promise<readonly object[]> {
  const { out } = await mulligan(["diagnose", file, "--jsonl", "--facts"], { input });
  return out
    .trim()
    .split("\n")
    .map((line) => ({ ...(JSON.parse(line) as object), file: "" }));
}

describe("read --as atif", () => {
  // The first command loads everything, or the first test would pay for it.
  beforeAll(() => mulligan(["packs"]), 60_000);

  it.each(runs)("saves %s with its outcome: the diagnosis is the same", async (run) => {
    const { code, out, error } = await mulligan(["read", run, "--as", "atif"]);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(JSON.parse(out)).toMatchObject({
      schema_version: "ATIF-v1.7",
      agent: { name: expect.any(String) as string },
    });
    const again = await diagnosed("-", out);
    expect(again).toEqual(await diagnosed(run));
    expect(again).toMatchObject([{ outcome: "failed" }]);
  });

  it("saves what the caller says of the outcome", async () => {
    const { out } = await mulligan(["read", runs[0]!, "--as", "atif", "--outcome", "passed"]);
    expect(await diagnosed("-", out)).toMatchObject([{ outcome: "passed" }]);
  });

  it("writes several runs a line each", async () => {
    const { out } = await mulligan(["read", ...runs, "--as", "atif"]);
    expect(out.trim().split("\n")).toHaveLength(2);
    const again = await diagnosed("-", out);
    const before = await Promise.all(runs.map((run) => diagnosed(run)));
    expect(again).toMatchObject(before.flat().map(({ ...document }, index) => ({ ...document, run: index + 1 })));
  });

  it("goes with no other form, and with no other format", async () => {
    const { code, error } = await mulligan(["read", runs[0]!, "--as", "otlp"]);
    expect({ code, error }).toEqual({
      code: 2,
      error: expect.stringContaining('--as "otlp" is not one of atif') as string,
    });
    for (const other of [["--json"], ["--facts"], ["--step", "1"]]) {
      const result = await mulligan(["read", runs[0]!, "--as", "atif", ...other]);
      expect(result).toMatchObject({ code: 2, out: "" });
    }
  });
});
