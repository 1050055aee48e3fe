import * as zlib from "node:zlib";
import { MulliganError } from "@mulligan/core";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { recordBytes } from "../src/record-text.js";
import type { RecordOptions } from "../src/record-source.js";
import { readBytes } from "../src/read.js";
import { thrownBy } from "./read-helpers.js";
import { zip } from "./zip-writer.js";
import type { ZipFile, ZipShape } from "./zip-writer.js";

const sample = (id: number) => ({
  id,
  epoch: 1,
  uuid: `u${id}`,
  messages: [
    { role: "user", content: "Mend it." },
    { role: "assistant", content: "", tool_calls: [{ id: "t", function: "bash", arguments: { cmd: "ls" } }] },
    { role: "tool", tool_call_id: "t", function: "bash", content: "a.py\n".repeat(40) },
  ],
  scores: { match: { value: "C" } },
});
const header: ZipFile = {
  name: "header.json",
  content: JSON.stringify({ version: 2, status: "success", eval: { task: "mend", model: "m" } }),
};
const sampleFile = (id: number, more: Partial<ZipFile> = {}): ZipFile => ({
  name: `samples/${id}_epoch_1.json`,
  content: JSON.stringify(sample(id)),
  ...more,
});
const idsOf = (bytes: Uint8Array, options: RecordOptions = {}) => recordBytes(bytes, options).runs.map(({ id }) => id);
const bytesOf = (file: ZipFile) => new TextEncoder().encode(file.content as string);

describe("zip archives", () => {
  const cases: readonly [name: string, file: Partial<ZipFile>, shape?: ZipShape][] = [
    ["deflated entries", {}],
    ["stored entries", { method: 0 }],
    ["sizes in zip64 fields", { large: true }],
    ["sizes behind the data", { streamed: true }],
    ["sizes behind the data and in zip64 fields", { streamed: true, large: true }],
    ["a zip64 directory", {}, { large: true }],
    ["a zip64 directory and fields", { large: true }, { large: true }],
    ["a comment", {}, { comment: "written by a test" }],
    ["a comment that looks like a directory", {}, { comment: `PK\u0005\u0006${"x".repeat(40)}` }],
  ];
  it.each(cases)("with %s are read", (_name, file, shape) => {
    const bytes = zip([{ ...header, ...file }, sampleFile(10, file), sampleFile(9, file)], shape);
    expect(idsOf(bytes)).toEqual(["u9", "u10"]);
  });

  it("that lie within a larger buffer are read", () => {
    const bytes = zip([header, sampleFile(1)]);
    const buffer = new Uint8Array(bytes.length + 20).fill(7);
    buffer.set(bytes, 9);
    expect(idsOf(buffer.subarray(9, 9 + bytes.length))).toEqual(["u1"]);
  });

  it("with a file that was written again give the later one", () => {
    expect(idsOf(zip([header, sampleFile(1), { ...sampleFile(2), name: "samples/1_epoch_1.json" }]))).toEqual(["u2"]);
  });

  it("as another writer makes them are read", () => {
    const files = { "header.json": bytesOf(header), "samples/1_epoch_1.json": bytesOf(sampleFile(1)) };
    expect(idsOf(zipSync(files))).toEqual(["u1"]);
  });
});

describe("damaged zip archives", () => {
  const whole = zip([header, sampleFile(1), sampleFile(2)]);

  it("give the samples that are whole, and count the others", () => {
    const bytes = zip([
      header,
      sampleFile(1),
      sampleFile(2, { packed: Uint8Array.of(7, 7, 7) }),
      sampleFile(3, { content: '{"id": 3, "mess' }),
    ]);
    const { runs, skippedLines } = readBytes(bytes);
    expect(runs.map(({ id }) => id)).toEqual(["u1"]);
    expect(skippedLines).toBe(2);
  });

  it("without one whole sample are an error that names the first", () => {
    const bytes = zip([header, sampleFile(1, { packed: Uint8Array.of(7, 7, 7) })]);
    expect(thrownBy(() => recordBytes(bytes))).toMatchObject({
      code: "broken-archive",
      message: expect.stringContaining("samples/1_epoch_1.json is damaged") as string,
    });
  });

  it("with a broken header are an error", () => {
    const bytes = zip([{ ...header, content: "{" }, sampleFile(1)]);
    expect(thrownBy(() => recordBytes(bytes)).message).toContain("header.json holds no JSON object");
  });

  it("cut at any place are an error, and nothing else is thrown", () => {
    for (let length = 4; length < whole.length; length += 1) {
      expect(thrownBy(() => recordBytes(whole.subarray(0, length))).code).toBe("broken-archive");
    }
  });

  it("with any one byte changed are read or an error, and nothing else is thrown", () => {
    const codes = new Set<string>();
    for (let at = 4; at < whole.length; at += 1) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const bytes = whole.slice();
        bytes[at] = value;
        try {
          recordBytes(bytes, { allowNoSteps: true });
        } catch (error) {
          if (!(error instanceof MulliganError)) throw error;
          codes.add(error.code);
        }
      }
    }
    expect([...codes].sort()).toEqual(["binary-file", "broken-archive", "unknown-format", "unreadable-entry"]);
  });

  it("that claim enormous sizes are an error", () => {
    const bytes = whole.slice();
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 6, true);
    view.setUint32(directory + 24, 0xfffffff0, true);
    expect(thrownBy(() => recordBytes(bytes))).toEqual({
      code: "unreadable-entry",
      message:
        "header.json in the zip archive has 4294967280 bytes, more than fit into one string. Convert the log to JSON and pass that.",
    });
  });
});

describe("Zstandard and other methods", () => {
  /** Stands for the real thing, which only newer engines have: the content behind a mark. */
  const pack = (file: ZipFile): ZipFile => {
    const content = bytesOf(file);
    return { ...file, method: 93, packed: Uint8Array.from([0x28, 0xb5, ...content]) };
  };
  const packed = zip([pack(header), pack(sampleFile(1))]);

  it("unpacks Zstandard with what the caller brings", () => {
    const sizes: number[] = [];
    const zstandard = (data: Uint8Array, size: number) => {
      sizes.push(size);
      return data.subarray(2);
    };
    expect(idsOf(packed, { zstandard })).toEqual(["u1"]);
    expect(sizes).toEqual([bytesOf(header).length, bytesOf(sampleFile(1)).length]);
  });

  it("says that it cannot unpack Zstandard alone", () => {
    expect(thrownBy(() => recordBytes(packed))).toEqual({
      code: "unreadable-entry",
      message:
        "header.json in the zip archive is compressed with Zstandard, and the option `zstandard` is not set. Convert the log to JSON and pass that.",
    });
  });

  it("passes on what the caller's unpacking says, and takes any other error for damage", () => {
    const throwing = (error: Error) => () => {
      throw error;
    };
    expect(
      thrownBy(() => recordBytes(packed, { zstandard: throwing(new MulliganError("old-engine", "Too old.")) })),
    ).toEqual({ code: "old-engine", message: "Too old." });
    expect(thrownBy(() => recordBytes(packed, { zstandard: throwing(new Error("bad frame")) })).message).toContain(
      "header.json is damaged (bad frame)",
    );
    expect(thrownBy(() => recordBytes(packed, { zstandard: () => new Uint8Array(3) })).message).toContain(
      "header.json is damaged (3 bytes instead of",
    );
  });

  it.each([
    [12, "is compressed with bzip2"],
    [14, "is compressed with LZMA"],
    [77, "is compressed with method 77"],
  ])("names method %i", (method, problem) => {
    expect(thrownBy(() => recordBytes(zip([{ ...header, method }]))).message).toContain(`header.json in the zip`);
    expect(thrownBy(() => recordBytes(zip([{ ...header, method }]))).message).toContain(problem);
  });

  it("says that an entry is encrypted", () => {
    expect(thrownBy(() => recordBytes(zip([header, sampleFile(1, { flags: 1 })]))).message).toContain("is encrypted");
  });

  const real = zlib as unknown as {
    readonly zstdCompressSync?: (data: Uint8Array) => Uint8Array;
    readonly zstdDecompressSync: (data: Uint8Array) => Uint8Array;
  };
  it.skipIf(real.zstdCompressSync === undefined)("reads what Node compresses", () => {
    const compressed = (file: ZipFile): ZipFile => ({
      ...file,
      method: 93,
      packed: (real.zstdCompressSync as (data: Uint8Array) => Uint8Array)(bytesOf(file)),
    });
    const bytes = zip([compressed(header), compressed(sampleFile(1)), sampleFile(2)]);
    expect(idsOf(bytes, { zstandard: (data) => real.zstdDecompressSync(data) })).toEqual(["u1", "u2"]);
  });
});
