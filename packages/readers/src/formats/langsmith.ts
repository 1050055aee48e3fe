import { isRecord, listOf, observationText, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { Messages } from "./messages.js";

/** LangSmith's run records; the tool runs of a trace, in their dotted order, are the steps of one run. */
export const langSmith: Format = {
  name: "langsmith",
  matches: (source: Source): Match =>
    match(
      {
        name: "records with `run_type` and `trace_id`",
        found: recordsOf(source).some((record) => "run_type" in record && "trace_id" in record),
      },
      {
        name: "`dotted_order` in them",
        found:
          recordsOf(source).some((record) => typeof record["dotted_order"] === "string") ||
          someRecord(source, (record) => typeof record["dotted_order"] === "string"),
      },
    ),
  read(source: Source): readonly RecordedRun[] {
    const traces = new Map<string, JsonRecord[]>();
    for (const record of recordsOf(source)) {
      const trace = textIn(record["trace_id"]) ?? "";
      const runs = traces.get(trace);
      if (runs === undefined) traces.set(trace, [record]);
      else runs.push(record);
    }
    return [...traces].map(([trace, records]) => readTrace(trace, records, source.skippedLines));
  },
};

/** Runs may hold their children, or lie beside them. */
function recordsOf(source: Source): readonly JsonRecord[] {
  const found: JsonRecord[] = [];
  const add = (value: unknown, depth: number): void => {
    if (!isRecord(value) || depth > 50) return;
    if ("run_type" in value) found.push(value);
    for (const child of listOf(value["child_runs"])) add(child, depth + 1);
  };
  const wrapped = recordOf(source.value)["runs"];
  if (Array.isArray(wrapped)) for (const value of wrapped) add(value, 0);
  else for (const { value } of source.records) add(value, 0);
  return found;
}

function readTrace(trace: string, unordered: readonly JsonRecord[], skippedLines: number): RecordedRun {
  const records = [...unordered].sort((first, second) =>
    orderOf(first) < orderOf(second) ? -1 : orderOf(first) > orderOf(second) ? 1 : 0,
  );
  const messages = new Messages();
  for (const record of records) {
    const id = textIn(record["id"]);
    const origin = optional("id", id);
    const inputs = recordOf(record["inputs"]);
    const outputs = recordOf(record["outputs"]);
    if (record["run_type"] === "tool") {
      const error = textIn(record["error"]);
      messages.call(textIn(record["name"]), inputs["input"] ?? inputs, id, origin);
      if (error !== undefined || record["outputs"] !== undefined)
        messages.answer(id, error ?? observationText(outputs["output"] ?? record["outputs"]), error !== undefined);
    } else if (record["run_type"] === "llm") {
      if (messages.task === "")
        for (const message of firstList(inputs["messages"]))
          if (isHuman(message)) messages.add({ role: "user", content: contentOf(message) }, origin);
      for (const message of firstList(outputs["messages"] ?? outputs["generations"])) {
        const text = contentOf(recordOf(message["message"] ?? message));
        if (text !== undefined) messages.add({ role: "assistant", content: text }, origin);
      }
    }
  }
  const root = records.find((record) => record["parent_run_id"] === undefined || record["parent_run_id"] === null);
  const failed = textIn(root?.["error"]);
  const run = messages.run("langsmith", skippedLines);
  return {
    ...run,
    id: trace,
    agent: { ...run.agent, ...optional("name", textIn(root?.["name"])) },
    ...(failed === undefined ? {} : { endedBy: "error" as const, infrastructure: failed }),
  };
}

function orderOf(record: JsonRecord): string {
  return textIn(record["dotted_order"]) ?? "";
}

/** Batches of messages are lists in a list. */
function firstList(value: unknown): readonly JsonRecord[] {
  const list = listOf(value);
  return (Array.isArray(list[0]) ? listOf(list[0]) : list).map(recordOf);
}

function isHuman(message: JsonRecord): boolean {
  return (
    message["type"] === "human" ||
    message["role"] === "user" ||
    (Array.isArray(message["id"]) && message["id"].at(-1) === "HumanMessage")
  );
}

function contentOf(message: JsonRecord): string | undefined {
  return textIn(message["content"]) ?? textIn(recordOf(message["kwargs"])["content"]) ?? textIn(message["text"]);
}
