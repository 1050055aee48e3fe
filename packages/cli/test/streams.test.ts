import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { isMulliganError } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { LineSplitter } from "../src/input/line-splitter.js";
import { readFileRuns } from "../src/input/read-file-runs.js";
import type { FileRun } from "../src/input/read-file-runs.js";
import type { Io } from "../src/io.js";
import { folderWith, mulligan, recordings, root } from "./run.js";

const io = {} as Io;
const recognisers = {};

const call = (id: string, command: string) => ({
  role: "assistant",
  content: "",
  tool_calls: [{ id, type: "function", function: { name: "bash", arguments: JSON.stringify({ command }) } }],
});
/** A row that is a run of its own. */
const row = (id: string, command = "ls") => ({
  instance_id: id,
  history: [
    { source: "user", action: "message", args: { content: "Fix it" } },
    { id: 1, source: "agent", action: "run", args: { command }, tool_call_metadata: { tool_call_id: "a" } },
    {
      id: 2,
      source: "agent",
      observation: "run",
      content: "a.py",
      cause: 1,
      extras: { command },
      tool_call_metadata: { tool_call_id: "a" },
    },
  ],
  test_result: { git_patch: "" },
});

async function runsIn(path: string, streamedFrom?: number): Promise<unknown> {
  const runs: FileRun[] = [];
  try {
    for await (const run of readFileRuns(path, {
      recognisers,
      io,
      ...(streamedFrom !== undefined && { streamedFrom }),
    }))
      runs.push(run);
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    return { code: error.code, message: error.message };
  }
  return runs;
}

/** The number of skipped lines is known at the end alone. */
function comparable(runs: unknown): unknown {
  return Array.isArray(runs) ? (runs as FileRun[]).map(({ run, episode, number }) => ({ run, episode, number })) : runs;
}

describe("input of any size", () => {
  const texts: [name: string, text: string | Uint8Array][] = [
    ["rows", `${JSON.stringify(row("a"))}\n${JSON.stringify(row("b", "cat a.py"))}\n`],
    ["rows without a last break", `${JSON.stringify(row("a"))}\r\n${JSON.stringify(row("b"))}`],
    [
      "rows with a broken one",
      `${JSON.stringify(row("a"))}\n{"instance_id": "b", "hist\n${JSON.stringify(row("c"))}\n`,
    ],
    ["rows with a mark in front", `\ufeff${JSON.stringify(row("ä"))}\n${JSON.stringify(row("b"))}\n`],
    ["rows in gzip", gzipSync(`${JSON.stringify(row("a"))}\n${JSON.stringify(row("b"))}\n`)],
    ["rows in UTF-16", Buffer.from(`\ufeff${JSON.stringify(row("a"))}\n${JSON.stringify(row("b"))}\n`, "utf16le")],
    ["a document", JSON.stringify([{ role: "user", content: "Fix" }, call("1", "ls")], null, 2)],
    ["a document on one line", `${JSON.stringify([{ role: "user", content: "Fix" }, call("1", "ls")])}\n`],
    ["no run", '{"a": 1}\n{"b": 2}\n'],
    ["no JSON", "hello\nworld\n"],
    ["nothing", ""],
    ["blank lines", "\n\n\n"],
  ];

  it.each(texts)("reads %s line by line as it reads them whole", async (_name, text) => {
    const path = join(folderWith({ file: text }), "file");
    const whole = await runsIn(path);
    expect(comparable(await runsIn(path, 1))).toEqual(comparable(whole));
  });

  it("gives a run before it reads the next line", async () => {
    let given = 0;
    const encoder = new TextEncoder();
    async function* standardInput() {
      for (const name of ["a", "b", "c"]) {
        given += 1;
        yield encoder.encode(`${JSON.stringify(row(name))}\n`);
      }
    }
    const seen: number[] = [];
    for await (const { number } of readFileRuns("-", { recognisers, io: { standardInput } as never, streamedFrom: 1 }))
      seen.push(number * 10 + given);
    // Two lines are needed to tell lines from a document of one line.
    expect(seen.length).toBe(3);
    expect(seen.at(-1)).toBe(33);
  });

  it("keeps the runs before a fault in the data, and reports it", async () => {
    const lines = Array.from({ length: 9_000 }, (_, index) => JSON.stringify(row(`run ${index} ${Math.sin(index)}`)));
    const zipped = gzipSync(lines.join("\n"), { level: 1 });
    const path = join(folderWith({ "cut.jsonl.gz": zipped.subarray(0, zipped.length - 2_000) }), "cut.jsonl.gz");
    let runs = 0;
    const reading = async () => {
      for await (const { number } of readFileRuns(path, { recognisers, io, streamedFrom: 1 })) runs = number;
    };
    await expect(reading()).rejects.toMatchObject({ code: "broken-gzip" });
    expect(runs).toBeGreaterThan(1_000);
    const { code, error } = await mulligan(["read", path]);
    expect(code).toBe(3);
    expect(error).toContain("The gzip data is broken");
  });

  const trajectories = join(root, "../shared/trajectories");
  const files = [recordings, ...(existsSync(trajectories) ? [trajectories] : [])].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".jsonl"))
      .map((file) => join(folder, file)),
  );
  it.skipIf(files.length === 0)("reads the lines of recorded runs in both ways alike", async () => {
    for (const file of files) expect(comparable(await runsIn(file, 1))).toEqual(comparable(await runsIn(file)));
  });
});

describe("LineSplitter", () => {
  const split = (text: string, size: number) => {
    const bytes = new TextEncoder().encode(text);
    const splitter = new LineSplitter(bytes);
    const lines: string[] = [];
    for (let at = 0; at < bytes.length; at += size) lines.push(...splitter.push(bytes.subarray(at, at + size)));
    return [...lines, ...splitter.end()];
  };

  it.each([1, 2, 3, 7, 1000])("joins what chunks of %i bytes cut", (size) => {
    expect(split("eins\r\nzwö €\n\n🙂 drei\nlast", size)).toEqual(["eins", "zwö €", "", "🙂 drei", "last"]);
  });

  it("gives no line for nothing behind the last break", () => {
    expect(split("a\n", 10)).toEqual(["a"]);
    expect(split("", 10)).toEqual([]);
  });
});
