import * as zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import { zip } from "../../readers/test/zip-writer.js";
import { folderWith, mulligan } from "./run.js";

/** A Zstandard frame of one block that is not compressed; the smallest that every version unpacks. */
function frame(text: string): Uint8Array {
  const content = Buffer.from(text);
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(content.length, 5);
  head.writeUIntLE(content.length * 8 + 1, 9, 3);
  return Buffer.concat([head, content]);
}

const entry = (name: string, value: unknown) => {
  const content = JSON.stringify(value);
  return { name, content, method: 93, packed: frame(content) };
};
const call = { id: "t", function: "bash", arguments: { cmd: "ls" } };
const archive = zip([
  entry("header.json", { version: 2, status: "success", eval: { task: "mend", model: "m" } }),
  entry("samples/1_epoch_1.json", {
    id: 1,
    epoch: 1,
    uuid: "first",
    messages: [
      { role: "user", content: "Mend it." },
      { role: "assistant", content: "", tool_calls: [call] },
      { role: "tool", tool_call_id: "t", function: "bash", content: "a.py" },
    ],
    scores: { match: { value: "I" } },
  }),
]);

describe("an Inspect archive in Zstandard", () => {
  const folder = folderWith({ "log.eval": archive });

  it.runIf("zstdDecompressSync" in zlib)("is read", async () => {
    const { code, out, error } = await mulligan(["read", "log.eval"], { cwd: folder });
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toContain("1 step,");
    expect(out).toContain("[inspect]");
  });

  it.skipIf("zstdDecompressSync" in zlib)("names the versions of Node that can read it", async () => {
    const { code, out, error } = await mulligan(["read", "log.eval"], { cwd: folder });
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(error).toBe(
      `log.eval: The archive is compressed with Zstandard, which Node ${process.versions.node} cannot unpack. Run mulligan with Node 22.15, 23.8 or newer, or convert the log to JSON.\n`,
    );
  });
});
