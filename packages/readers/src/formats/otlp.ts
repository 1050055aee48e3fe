import { isRecord, listOf, observationText, optional, parseJson, recordOf, textIn, wordOf } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { Messages } from "./messages.js";

/** OpenTelemetry traces as JSON, with the attributes of its GenAI conventions or of OpenInference. A trace is a run. */
export const otlp: Format = {
  name: "otlp",
  matches(source: Source): Match {
    return match(
      { name: "`resourceSpans`", found: someRecord(source, (record) => Array.isArray(record["resourceSpans"])) },
      {
        name: "spans with `gen_ai.*` or `openinference.*` attributes",
        found: source.records.some(({ value }) => spansOf(recordOf(value)).some(isAgentSpan)),
      },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const traces = new Map<string, Span[]>();
    for (const { value } of source.records) {
      for (const span of spansOf(recordOf(value))) {
        const spans = traces.get(span.trace);
        if (spans === undefined) traces.set(span.trace, [span]);
        else spans.push(span);
      }
    }
    return [...traces]
      .filter(([, spans]) => spans.some(isAgentSpan))
      .map(([trace, spans]) => readTrace(trace, spans, source.skippedLines));
  },
};

interface Span {
  readonly trace: string;
  readonly id: string;
  readonly name: string;
  /** Nanoseconds as text of one length, so that they compare as texts. */
  readonly start: string;
  readonly attributes: JsonRecord;
  readonly failed: boolean;
  readonly message: string;
}

function spansOf(root: JsonRecord): readonly Span[] {
  const spans: Span[] = [];
  for (const resource of listOf(root["resourceSpans"])) {
    const scopes = [
      ...listOf(recordOf(resource)["scopeSpans"]),
      ...listOf(recordOf(resource)["instrumentationLibrarySpans"]),
    ];
    for (const scope of scopes)
      for (const item of listOf(recordOf(scope)["spans"])) if (isRecord(item)) spans.push(spanOf(item));
  }
  return spans;
}

function spanOf(span: JsonRecord): Span {
  const status = recordOf(span["status"]);
  const members: [string, unknown][] = [];
  for (const item of listOf(span["attributes"])) {
    const { key, value } = recordOf(item);
    if (typeof key === "string") members.push([key, valueOf(value, 0)]);
  }
  const attributes = Object.fromEntries(members);
  return {
    trace: textIn(span["traceId"]) ?? "",
    id: textIn(span["spanId"]) ?? "",
    name: textIn(span["name"]) ?? "",
    start: startOf(span["startTimeUnixNano"]).padStart(24, "0"),
    attributes,
    failed: status["code"] === 2 || status["code"] === "STATUS_CODE_ERROR" || attributes["error.type"] !== undefined,
    message: textIn(status["message"]) ?? textIn(attributes["error.type"]) ?? "",
  };
}

function startOf(time: unknown): string {
  return typeof time === "number" ? String(time) : (textIn(time) ?? "");
}

function valueOf(value: unknown, depth: number): unknown {
  const record = recordOf(value);
  if (depth > 8) return undefined;
  if ("arrayValue" in record)
    return listOf(recordOf(record["arrayValue"])["values"]).map((item) => valueOf(item, depth + 1));
  if ("kvlistValue" in record) {
    const pairs = listOf(recordOf(record["kvlistValue"])["values"]).map(recordOf);
    return Object.fromEntries(pairs.map(({ key, value: item }) => [wordOf(key), valueOf(item, depth + 1)]));
  }
  return record["stringValue"] ?? record["intValue"] ?? record["doubleValue"] ?? record["boolValue"];
}

function isAgentSpan({ attributes }: Span): boolean {
  return Object.keys(attributes).some((key) => key.startsWith("gen_ai.") || key.startsWith("openinference."));
}

function isTool({ attributes }: Span): boolean {
  return attributes["gen_ai.operation.name"] === "execute_tool" || attributes["openinference.span.kind"] === "TOOL";
}

function readTrace(trace: string, unordered: readonly Span[], skippedLines: number): RecordedRun {
  // Stable: spans of one moment stay in file order.
  const spans = [...unordered].sort((first, second) =>
    first.start < second.start ? -1 : first.start > second.start ? 1 : 0,
  );
  const messages = new Messages();
  for (const span of spans) {
    const { attributes } = span;
    if (isTool(span)) addTool(messages, span);
    else {
      if (messages.task === "") addText(messages, attributes["gen_ai.input.messages"], "user", span.id, true);
      addText(messages, attributes["gen_ai.output.messages"], "assistant", span.id, false);
      const output =
        attributes["openinference.span.kind"] === "LLM"
          ? attributes["llm.output_messages.0.message.content"]
          : undefined;
      if (typeof output === "string") messages.add({ role: "assistant", content: output }, { id: span.id });
      if (messages.task === "" && typeof attributes["input.value"] === "string")
        messages.add({ role: "user", content: attributes["input.value"] }, { id: span.id });
    }
  }
  const model = spans
    .map(({ attributes }) => textIn(attributes["gen_ai.request.model"]) ?? textIn(attributes["llm.model_name"]))
    .find((name) => name !== undefined);
  const agent = spans
    .map(({ attributes }) => textIn(attributes["gen_ai.agent.name"]))
    .find((name) => name !== undefined);
  const run = messages.run("otlp", skippedLines);
  return { ...run, id: trace, agent: { ...optional("name", agent), ...optional("model", model) } };
}

function addTool(messages: Messages, { attributes, id, failed, message, name }: Span): void {
  const tool = textIn(attributes["gen_ai.tool.name"]) ?? textIn(attributes["tool.name"]) ?? name;
  const call = textIn(attributes["gen_ai.tool.call.id"]) ?? textIn(attributes["gen_ai.tool.call_id"]) ?? id;
  messages.call(
    tool,
    attributes["gen_ai.tool.call.arguments"] ?? attributes["tool.parameters"] ?? attributes["input.value"],
    call,
    { id },
  );
  const result = attributes["gen_ai.tool.call.result"] ?? attributes["output.value"];
  if (result !== undefined || failed) messages.answer(call, observationText(result) || message, failed);
}

/** Text of the conversation; its calls are spans of their own. */
function addText(messages: Messages, recorded: unknown, role: "user" | "assistant", id: string, first: boolean): void {
  const list = listOf(typeof recorded === "string" ? parseJson(recorded) : recorded)
    .map(recordOf)
    .filter((message) => message["role"] === role);
  for (const message of first ? list.slice(0, 1) : list) {
    const texts = listOf(message["parts"])
      .map(recordOf)
      .filter(({ type }) => type === "text")
      .map((part) => textIn(part["content"]) ?? textIn(part["text"]) ?? "");
    const text = texts.length > 0 ? texts.join("\n") : textIn(message["content"]);
    if (text !== undefined) messages.add({ role, content: text }, { id });
  }
}
