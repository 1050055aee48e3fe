import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const megabytes = 50;

/** Runs in a process of its own, from the built package: makes the text, reads it, and says what it held at the end. */
const script = `
  import { readText } from ${JSON.stringify(join(import.meta.dirname, "../../dist/index.js"))};
  const [kind, size] = process.argv.slice(1);
  const line = (value) => JSON.stringify(value) + "\\n";
  const base = { sessionId: "s1", cwd: "/repo", version: "2.0.1" };
  const pair = (id, command, output) =>
    line({ ...base, type: "assistant", uuid: "a" + id, message: { id: "m" + id, content: [{ type: "tool_use", id: "c" + id, name: "Bash", input: { command } }] } }) +
    line({ ...base, type: "user", uuid: "r" + id, message: { role: "user", content: [{ type: "tool_result", tool_use_id: "c" + id, content: output }] } });
  let parts = [line({ ...base, type: "user", uuid: "u0", message: { role: "user", content: "Mend it." } })];
  let length = 0;
  for (let id = 0; length < size * 1e6; id++) {
    const huge = kind === "huge" ? ("line " + id + " of the output\\n").repeat(400_000) : "a.py\\nb.py";
    const part = pair(id, kind === "huge" ? "cat big" + id + ".txt" : "ls src" + (id % 50), huge);
    length += part.length;
    parts.push(part);
  }
  // Through a buffer, so that the text is one flat string.
  const text = Buffer.from(parts.join(""), "latin1").toString("latin1");
  parts = [];
  globalThis.gc();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().external;
  const { episodes } = readText(text);
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  const peak = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ length: text.length, steps: episodes[0].steps.length, kept: heapUsed + external - before, peak }));
`;

interface Measured {
  readonly length: number;
  readonly steps: number;
  readonly kept: number;
  readonly peak: number;
}

function measured(kind: "huge" | "small"): Measured {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--expose-gc", "--input-type=module", "-e", script, kind, String(megabytes)],
    { encoding: "utf8", maxBuffer: 1e7 },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}

describe(`memory for a recording of ${megabytes} MB`, () => {
  it("of few huge texts stays at twice the input", () => {
    const { length, steps, kept, peak } = measured("huge");
    expect(steps).toBeGreaterThan(3);
    expect(kept / length).toBeLessThan(2);
    expect(peak / length).toBeLessThan(12);
  });

  it("of many small records stays at a small multiple of the input", () => {
    const { length, steps, kept, peak } = measured("small");
    expect(steps).toBeGreaterThan(50_000);
    expect(kept / length).toBeLessThan(4);
    expect(peak / length).toBeLessThan(20);
  });
});
