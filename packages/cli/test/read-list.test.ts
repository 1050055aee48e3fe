import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, mulligan, recordings } from "./run.js";

const recording = readFileSync(join(recordings, "never-tested/run.traj.json"), "utf8");
const line = "failed (score 0), 8 steps, submitted [mini-swe-agent]";

describe("read FOLDER", () => {
  it("prints one line a run, and how many there were", async () => {
    const { code, out, error } = await mulligan(["read", "never-tested", "looping"]);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out.split("\n")).toEqual([
      `never-tested/run.traj.json: ${line}`,
      expect.stringMatching(/^looping\/run\.traj\.json: failed .*, \d+ steps, .* \[mini-swe-agent\]$/),
      "2 runs in 2 files.",
      "",
    ]);
  });

  it("passes over what is no run, and says why with --all", async () => {
    const folder = folderWith({
      "a.json": recording,
      "broken.json": recording.slice(0, 500),
      "empty.jsonl": "",
      "other.json": '{"x": 1}',
    });
    const plain = await mulligan(["read", "."], { cwd: folder });
    expect(plain.out).toBe(
      "a.json: outcome unknown, 8 steps, submitted [mini-swe-agent]\n1 run in 1 file; 1 file without.\n",
    );
    expect(plain.error).toMatch(/^broken\.json: .*\n\.: 2 files without a run passed over\.\n$/);
    const all = await mulligan(["read", ".", "--all"], { cwd: folder });
    expect(all.error).toBe("");
    expect(all.out.split("\n").map((text) => text.slice(0, 40))).toEqual([
      "a.json: outcome unknown, 8 steps, submit",
      "broken.json: The JSON document stops in ",
      "empty.jsonl: The file is empty: there is",
      "other.json: The file is JSON, but not a ",
      "1 run in 1 file; 3 files without.",
      "",
    ]);
    expect(all.out).not.toContain("Tried:");
  });

  it("lists the runs of a single file with --list", async () => {
    const { out } = await mulligan(["read", "never-tested/run.traj.json", "--list"]);
    expect(out).toBe(`never-tested/run.traj.json: ${line}\n1 run in 1 file.\n`);
  });

  it("keeps --facts and --json for every run of a folder", async () => {
    const { out } = await mulligan(["read", "never-tested", "looping", "--json"]);
    expect(JSON.parse(out)).toHaveLength(2);
    const wrong = await mulligan(["read", "never-tested", "--list", "--json"]);
    expect(wrong.code).toBe(2);
    expect(wrong.error).toContain("--list and --all go with neither --step, --facts, --json nor --as.");
  });

  it("fails where there is no run at all", async () => {
    const folder = folderWith({ "other.json": '{"x": 1}' });
    const { code, out } = await mulligan(["read", ".", "--all"], { cwd: folder });
    expect(code).toBe(3);
    expect(out).toContain("0 runs in 0 files; 1 file without.");
  });
});
