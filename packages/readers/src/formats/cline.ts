import { isRecord, listOf, optional, recordOf, textIn } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match } from "./format.js";
import type { Format, Match } from "./format.js";
import { Messages } from "./messages.js";

/** Cline's session files: Anthropic messages with times, models and costs. */
export const cline: Format = {
  name: "cline",
  matches(source: Source): Match {
    const root = recordOf(source.value);
    const messages = listOf(root["messages"]).map(recordOf);
    return match(
      {
        name: "`sessionId` beside a list `messages`",
        found: typeof root["sessionId"] === "string" && messages.length > 0,
      },
      {
        name: "`modelInfo`, `metrics` or `ts` in messages with `role`",
        found: messages.some(
          (message) => "role" in message && ("modelInfo" in message || "metrics" in message || "ts" in message),
        ),
      },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const root = recordOf(source.value);
    const messages = new Messages();
    let model: string | undefined;
    for (const [index, value] of listOf(root["messages"]).entries()) {
      if (!isRecord(value)) continue;
      model ??= textIn(recordOf(value["modelInfo"])["id"]) ?? textIn(recordOf(value["modelInfo"])["modelId"]);
      messages.add(value, { index });
    }
    const run = messages.run("cline", source.skippedLines);
    return [
      {
        ...run,
        ...optional("id", textIn(root["sessionId"])),
        agent: { name: "cline", ...optional("model", model ?? messages.model) },
      },
    ];
  },
};
