import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMulliganError } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { recordBytes } from "../src/record-text.js";
import type { Recording } from "../src/record-source.js";

const folder = join(import.meta.dirname, "../../../../shared/trajectories");
const present = existsSync(join(folder, "manifest.json"));
const skipped = present ? "" : " (skipped: there is no shared/trajectories beside the repository)";

interface Entry {
  readonly file: string;
  readonly actions?: number | null;
}

interface Label {
  readonly run: string;
  readonly file: string;
  readonly steps: number;
  readonly row?: number;
}

function jsonIn(file: string): unknown {
  return present ? JSON.parse(readFileSync(join(folder, file), "utf8")) : [];
}

const entries = jsonIn("manifest.json") as readonly Entry[];
const labels = jsonIn("labels/index.json") as readonly Label[];

/** The format by the start of a path; the first that fits counts. */
const formats: readonly [start: string, format: string][] = [
  ["agent-history-shapes/compaction/codex", "codex-rollout"],
  ["agent-history-shapes/rejections/codex", "codex-rollout"],
  ["agent-history-shapes/rejections/gemini", "gemini-cli"],
  ["agent-history-shapes/v1/codex", "codex-rollout"],
  ["agent-history-shapes/", "claude-code"],
  ["atif/", "atif"],
  ["claude-code", "claude-code"],
  ["codex/", "codex-rollout"],
  ["gemini-cli/", "gemini-cli"],
  ["inspect/", "inspect"],
  ["mini-swe-agent", "mini-swe-agent"],
  ["mixed-transcripts/sample_codex", "codex-rollout"],
  ["mixed-transcripts/sample_pi", "pi"],
  ["mixed-transcripts/", "claude-code"],
  ["openhands-v0/", "openhands-v0"],
  // The log of one request to the model: the conversation until then.
  ["openhands-v1/pr-artifacts/20260121-223755/telemetry", "openai-chat"],
  ["openhands-v1/tests/fixtures/llm_data/", "openai-chat"],
  ["openhands-v1/", "openhands-v1"],
  ["swe-agent", "swe-agent"],
];

/** Files of the manifest that hold no run, with what they hold instead. */
const withoutRun: readonly [file: RegExp, code: string, reason: string][] = [
  [/^agent-history-shapes\/telemetry\/(?:claude|codex)_history\.jsonl$/, "unknown-format", "what the user typed"],
  [/^claude-code-shapes\/test\/test_data\/session_b\.jsonl$/, "no-steps", "a question and its answer"],
  [/^gemini-cli\/sample-activity\./, "unknown-format", "what the program logged of itself"],
  [/^gemini-cli\/session-29eb990e-/, "no-steps", "one warning"],
  [/^inspect\/.*_no-samples\.json$/, "no-steps", "a log without samples"],
  [/^inspect\/.*_(?:popularity|security-guide)\.json$/, "no-steps", "questions and answers without tools"],
  [/^inspect\/.*\/mmlu-[a-z-]+\.eval$/, "no-steps", "questions and answers without tools"],
  [/^inspect\/.*\/log_(?:formats|read_sample)\.(?:eval|json)$/, "no-steps", "a question and its answer"],
  [/^inspect\/.*\/log_images(?:_tc)?\.json$/, "no-steps", "a question about an image and its answer"],
  [/^mixed-transcripts\/sample_codex_session\./, "no-steps", "messages alone"],
  [/^openhands-v1\/.*\/base_state\.json$/, "unknown-format", "a sidecar: the state beside the events"],
  [/^openhands-v1\/.*\/event-000(?:00|01|03|04|05|07|08|10)-/, "no-steps", "one event of many, and no action"],
];

function recording(file: string): Recording | string {
  try {
    return recordBytes(readFileSync(join(folder, file)));
  } catch (error) {
    if (isMulliganError(error)) return error.code;
    throw error;
  }
}

interface AtifStep {
  readonly is_copied_context?: boolean;
  readonly tool_calls?: readonly { readonly tool_call_id: string }[] | null;
}

/** Calls that the document lists: each once, without those copied from the run before. */
function callsInAtif(file: string): number {
  const { steps } = jsonIn(file) as { readonly steps: readonly AtifStep[] };
  const own = steps.filter((step) => step.is_copied_context !== true).flatMap(({ tool_calls }) => tool_calls ?? []);
  return new Set(own.map(({ tool_call_id }) => tool_call_id)).size;
}

/** Lines that are JSON, but no records. */
const skippedLines: Readonly<Record<string, number>> = { "claude-code-shapes/test/test_data/edge_cases.jsonl": 2 };

describe.skipIf(!present)(`the files of the manifest${skipped}`, () => {
  it("are many, and each reason for holding no run is needed", () => {
    expect(entries.length).toBeGreaterThan(250);
    for (const [pattern] of withoutRun) expect(entries.filter(({ file }) => pattern.test(file))).not.toEqual([]);
  });

  it.each(entries)("$file", ({ file, actions }) => {
    const result = recording(file);
    const none = withoutRun.find(([pattern]) => pattern.test(file));
    if (none !== undefined) {
      expect(result).toBe(none[1]);
      return;
    }
    const calls = file.startsWith("atif/") ? callsInAtif(file) : 0;
    if (calls === 0 && file.includes(".summarization-1-")) {
      // A sub-agent that summarises: it answers, or copies what was done before.
      expect(result).toBe("no-steps");
      return;
    }
    const format = formats.find(([start]) => file.startsWith(start))?.[1];
    expect(result).toMatchObject({ format, skippedLines: skippedLines[file] ?? 0 });
    const { runs } = result as Recording;
    const steps = runs.map((run) => run.calls.length);
    expect(Math.min(...steps)).toBeGreaterThan(0);
    if (actions !== undefined && actions !== null) {
      expect(steps).toEqual([actions]);
      expect(runs[0]?.task).not.toBe("");
    }
    // Without one the calls stand in the text.
    if (calls > 0) expect(steps).toEqual([calls]);
  });
});

describe.skipIf(!present)(`the labelled runs${skipped}`, () => {
  it.each(labels)("$run has $steps steps", ({ file, steps, row }) => {
    const result = recording(file);
    expect(typeof result === "string" ? result : result.runs[(row ?? 1) - 1]?.calls.length).toBe(steps);
  });
});
