import { contentText, isRecord, listOf, optional, recordOf, textIn } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source, SourceRecord } from "../source.js";
import { match } from "./format.js";
import type { Format, Match } from "./format.js";
import { isInjected, ResponseItems } from "./response-items.js";

/** Items of OpenAI's Responses API: a list, a wrapper (`input`, `output`, `items`), or an item a line. */
export const openAiResponses: Format = {
  name: "openai-responses",
  runPerLine: true,
  matches(source: Source): Match {
    const items = itemsOf(source);
    return match({
      name: "items of type `function_call`, `custom_tool_call` or `local_shell_call` with `call_id`",
      found: items.some(({ value }) => isCall(value)),
    });
  },
  read(source: Source): readonly RecordedRun[] {
    const items = new ResponseItems();
    let task: string | undefined;
    for (const { value, origin } of itemsOf(source)) {
      const item = recordOf(value);
      if (item["role"] !== "user")
        items.add(
          item["type"] === undefined && item["role"] !== undefined ? { ...item, type: "message" } : item,
          origin,
        );
      else {
        const text = contentText(item["content"]);
        if (isInjected(text)) continue;
        if (task === undefined) task = text;
        else items.transcript.user(text);
      }
    }
    const root = recordOf(source.value);
    const { transcript } = items;
    return [
      {
        ...optional("id", textIn(root["id"])),
        format: "openai-responses",
        agent: optional("model", textIn(root["model"])),
        task: task ?? "",
        calls: transcript.calls,
        events: transcript.events,
        finalMessage: transcript.finalMessage,
        ended: true,
        endedBy: transcript.silent ? "cut" : "message",
        skippedLines: source.skippedLines,
      },
    ];
  },
};

function itemsOf(source: Source): readonly SourceRecord[] {
  const root = source.value;
  if (!isRecord(root)) return source.records;
  const lists = [root["input"], root["output"], root["items"]].filter((list) => Array.isArray(list));
  return lists.flatMap(listOf).map((value, index) => ({ origin: { index }, value }));
}

function isCall(value: unknown): boolean {
  const { type, call_id: id } = recordOf(value);
  return (
    typeof id === "string" &&
    (type === "function_call" ||
      type === "custom_tool_call" ||
      type === "local_shell_call" ||
      type === "apply_patch_call")
  );
}
