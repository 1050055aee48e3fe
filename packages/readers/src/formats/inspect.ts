import type { EndedBy, OutcomeStatus } from "@mulligan/core";
import { isRecord, listOf, numberIn, optional, recordOf, textIn, wordOf } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match } from "./format.js";
import type { Format, Match } from "./format.js";
import { Messages } from "./messages.js";

/** Inspect AI's logs as JSON, and the samples of its archives. Every sample is a run. */
export const inspect: Format = {
  name: "inspect",
  matches(source: Source): Match {
    const root = recordOf(source.value);
    return match(
      { name: "`eval.task`", found: "task" in recordOf(root["eval"]) },
      { name: "`status`", found: typeof root["status"] === "string" },
      { name: "`version`", found: typeof root["version"] === "number" },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const root = recordOf(source.value);
    const samples = listOf(root["samples"]).filter(isRecord);
    return samples.map((sample) => readSample(sample, root));
  },
};

function readSample(sample: JsonRecord, log: JsonRecord): RecordedRun {
  const evaluation = recordOf(log["eval"]);
  const attachments = recordOf(sample["attachments"]);
  const messages = new Messages();
  for (const [index, value] of listOf(sample["messages"]).entries()) {
    if (isRecord(value)) messages.add(recordOf(attached(value, attachments, 0)), { index });
  }
  const limit = recordOf(sample["limit"]);
  const error = textIn(recordOf(sample["error"])["message"]);
  const endedBy = endOf(textIn(limit["type"]), error, messages.endedBy);
  if (endedBy === "limit") messages.transcript.limit(`${wordOf(limit["type"])} limit: ${wordOf(limit["limit"])}`);
  const name = [textIn(evaluation["task"]), wordOf(sample["id"]), String(numberIn(sample["epoch"]) ?? 1)]
    .filter((part) => part !== undefined)
    .join("/");
  const run = messages.run("inspect", 0);
  return {
    ...run,
    id: textIn(sample["uuid"]) ?? name,
    formatVersion: wordOf(log["version"]),
    agent: optional("model", textIn(evaluation["model"]) ?? messages.model),
    ...optional(
      "instanceId",
      typeof sample["id"] === "string" || typeof sample["id"] === "number" ? wordOf(sample["id"]) : undefined,
    ),
    ended: log["status"] !== "started" || sample["scores"] !== undefined,
    endedBy,
    ...optional("endedDetail", textIn(limit["type"])),
    ...optional("infrastructure", endedBy === "error" ? error : undefined),
    ...optional("verdict", verdictOf(recordOf(sample["scores"]))),
  };
}

/** Long texts stand once in the sample, and messages name them. */
function attached(value: unknown, attachments: JsonRecord, depth: number): unknown {
  if (typeof value === "string")
    return value.startsWith("attachment://") ? (attachments[value.slice(13)] ?? value) : value;
  if (typeof value !== "object" || value === null || depth > 8) return value;
  if (Array.isArray(value)) return value.map((item) => attached(item, attachments, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, attached(item, attachments, depth + 1)]));
}

function endOf(limit: string | undefined, error: string | undefined, otherwise: EndedBy): EndedBy {
  if (limit === "context") return "context";
  if (limit === "operator") return "interrupted";
  if (limit !== undefined) return "limit";
  return error === undefined ? otherwise : "error";
}

const grades: ReadonlyMap<string, number> = new Map([
  ["C", 1],
  ["P", 0.5],
  ["I", 0],
  ["N", 0],
]);

/** One scorer decides; several must agree that the sample passed. */
function verdictOf(scores: JsonRecord): RecordedRun["verdict"] {
  const values = Object.values(scores)
    .map((score) => scoreOf(recordOf(score)["value"]))
    .filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  const score = Math.min(...values);
  const status: OutcomeStatus = score >= 1 ? "passed" : "failed";
  return { status, score, threshold: 1 };
}

function scoreOf(value: unknown): number | undefined {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return value >= 0 && value <= 1 ? value : undefined;
  return typeof value === "string" ? grades.get(value) : undefined;
}
