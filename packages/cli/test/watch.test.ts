import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRegistry } from "@mulligan/core";
import { describe, expect, it, vi } from "vitest";
import { builtInPacks } from "../src/index.js";
import { main } from "../src/main.js";
import { newFindingText } from "../src/output/watch-text.js";
import { Watcher } from "../src/watch/watcher.js";
import type { NewFindings, Unwatched } from "../src/watch/watcher.js";
import { LiveSession } from "./live-session.js";
import { folderWith, mulligan, recordings, root } from "./run.js";

const registry = createRegistry({ packs: builtInPacks, overrides: { PREMATURE_EDIT: false } });
const settled = 2;

function watching(given: string[], cwd: string, options: { all?: boolean; memory?: number } = {}): Watcher {
  return new Watcher(given, { cwd, registry, settled, all: false, ...options });
}

async function look(watcher: Watcher): Promise<(NewFindings | Unwatched)[]> {
  const news = [];
  for await (const each of watcher.look(() => false)) news.push(each);
  return news;
}

/** `FILE TYPE`, with `!` where the turn had ended; of what could not be read `FILE code`. */
async function types(watcher: Watcher): Promise<string[]> {
  return (await look(watcher)).flatMap((news) =>
    "message" in news
      ? [`${news.file} ${news.code}`]
      : news.findings.map(({ type }) => `${news.file} ${type}${news.episode.ended ? "!" : ""}`),
  );
}

function untested(path: string): LiveSession {
  return new LiveSession(path).asks("Fix the sum in src/sum.py").reads("src/sum.py").edits("src/sum.py");
}

describe("a session that is being written", () => {
  it("says what is certain at once, and what only the end shows when the agent has handed over and rests", async () => {
    const cwd = folderWith({});
    const session = new LiveSession(join(cwd, "s.jsonl")).asks("Fix the sum").edits("src/sum.py");
    const watcher = watching(["s.jsonl"], cwd);
    expect(await types(watcher)).toEqual(["s.jsonl BLIND_WRITE"]);
    session.says("Now I run the tests.");
    expect([await types(watcher), await types(watcher)]).toEqual([[], []]);
    session.edits("src/sum.py");
    expect([await types(watcher), await types(watcher), await types(watcher)]).toEqual([[], [], []]);
    session.says("Done, everything works.");
    expect([await types(watcher), await types(watcher)]).toEqual([[], []]);
    expect(await types(watcher)).toContain("s.jsonl NEVER_TESTED!");
    expect([await types(watcher), await types(watcher), await types(watcher)]).toEqual([[], [], []]);
  });

  it("is not told the same again as the session goes on, and what is new is", async () => {
    const cwd = folderWith({});
    const session = untested(join(cwd, "s.jsonl")).says("Done.");
    const watcher = watching(["s.jsonl"], cwd);
    const ended = async () => [...(await types(watcher)), ...(await types(watcher)), ...(await types(watcher))];
    expect(await ended()).toEqual(["s.jsonl NEVER_TESTED!"]);
    session.asks("And the product").reads("src/product.py").edits("src/product.py").says("Done as well.");
    expect(await ended()).toEqual([]);
    session.asks("Test it").runs("pytest -q", "3 passed in 0.1s").edits("src/sum.py").says("Polished.");
    expect(await ended()).toEqual(["s.jsonl UNVERIFIED_FINAL_EDIT!"]);
  });

  it("says nothing of a call that is not answered yet", async () => {
    const cwd = folderWith({});
    const session = new LiveSession(join(cwd, "s.jsonl")).asks("Fix the sum").edits("src/sum.py");
    const [task = "", call = "", answer = ""] = readFileSync(session.path, "utf8").split("\n");
    const watcher = watching(["s.jsonl"], cwd);
    writeFileSync(session.path, `${task}\n${call}\n`);
    expect(await types(watcher)).toEqual([]);
    appendFileSync(session.path, `${answer}\n`);
    expect(await types(watcher)).toEqual(["s.jsonl BLIND_WRITE"]);
  });

  it("reads half a line only once it is whole", async () => {
    const cwd = folderWith({});
    const whole = join(cwd, "whole.jsonl");
    new LiveSession(whole).asks("Fix ünïcode").edits("src/sum.py");
    const bytes = readFileSync(whole);
    const watcher = watching(["s.jsonl"], cwd);
    const found: string[] = [];
    for (let at = 0; at < bytes.length; at += 7) {
      appendFileSync(join(cwd, "s.jsonl"), bytes.subarray(at, at + 7));
      found.push(...(await types(watcher)));
    }
    expect(found).toEqual(["s.jsonl BLIND_WRITE"]);
  });

  it("is read again from the start where it was cut, written anew or replaced", async () => {
    const cwd = folderWith({});
    const path = join(cwd, "s.jsonl");
    const watcher = watching(["s.jsonl"], cwd);
    new LiveSession(path).asks("Fix the sum").edits("src/sum.py");
    expect(await types(watcher)).toEqual(["s.jsonl BLIND_WRITE"]);
    truncateSync(path);
    expect(await types(watcher)).toEqual([]);
    new LiveSession(path).asks("Fix the other sum").edits("src/other.py");
    expect(await types(watcher)).toEqual(["s.jsonl BLIND_WRITE"]);
    // Longer than before, and other from the first byte: only what was read before shows it.
    writeFileSync(path, " \n".repeat(2_000));
    new LiveSession(path).asks("Fix the third sum").edits("src/third.py");
    expect(await types(watcher)).toEqual(["s.jsonl BLIND_WRITE"]);
    renameSync(path, join(cwd, "old.jsonl"));
    expect(await types(watcher)).toEqual([]);
    new LiveSession(path).asks("Fix the last sum").edits("src/last.py");
    expect(await types(watcher)).toEqual(["s.jsonl BLIND_WRITE"]);
  });

  it("may also be one document that is written as a whole, or a run a line", async () => {
    const cwd = folderWith({});
    const watcher = watching(["."], cwd);
    expect(await types(watcher)).toEqual([]);
    const document = readFileSync(join(recordings, "never-tested/run.traj.json"));
    writeFileSync(join(cwd, "run.traj.json"), document.subarray(0, document.length / 2));
    expect(await types(watcher)).toEqual([]);
    writeFileSync(join(cwd, "run.traj.json"), document);
    await types(watcher);
    await types(watcher);
    expect(await types(watcher)).toContain("run.traj.json NEVER_TESTED!");
  });

  it("may be a folder with a file for each event", async () => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, "talk/events"), { recursive: true });
    const watcher = watching(["."], cwd);
    const add = (number: number, more: object) => {
      const event = { id: `e${number}`, timestamp: "2026-01-01T00:00:00", ...more };
      writeFileSync(join(cwd, `talk/events/event-0000${number}-x.json`), JSON.stringify(event));
    };
    add(0, {
      kind: "MessageEvent",
      source: "user",
      llm_message: { role: "user", content: [{ type: "text", text: "Fix it" }] },
    });
    const call = { tool_name: "terminal", tool_call_id: "call-1" };
    const command = "sed -i 's/return before_all(1)/return after_all(1)/' src/sum.py";
    add(1, { kind: "ActionEvent", source: "agent", ...call, action: { kind: "ExecuteBashAction", command } });
    expect(await types(watcher)).toEqual([]);
    const observation = { kind: "ExecuteBashObservation", output: "", exit_code: 0 };
    add(2, { kind: "ObservationEvent", source: "environment", ...call, action_id: "e1", observation });
    expect(await types(watcher)).toEqual(["talk/events BLIND_WRITE"]);
    expect(await types(watcher)).toEqual([]);
  });
});

describe("a folder of sessions", () => {
  it("leaves old sessions unread until they grow, and reads new ones; with `all` both", async () => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, "sessions"));
    const old = new LiveSession(join(cwd, "sessions/old.jsonl")).asks("Fix").edits("src/a.py");
    const watcher = watching(["sessions"], cwd);
    const eager = watching(["sessions"], cwd, { all: true });
    expect([await types(watcher), await types(eager)]).toEqual([[], ["sessions/old.jsonl BLIND_WRITE"]]);
    new LiveSession(join(cwd, "sessions/new.jsonl")).asks("Fix").edits("src/b.py");
    old.edits("src/c.py");
    expect(await types(watcher)).toEqual([
      "sessions/new.jsonl BLIND_WRITE",
      "sessions/old.jsonl BLIND_WRITE",
      "sessions/old.jsonl BLIND_WRITE",
    ]);
    expect(await types(eager)).toEqual(["sessions/new.jsonl BLIND_WRITE", "sessions/old.jsonl BLIND_WRITE"]);
    rmSync(join(cwd, "sessions"), { recursive: true });
    expect(await types(watcher)).toEqual([]);
    expect(watcher.size).toBe(0);
  });

  it("passes over what is no session, and says of a named file why it cannot be read, once", async () => {
    const cwd = folderWith({ "x/settings.json": "{}", "x/notes.jsonl": "no JSON\n" });
    const watcher = watching(["x", "x/notes.jsonl", "missing.jsonl"], cwd);
    expect(await types(watcher)).toEqual(["x/notes.jsonl not-json"]);
    appendFileSync(join(cwd, "x/notes.jsonl"), "still none\n");
    expect(await types(watcher)).toEqual([]);
  });

  it("lets the records of idle sessions go, and loses nothing with them", async () => {
    const cwd = folderWith({});
    const sessions = Array.from({ length: 5 }, (_, index) =>
      new LiveSession(join(cwd, `${index}.jsonl`)).asks("Fix").edits("src/a.py"),
    );
    const watcher = watching(["."], cwd, { all: true, memory: 1 });
    expect(await types(watcher)).toHaveLength(5);
    for (const session of sessions) session.edits("src/b.py");
    expect(await types(watcher)).toEqual(sessions.map((_, index) => `${index}.jsonl BLIND_WRITE`));
  });
});

describe("the package's README", () => {
  it("shows what watch prints", async () => {
    const cwd = folderWith({ "sessions/old.jsonl": "" });
    const watcher = new Watcher(["sessions"], { cwd, registry, settled, all: false });
    const session = new LiveSession(join(cwd, "sessions/shop.jsonl")).asks("Round the discount once");
    session.runs("git log --oneline -3", "a1b2c3 Add discounts").edits("src/discount.js");
    let out = `$ mulligan watch sessions\nWatching ${watcher.size} file; Ctrl-C ends it.\n`;
    const style = { width: 100, bold: String, dim: String, severity: (_: string, text: string) => text };
    const print = async () => {
      for (const news of await look(watcher)) {
        if ("message" in news) throw new Error(news.message);
        for (const finding of news.findings) out += newFindingText(news, finding, style);
      }
    };
    await print();
    session.says("The discount is rounded once now, and all works.");
    for (let looks = 0; looks <= settled; looks += 1) await print();
    expect(readFileSync(join(root, "packages/cli/README.md"), "utf8")).toContain(`\`\`\`text\n${out}\`\`\`\n`);
  });
});

describe("mulligan watch", () => {
  it.each([
    [[], "Name at least one session file, or a folder that holds sessions."],
    [["-"], "Name at least one session file, or a folder that holds sessions."],
    [["x", "--json"], "There is no end to print one object at: use --jsonl."],
    [["x", "--interval", "0"], '--interval "0" is not a number from 0.01 to 3600.'],
  ])("%j is refused", async (words, message) => {
    const { code, error } = await mulligan(["watch", ...words]);
    expect([code, error]).toEqual([2, `mulligan: ${message} \`mulligan help watch\` shows the options.\n`]);
  });

  it.each(["text", "jsonl"])("prints findings as they come, as %s, until it is interrupted", async (format) => {
    const cwd = folderWith({});
    const session = new LiveSession(join(cwd, "s.jsonl")).asks("Fix").edits("src/a.py");
    const listeners: (() => void)[] = [];
    let out = "";
    let error = "";
    const words = ["watch", "s.jsonl", "--interval", "0.01", "--settle", "0", "--no-config"];
    const running = main(format === "jsonl" ? [...words, "--jsonl"] : words, {
      cwd,
      environment: {},
      terminal: false,
      columns: undefined,
      out: (text) => (out += text),
      error: (text) => (error += text),
      async *standardInput() {},
      importModule: (specifier) => import(specifier) as Promise<unknown>,
      onInterruption(listener) {
        listeners.push(listener);
        return () => listeners.splice(0);
      },
    });
    await vi.waitFor(() => expect(out).toContain("BLIND_WRITE"), 5_000);
    session.says("Done.");
    await vi.waitFor(() => expect(out).toContain("NEVER_TESTED"), 5_000);
    for (const listener of listeners) listener();
    expect(await running).toBe(130);
    expect(listeners).toEqual([]);
    expect(error).toMatch(/^Watching 1 file; Ctrl-C ends it\.\n\d findings in 1 file\.\n$/);
    if (format === "jsonl") {
      const [first] = out
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as object);
      expect(first).toMatchObject({
        file: "s.jsonl",
        run: 1,
        format: "claude-code",
        episode_id: "session-1",
        steps: 1,
        ended: false,
        finding: { type: "BLIND_WRITE", steps: [1] },
      });
    } else {
      expect(out).toMatch(/^s\.jsonl \(1 step, going on\)\n {2}critical BLIND_WRITE \(step 1\)\n {4}\S/);
    }
  });
});
