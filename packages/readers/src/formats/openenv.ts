import type { RecordedRun } from "../recorded-run.js";
import { isRecord, jsonText, listOf, numberIn, optional, recordOf, textIn, wordOf } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { Source } from "../source.js";
import { match } from "./format.js";
import type { Format, Match } from "./format.js";
import { Transcript } from "./transcript.js";

/** The record itself takes a final score of 0.5 for a pass. */
const passingScore = 0.5;

/** Episode records of the OpenEnv code-navigation environment: one object an episode. */
export const openEnv: Format = {
  name: "openenv",
  runPerLine: true,
  matches(source: Source): Match {
    const root = recordOf(source.value);
    const step = recordOf(listOf(root["steps"])[0]);
    return match(
      { name: "`episode_id`", found: typeof root["episode_id"] === "string" || typeof root["episode_id"] === "number" },
      { name: "a list `steps`", found: Array.isArray(root["steps"]) },
      {
        name: "`action_type` in the items of `steps`",
        found: "action_type" in step || ("final_score" in root && listOf(root["steps"]).length === 0),
      },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    return [readRecord(recordOf(source.value))];
  },
};

function readRecord(root: JsonRecord): RecordedRun {
  const transcript = new Transcript();
  let done = false;
  for (const [index, item] of listOf(root["steps"]).entries()) {
    const step = recordOf(item);
    const tool = textIn(step["action_type"]) ?? "unknown";
    done ||= step["done"] === true;
    transcript.call({ origin: { index }, tool, input: inputOf(step), submits: tool === "submit" });
    const error = textIn(step["error"]);
    transcript.answerLast({
      observation: observationOf(step, error),
      status: error === undefined ? "ok" : "error",
      ...optional("details", detailsOf(step)),
    });
  }
  const score = numberIn(root["final_score"]) ?? null;
  const endedBy = transcript.lastSubmits ? "finished" : done ? "limit" : "cut";
  const metadata = recordOf(root["variant_meta"] ?? recordOf(root["metadata"])["variant_meta"]);
  const bugFiles = listOf(metadata["bug_files"]).filter((file) => typeof file === "string");
  return {
    id: wordOf(root["episode_id"]),
    format: "openenv",
    agent: {},
    task: textIn(root["task"]) ?? "",
    ...optional("instanceId", textIn(root["variant_id"])),
    calls: transcript.calls,
    events: transcript.events,
    finalMessage: transcript.finalMessage,
    ended: true,
    endedBy,
    verdict: {
      status: score === null ? "unknown" : score >= passingScore ? "passed" : "failed",
      score,
      threshold: passingScore,
    },
    ...optional("relevantFiles", bugFiles.length > 0 ? bugFiles : undefined),
    skippedLines: 0,
  };
}

/** Arguments under the names that file tools use. */
function inputOf(step: JsonRecord): JsonRecord {
  const diff = recordOf(step["file_diff"]);
  return {
    ...optional("path", textIn(step["action_path"])),
    ...optional("query", textIn(step["action_query"])),
    ...optional("content_length", numberIn(step["action_content_length"])),
    ...optional("content", textIn(step["action_content"]) ?? textIn(diff["after"])),
  };
}

function observationOf(step: JsonRecord, error: string | undefined): string {
  const parts: string[] = [];
  if (error !== undefined) parts.push(error);
  const snapshot = step["observation_snapshot"];
  if (typeof snapshot === "string") parts.push(snapshot);
  else if (isRecord(snapshot)) {
    const shown = textIn(snapshot["last_action_result"]) ?? textIn(snapshot["content"]) ?? textIn(snapshot["output"]);
    if (shown !== undefined) parts.push(shown);
    else if (Object.keys(snapshot).length > 0) parts.push(jsonText(snapshot));
  }
  const rate = numberIn(step["test_pass_rate"]);
  if (rate !== undefined) parts.push(`test pass rate: ${rate}`);
  return parts.join("\n");
}

function detailsOf(step: JsonRecord): unknown {
  const details = {
    ...optional("test_pass_rate", numberIn(step["test_pass_rate"])),
    ...(isRecord(step["file_diff"]) ? { file_diff: step["file_diff"] } : {}),
    ...(listOf(step["security_flags"]).length > 0 ? { security_flags: step["security_flags"] } : {}),
  };
  return Object.keys(details).length > 0 ? details : undefined;
}
