import { isRecord, listOf, numberIn, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import { harborVerdict } from "../outcome/harnesses.js";
import type { Source } from "../source.js";
import { match } from "./format.js";
import type { Format, Match } from "./format.js";
import { Messages } from "./messages.js";

/** Docent's agent runs. Each transcript is a run; they come as one object or one a line. */
export const docent: Format = {
  name: "docent",
  runPerLine: true,
  matches(source: Source): Match {
    const root = recordOf(source.value);
    const transcripts = isRecord(root["transcripts"])
      ? Object.values(root["transcripts"])
      : listOf(root["transcripts"]);
    return match(
      { name: "`transcripts`", found: transcripts.length > 0 },
      {
        name: "`messages` in the transcripts",
        found: transcripts.some((transcript) => Array.isArray(recordOf(transcript)["messages"])),
      },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const root = recordOf(source.value);
    const transcripts = isRecord(root["transcripts"])
      ? Object.values(root["transcripts"])
      : listOf(root["transcripts"]);
    const id = textIn(root["id"]);
    return transcripts.filter(isRecord).map((transcript, index) => {
      const own =
        index === 0 ? id : (textIn(transcript["id"]) ?? (id === undefined ? undefined : `${id}-${index + 1}`));
      return readTranscript(transcript, recordOf(root["metadata"]), own);
    });
  },
};

function readTranscript(transcript: JsonRecord, metadata: JsonRecord, id: string | undefined): RecordedRun {
  const messages = new Messages();
  for (const [index, message] of listOf(transcript["messages"]).entries())
    if (isRecord(message)) messages.add(message, { index });
  const score = scoreOf(metadata);
  return {
    ...messages.run("docent", 0),
    ...optional("id", id),
    ...optional(
      "verdict",
      score === undefined
        ? undefined
        : { status: score >= 1 ? ("passed" as const) : ("failed" as const), score, threshold: 1 },
    ),
  };
}

function scoreOf(metadata: JsonRecord): number | undefined {
  const verdict = harborVerdict(recordOf(recordOf(metadata["harbor"])["result_json"]));
  if (verdict !== null && verdict.score !== null) return verdict.score;
  const scores = recordOf(metadata["scores"]);
  const named = numberIn(scores["reward"]) ?? numberIn(scores["resolved"]);
  if (named !== undefined) return named;
  const values = Object.values(scores).map((value) => (typeof value === "boolean" ? Number(value) : value));
  return values.length === 1 ? numberIn(values[0]) : undefined;
}
