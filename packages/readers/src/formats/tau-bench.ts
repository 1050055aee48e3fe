import { isRecord, listOf, numberIn, optional, recordOf, wordOf } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { Messages } from "./messages.js";

/** tau-bench's results: a list of tasks with their conversation and reward. */
export const tauBench: Format = {
  name: "tau-bench",
  runPerLine: true,
  matches: (source: Source): Match =>
    match(
      {
        name: "`task_id` and `reward`",
        found: someRecord(source, (record) => "task_id" in record && "reward" in record),
      },
      { name: "a list `traj`", found: someRecord(source, (record) => Array.isArray(record["traj"])) },
    ),
  read: (source: Source): readonly RecordedRun[] =>
    source.records.filter(({ value }) => isRecord(value)).map(({ value }) => readTask(recordOf(value))),
};

function readTask(task: JsonRecord): RecordedRun {
  const messages = new Messages();
  for (const [index, message] of listOf(task["traj"]).entries())
    if (isRecord(message)) messages.add(message, { index });
  const reward = numberIn(task["reward"]);
  const trial = numberIn(task["trial"]);
  return {
    ...messages.run("tau-bench", 0),
    id: trial === undefined ? wordOf(task["task_id"]) : `${wordOf(task["task_id"])}-trial-${trial}`,
    instanceId: wordOf(task["task_id"]),
    ...optional(
      "verdict",
      reward === undefined
        ? undefined
        : { status: reward >= 1 ? ("passed" as const) : ("failed" as const), score: reward, threshold: 1 },
    ),
  };
}
