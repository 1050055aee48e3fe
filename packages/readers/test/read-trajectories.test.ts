import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordBytes, recordText } from "../src/record-text.js";

const folder = join(import.meta.dirname, "../../../../shared/trajectories");
const present = existsSync(join(folder, "manifest.json"));

interface Entry {
  readonly file: string;
  readonly format: string;
  readonly actions?: number | null;
}

const entries: readonly Entry[] = present
  ? (JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Entry[])
  : [];
const counted = entries.filter(({ actions }) => actions !== undefined && actions !== null);

describe.skipIf(!present)(
  `recorded runs of real agents${present ? "" : " (skipped: there is no shared/trajectories beside the repository)"}`,
  () => {
    it("finds files to read", () => expect(counted.length).toBeGreaterThan(50));

    it.each(counted)("reads $file", ({ file, format, actions }) => {
      const recording = recordText(readFileSync(join(folder, file), "utf8"));
      expect(recording.format).toBe(format);
      expect(recording.runs.map(({ calls }) => calls.length)).toEqual([actions]);
      expect(recording.runs[0]?.task).not.toBe("");
      expect(recording.skippedLines).toBe(0);
    });
  },
);

/** What the first folder of a path says of its files' format; sidecars and single events of a folder are left out. */
const formatOfFolder: Readonly<Record<string, string>> = {
  "swe-agent": "swe-agent",
  "swe-agent-shapes": "swe-agent",
  "mini-swe-agent": "mini-swe-agent",
  "mini-swe-agent-shapes": "mini-swe-agent",
  "claude-code": "claude-code",
  "claude-code-shapes": "claude-code",
  codex: "codex-rollout",
  atif: "atif",
  "openhands-v0": "openhands-v0",
  inspect: "inspect",
};
const named = entries.flatMap(({ file }) => {
  const format = formatOfFolder[file.split("/", 1)[0] ?? ""];
  return format === undefined ? [] : [{ file, format }];
});

describe.skipIf(!present)("formats by content", () => {
  it.each(named)("$file", ({ file, format }) => {
    expect(recordBytes(readFileSync(join(folder, file)), { allowNoSteps: true }).format).toBe(format);
  });
});
