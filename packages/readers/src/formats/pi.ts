import { isRecord, optional, recordOf, textIn } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { Messages } from "./messages.js";

/** pi's sessions: a first line of type `session`, then messages. */
export const pi: Format = {
  name: "pi",
  matches: (source: Source): Match =>
    match(
      {
        name: "a line of type `session` with `id`",
        found: someRecord(source, (record) => record["type"] === "session" && typeof record["id"] === "string"),
      },
      {
        name: "lines of type `message` with `message.role`",
        found: someRecord(
          source,
          (record) => record["type"] === "message" && typeof recordOf(record["message"])["role"] === "string",
        ),
      },
    ),
  read(source: Source): readonly RecordedRun[] {
    const messages = new Messages();
    let id: string | undefined;
    let cwd: string | undefined;
    for (const { value, origin } of source.records) {
      if (!isRecord(value)) continue;
      if (value["type"] === "session") {
        id ??= textIn(value["id"]);
        cwd ??= textIn(value["cwd"]);
      } else if (value["type"] === "compaction") messages.transcript.compaction("unknown");
      else if (value["type"] === "message") messages.add(recordOf(value["message"]), origin);
    }
    const run = messages.run("pi", source.skippedLines);
    return [{ ...run, ...optional("id", id), ...optional("cwd", cwd), agent: { ...run.agent, name: "pi" } }];
  },
};
