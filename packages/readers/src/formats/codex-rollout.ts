import type { EndedBy, Origin } from "@mulligan/core";
import { contentText, isRecord, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { isInjected, ResponseItems } from "./response-items.js";

/** Codex's session files: lines of `{timestamp, type, payload}`, and the flat ones from before September 2025. */
export const codexRollout: Format = {
  name: "codex-rollout",
  matches(source: Source): Match {
    const legacy = isLegacy(source);
    return match(
      {
        name: "a line of type `session_meta`, or a first line with `id`, `timestamp` and `instructions`",
        found: legacy || someRecord(source, ({ type, payload }) => type === "session_meta" && isRecord(payload)),
      },
      {
        name: "lines with `payload`",
        found:
          legacy || someRecord(source, (record) => isRecord(record["payload"]) && typeof record["type"] === "string"),
      },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const rollout = new Rollout();
    const legacy = isLegacy(source);
    for (const { value, origin } of source.records) {
      if (!isRecord(value)) continue;
      if (legacy) rollout.addLegacy(value, origin);
      else rollout.add(value, origin);
    }
    return [rollout.finish(source.skippedLines)];
  },
};

function isLegacy({ form, records }: Source): boolean {
  const first = recordOf(records[0]?.value);
  if (
    form !== "lines" ||
    first["type"] !== undefined ||
    !("id" in first && "timestamp" in first && "instructions" in first)
  )
    return false;
  return records.length > 1;
}

class Rollout {
  readonly #items = new ResponseItems();
  #meta: JsonRecord = {};
  #model: string | undefined;
  #task: string | undefined;
  #aborted = false;
  #error: string | undefined;

  add(line: JsonRecord, origin: Origin): void {
    const payload = recordOf(line["payload"]);
    switch (line["type"]) {
      case "session_meta":
        // A forked session repeats its parent's lines, the first of which is its own.
        if (Object.keys(this.#meta).length === 0) this.#meta = payload;
        return;
      case "turn_context":
        this.#model ??= textIn(payload["model"]);
        return;
      case "response_item":
        return this.#item(payload, origin);
      case "compacted":
        return this.#items.transcript.compaction("automatic");
      case "event_msg":
        return this.#event(payload);
      default:
    }
  }

  addLegacy(line: JsonRecord, origin: Origin): void {
    if (Object.keys(this.#meta).length === 0) this.#meta = line;
    else if (line["record_type"] === undefined) this.#item(line, origin);
  }

  #item(item: JsonRecord, origin: Origin): void {
    if (item["type"] === "message" && item["role"] === "user") this.#user(contentText(item["content"]));
    else {
      if (item["type"] !== "function_call_output" && item["type"] !== "custom_tool_call_output") this.#aborted = false;
      this.#items.add(item, origin, textIn(this.#meta["cwd"]));
    }
  }

  #user(text: string): void {
    if (isInjected(text)) return;
    this.#items.refuseOpen();
    this.#aborted = false;
    if (this.#task === undefined) this.#task = text;
    else this.#items.transcript.user(text);
  }

  #event(event: JsonRecord): void {
    const { transcript } = this.#items;
    switch (event["type"]) {
      case "turn_aborted":
        this.#items.refuseOpen();
        this.#aborted = true;
        return transcript.interruption();
      case "context_compacted":
        return transcript.compaction("automatic");
      case "error":
      case "stream_error":
        this.#error = textIn(event["message"]) ?? "error";
        return transcript.modelError(this.#error);
      case "task_complete":
      case "turn_complete":
        this.#error = undefined;
        return;
      default:
    }
  }

  finish(skippedLines: number): RecordedRun {
    const { transcript } = this.#items;
    const meta = this.#meta;
    const endedBy = this.#end();
    return {
      ...optional("id", textIn(meta["id"])),
      format: "codex-rollout",
      ...optional("formatVersion", textIn(meta["cli_version"])),
      agent: { name: "codex", ...optional("version", textIn(meta["cli_version"])), ...optional("model", this.#model) },
      task: this.#task ?? "",
      ...optional("cwd", textIn(meta["cwd"])),
      calls: transcript.calls,
      events: transcript.events,
      finalMessage: transcript.finalMessage,
      ended: true,
      endedBy,
      ...optional("infrastructure", endedBy === "error" ? this.#error : undefined),
      skippedLines,
    };
  }

  #end(): EndedBy {
    if (this.#aborted) return "interrupted";
    const { transcript } = this.#items;
    if (!transcript.silent) return "message";
    if (this.#error === undefined) return "cut";
    return /context.{0,20}(?:window|length)|too long/i.test(this.#error) ? "context" : "error";
  }
}
