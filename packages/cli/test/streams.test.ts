import { readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { LineProbe } from "../src/input/line-probe.js";
import { LineSplitter } from "../src/input/line-splitter.js";
import { readFileRuns } from "../src/input/read-file-runs.js";
import type { FileRun } from "../src/input/read-file-runs.js";
import type { Io } from "../src/io.js";
import { folderWith, mulligan, recordings } from "./run.js";
import { allOf, comparable, io, recognisers, runsIn } from "./streamed-runs.js";

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

async function inputRuns(bytes: Uint8Array, size: number, streamedFrom: number): Promise<unknown> {
  async function* standardInput() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return allOf(readFileRuns("-", { recognisers, io: { standardInput } as unknown as Io, streamedFrom }));
}

describe("input of any size", () => {
  const texts: [name: string, text: string | Uint8Array][] = [
    ["rows", `${JSON.stringify(row("a"))}\n${JSON.stringify(row("b", "cat a.py"))}\n`],
    ["rows without a last break", `${JSON.stringify(row("a"))}\r\n${JSON.stringify(row("b"))}`],
    [
      "rows with a broken one",
      `${JSON.stringify(row("a"))}\n{"instance_id": "b", "hist\n${JSON.stringify(row("c"))}\n`,
    ],
    ["rows with broken ones at the end", `${JSON.stringify(row("a"))}\n${JSON.stringify(row("b"))}\nnoise\n{"inst`],
    ["rows behind noise", `starting\n${["a", "b", "c"].map((id) => JSON.stringify(row(id))).join("\n")}\n`],
    ["rows behind blank lines", `\n\n${JSON.stringify(row("a"))}\n\n${JSON.stringify(row("b"))}\n`],
    ["a row and zero bytes", `${JSON.stringify(row("a"))}\n${"\0".repeat(40)}`],
    [
      "lines behind one that was cut off",
      `"x"}], "n": 1}\n${["a", "b", "c"].map((id) => JSON.stringify(row(id))).join("\n")}\n`,
    ],
    ["a list with an item a line", `[\n${["a", "b", "c"].map((id) => JSON.stringify(row(id))).join(",\n")}\n]\n`],
    [
      "rows in two members of gzip",
      Buffer.concat([gzipSync(`${JSON.stringify(row("a"))}\n`), gzipSync(JSON.stringify(row("b")))]),
    ],
    ["a cut document", JSON.stringify(row("a"), null, 2).slice(0, -20)],
    ["damaged gzip", gzipSync(JSON.stringify(row("a"))).subarray(0, 40)],
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

  it.each(texts)("reads %s from standard input byte by byte", async (_name, text) => {
    const bytes = typeof text === "string" ? Buffer.from(text) : text;
    const whole = comparable(await inputRuns(bytes, bytes.length, 1_000_000));
    expect(comparable(await inputRuns(bytes, 1, 1))).toEqual(whole);
    expect(comparable(await inputRuns(bytes, 7, 1))).toEqual(whole);
  });

  it("gives runs while it reads, and closes what it reads from", async () => {
    let given = 0;
    let closed = false;
    async function* standardInput() {
      try {
        for (let index = 0; index < 100; index += 1) {
          given += 1;
          yield Buffer.from(`${JSON.stringify(row(`${index}`))}\n`);
        }
      } finally {
        closed = true;
      }
    }
    const reading = { recognisers, io: { standardInput } as unknown as Io, streamedFrom: 1 };
    for await (const { number } of readFileRuns("-", reading)) if (number === 5) break;
    // One run is held back until the next.
    expect(given).toBe(6);
    expect(closed).toBe(true);
  });

  it("streams a file whose first line is longer than what it looks at", async () => {
    const long = row("a", "x".repeat(3_000_000));
    const path = join(folderWith({ file: `${JSON.stringify(long)}\n${JSON.stringify(row("b"))}\n` }), "file");
    const runs = (await runsIn(path, 1)) as FileRun[];
    expect(runs.map(({ number, run }) => [number, run.calls[0]?.command?.length])).toEqual([
      [1, 3_000_000],
      [2, 2],
    ]);
  });

  it("says what is wrong with standard input", async () => {
    // eslint-disable-next-line require-yield
    async function* standardInput(): AsyncGenerator<Uint8Array> {
      throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
    }
    expect(await allOf(readFileRuns("-", { recognisers, io: { standardInput } as unknown as Io }))).toEqual({
      code: "input-unreadable",
      message: "It could not be read (EISDIR).",
    });
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

  const files = readdirSync(recordings, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  it.each(files)("reads %s in both ways alike", async (file) => {
    const path = join(recordings, file);
    expect(comparable(await runsIn(path, 1))).toEqual(comparable(await runsIn(path)));
  });
});

describe("LineProbe", () => {
  const answer = (text: string) => new LineProbe(Buffer.from(text)).push(Buffer.from(text));

  it.each([
    ['{"a": 1}\n{"b": 2}\n', true],
    ['{"a": 1}\n{"b', true],
    ['\ufeff{"a": 1}\r\n\r\n[', true],
    ['noise\n{"a": 1}\n{"b": 2}\n', true],
    ['1}\n{"a": 1}\n{"b": 2}\n', true],
    ['{"a": 1}\n', undefined],
    ['{"a": 1}\n \0\n', undefined],
    ['{"a": [', undefined],
    ['[\n{"a": 1},\n{"b": 2}\n]', undefined],
    [`[\n${'{"a": 1},\n'.repeat(20)}`, false],
    [`{\n${'"a": {},\n'.repeat(20)}`, false],
    ["noise\n".repeat(21), false],
  ])("%j: %s", (text, lines) => expect(answer(text)).toBe(lines));
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

  it("keeps the start of a line that is too long, and goes on behind it", () => {
    const bytes = Buffer.from(`a\n${"b".repeat(5_000)}\nc\n${"d".repeat(900)}`);
    for (const size of [120, bytes.length]) {
      const splitter = new LineSplitter(bytes, 500);
      const lines: string[] = [];
      for (let at = 0; at < bytes.length; at += size) lines.push(...splitter.push(bytes.subarray(at, at + size)));
      lines.push(...splitter.end());
      expect(lines.map(([first]) => first)).toEqual(["a", "b", "c", "d"]);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
    }
  });

  it("gives no line for nothing behind the last break", () => {
    expect(split("a\n", 10)).toEqual(["a"]);
    expect(split("", 10)).toEqual([]);
  });
});
