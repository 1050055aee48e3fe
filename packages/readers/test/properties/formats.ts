import fc from "fast-check";
import { readBytes } from "../../src/read.js";
import { hostileJson } from "./hostile-values.js";
import { localMutation, mutated, mutation } from "./mutate.js";
import { recordings, textOf } from "./recordings.js";
import type { SmallRecording } from "./recordings.js";
import { did } from "./scenario.js";
import { readOrRefusal, withstands } from "./withstands.js";

function settings(numRuns: number): fc.Parameters<unknown> {
  return { seed: 20_251, numRuns, includeErrorInReport: true };
}

export interface Property {
  readonly name: string;
  readonly check: (recording: SmallRecording, runs: number) => void;
}

const noise = fc.constantFrom(
  "npm warn deprecated",
  '{"half": "a li',
  '{"type":"assistant","message":{"content":[{"type":"tool_use","id":"c1"',
  "null",
  "7",
  '"text"',
  "\0\0\0",
  "\u001b[32mok\u001b[0m",
  "]",
  "}{",
);

/** Commands and answers in order, as far as the format has them. */
function told(text: string, format: string): readonly string[] {
  const result = withstands(text, { format });
  if (typeof result === "string") return [result];
  return result.episodes.flatMap(({ steps }) =>
    steps.map(({ command, input, observation }) => `${command ?? JSON.stringify(input)} -> ${observation}`),
  );
}

function linesOf(recording: SmallRecording): readonly string[] {
  return (recording.lines ?? [recording.document]).map((line) => hostileJson(line));
}

/** The lines without those that speak of a call of the line at the place; rows are runs of their own. */
function withoutCallOf(lines: readonly unknown[], at: number): readonly unknown[] {
  const ids = did.filter(({ id }) => hostileJson(lines[at]).includes(id)).map(({ id }) => id);
  const rest = lines.filter((line, index) => index !== at && !ids.some((id) => hostileJson(line).includes(id)));
  return ids.length === did.length ? lines.filter((_line, index) => index !== at) : rest;
}

/** What holds for every format, whatever is done to a recording of it. */
export const properties: readonly Property[] = [
  {
    name: "members that are deleted, doubled, renamed, or of another type",
    check(recording, runs) {
      fc.assert(
        fc.property(fc.array(mutation, { minLength: 1, maxLength: 5 }), (mutations) => {
          const { lines, document } = recording;
          if (lines === undefined) withstands(hostileJson(mutated(document, mutations)));
          else {
            const changed = mutated(lines, mutations);
            const records = Array.isArray(changed) ? (changed as unknown[]) : [changed];
            withstands(records.map((record) => `${hostileJson(record)}\n`).join(""));
            withstands(hostileJson(changed), { format: recording.format });
          }
        }),
        settings(runs),
      );
    },
  },
  {
    name: "bytes that stop anywhere, or are of no text",
    check(recording, runs) {
      const bytes = new TextEncoder().encode(textOf(recording));
      fc.assert(
        fc.property(fc.nat(bytes.length), fc.nat(bytes.length), fc.uint8Array({ maxLength: 8 }), (end, at, wild) => {
          const changed = bytes.slice(0, end);
          changed.set(wild.slice(0, Math.max(0, end - at)), Math.min(at, end));
          readOrRefusal(() => readBytes(bytes.slice(0, end)));
          readOrRefusal(() => readBytes(changed));
        }),
        settings(runs),
      );
    },
  },
  {
    name: "lines in another order, doubled, left out, and two files in one",
    check(recording, runs) {
      const lines = linesOf(recording);
      fc.assert(
        fc.property(
          fc.shuffledSubarray([...lines, ...lines], { minLength: 1 }),
          fc.constantFrom(...recordings),
          fc.constantFrom("\n", "\r\n", "\n\n", "\n\0"),
          (some, other, end) => {
            withstands(some.join(end));
            withstands(`${lines.join(end)}${end}${linesOf(other).join(end)}`);
            withstands(lines.join(""));
          },
        ),
        settings(runs),
      );
    },
  },
  {
    name: "lines that are no records lose none of the others",
    check(recording, runs) {
      if (recording.lines === undefined) return;
      const lines = linesOf(recording);
      const whole = told(lines.join("\n"), recording.format);
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.nat(lines.length), noise), {
            minLength: 1,
            maxLength: Math.min(4, Math.floor(lines.length / 2)),
          }),
          fc.boolean(),
          (added, broken) => {
            const text = [...lines];
            for (const [at, line] of added) text.splice(at, 0, line);
            if (broken) text.push((lines.at(-1) ?? "").slice(0, -2));
            const found = told(text.join("\n"), recording.format);
            if (found.join("\n") !== whole.join("\n")) throw new Error(`lost: ${found.join("; ")}`);
          },
        ),
        settings(runs),
      );
    },
  },
  {
    name: "a record that is not as it should be loses none of the other calls",
    check(recording, runs) {
      const { lines, format } = recording;
      if (lines === undefined) return;
      fc.assert(
        fc.property(
          fc.nat(lines.length - 1),
          fc.array(localMutation, { minLength: 1, maxLength: 3 }),
          (at, changes) => {
            const others = told(withoutCallOf(lines, at).map(hostileJson).join("\n"), format);
            const record = mutated(lines[at], changes);
            // A list may be a run of its own.
            fc.pre(!Array.isArray(record));
            const changed = lines.map((line, index) => (index === at ? record : line));
            const found = new Set(
              told(changed.map(hostileJson).join("\n"), format).map((step) => step.split(" -> ")[0]),
            );
            for (const step of others.map((text) => text.split(" -> ")[0]))
              if (step !== "no-steps" && !found.has(step)) throw new Error(`lost: ${String(step)}`);
          },
        ),
        settings(runs),
      );
    },
  },
];
