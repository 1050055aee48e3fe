import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { folderWith, mulligan, recordings } from "./run.js";

const recording = readFileSync(join(recordings, "never-tested/run.traj.json"), "utf8");
const line = "failed (score 0), 8 steps, submitted [mini-swe-agent]";

/** A session in which nobody did anything yet. */
const question = {
  type: "user",
  sessionId: "s",
  uuid: "u",
  parentUuid: null,
  cwd: "/work",
  message: { role: "user", content: "Hi" },
};

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
      "lone.jsonl": `${JSON.stringify(question)}\n`,
      "other.json": '{"x": 1}',
      "outcomes.json": '{"resolved_ids": [], "unresolved_ids": ["a"], "total_instances": 1}',
      "rows.jsonl.gz": gzipSync("{}").subarray(0, 12),
    });
    const plain = await mulligan(["read", "."], { cwd: folder });
    expect(plain.out).toBe(
      "a.json: outcome unknown, 8 steps, submitted [mini-swe-agent]\n1 run in 1 file; 2 files without.\n",
    );
    expect(plain.error).toMatch(
      /^broken\.json: .*\nrows\.jsonl\.gz: The gzip data is broken .*\n\.: 3 files without a run passed over\.\n$/,
    );
    const all = await mulligan(["read", ".", "--all"], { cwd: folder });
    expect(all.error).toBe("");
    expect(all.out.split("\n")).toEqual([
      "a.json: outcome unknown, 8 steps, submitted [mini-swe-agent]",
      "broken.json: no run (broken, the JSON stops in the middle)",
      "empty.jsonl: no run (empty)",
      "lone.jsonl: no run (no tool call and no command)",
      "other.json: no run (unknown format)",
      "outcomes.json: no run (a sidecar with the outcome of a run)",
      "rows.jsonl.gz: no run (broken, damaged gzip data)",
      "1 run in 1 file; 6 files without.",
      "",
    ]);
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

describe("a folder of events", () => {
  const event = (id: number, more: object) =>
    JSON.stringify({ id: `e${id}`, timestamp: "2026-01-01T00:00:00", ...more }, null, 2);
  const action = (id: number, command: string) =>
    event(id, {
      kind: "ActionEvent",
      source: "agent",
      tool_name: "terminal",
      tool_call_id: `call-${id}`,
      action: { kind: "ExecuteBashAction", command },
    });
  const observation = (id: number, text: string) =>
    event(id, {
      kind: "ObservationEvent",
      source: "environment",
      tool_name: "terminal",
      tool_call_id: `call-${id - 1}`,
      action_id: `e${id - 1}`,
      observation: { kind: "ExecuteBashObservation", output: text, exit_code: 0 },
    });
  const message = {
    kind: "MessageEvent",
    source: "user",
    llm_message: { role: "user", content: [{ type: "text", text: "Fix it" }] },
  };

  it("is one run, and a broken file of it costs only its own event", async () => {
    const folder = folderWith({
      "talk/base_state.json": "{}",
      "talk/events/event-00000-a.json": event(0, message),
      "talk/events/event-00001-b.json": action(1, "ls"),
      "talk/events/event-00002-c.json": observation(2, "a.py"),
      "talk/events/event-00003-d.json": '{"kind": "Obs',
      "talk/events/event-00004-e.json": action(4, "cat a.py"),
      "talk/events/event-00005-f.json": observation(5, "x = 1"),
    });
    for (const name of ["talk", "talk/events"]) {
      const { code, out } = await mulligan(["read", name, "--quiet"], { cwd: folder });
      expect(code).toBe(0);
      expect(out).toMatch(/^talk\/events: .*2 steps.*\[openhands-v1\]\n {3}1 .*\n {3}2 {2}looked at `a\.py`/);
      expect(out).toContain("1 line");
    }
    const { out } = await mulligan(["read", "."], { cwd: folder });
    expect(out).toMatch(/^talk\/events: .*2 steps.*\n1 run in 1 file\.\n$/);
  });
});
