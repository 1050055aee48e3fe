import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { readLabel } from "@mulligan/evaluation";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "../src/index.ts";
import { removeSoundPacks, SoundPack } from "./sound-pack.ts";

let pack: SoundPack;
let labels = "";
beforeEach(async () => {
  pack = await SoundPack.make();
  labels = join(pack.directory, "labels");
  pack.build((code) =>
    code.replace(
      "detect: () => [],",
      `detect: (episode) => episode.steps
        .filter(({ command }) => command?.includes("sed") === true)
        .map(({ number }) => ({ confidence: 1, steps: [number], evidence: "Step " + number + " ran sed.", data: {} })),`,
    ),
  );
});
afterAll(() => removeSoundPacks());

const call = (id: string, command: string) => ({
  role: "assistant",
  content: "",
  tool_calls: [{ id, type: "function", function: { name: "bash", arguments: JSON.stringify({ command }) } }],
});
const answer = (id: string, content: string) => ({ role: "tool", tool_call_id: id, content });

/** A recording of these commands. */
function record(name: string, ...commands: readonly string[]): void {
  const messages = commands.flatMap((command, index) => [
    call(String(index), command),
    answer(String(index), Array.from({ length: 8 }, (_, line) => `line ${line + 1}`).join("\n")),
  ]);
  pack.write(name, JSON.stringify({ messages: [{ role: "user", content: "Fix the rounding." }, ...messages] }));
}

function label(run: string, ...steps: readonly number[]): void {
  const finding = { type: "SILENT_EDIT", severity: "minor", steps, confidence: "high", evidence: "It edits." };
  const findings = steps.length === 0 ? [] : [finding];
  const document = { run, file: `${run}.json`, outcome: "failed", steps: 2, primary: "UNCLASSIFIED", findings };
  pack.write(`labels/${run}.json`, JSON.stringify({ ...document, hard_negatives: [], facts: null }));
}

const evaluated = (...more: readonly string[]) => runCommand(["evaluate", labels, "--pack", pack.directory, ...more]);

describe("mulligan-pack evaluate", () => {
  beforeEach(() => {
    record("right.json", "cat a.js", "sed -i s/a/b/ a.js");
    label("right", 2);
    record("alarm.json", "cat a.js", "sed -n 1p a.js");
    label("alarm");
    record("missed.json", "cat a.js", "perl -pi -e s/a/b/ a.js");
    label("missed", 2);
  });

  it("holds the findings of the built pack against the labels", async () => {
    expect(await evaluated()).toEqual({
      exitCode: 0,
      output: `3 labelled runs

| Type        | Support | Precision            | Recall               |
| ----------- | ------- | -------------------- | -------------------- |
| SILENT_EDIT | 2       | 0.50 (0.09-0.91) 1/2 | 0.50 (0.09-0.91) 1/2 |

Precision 0.50 (0.09-0.91) 1/2, recall 0.50 (0.09-0.91) 1/2, steps within 1: 1.00 (0.21-1.00) 1/1

Disagreements:
- alarm SILENT_EDIT: false alarm
    found: minor, steps 2: Step 2 ran sed.
- missed SILENT_EDIT: missed
    label: minor, steps 2: It edits.`,
      errors: "",
    });
  });

  it("fails where the precision is too low", async () => {
    expect(await evaluated("--min-precision", "0.95")).toMatchObject({
      exitCode: 1,
      errors: "Precision is 0.50, and 0.95 is asked for.",
    });
    expect(await evaluated("--min-precision", "0.5")).toMatchObject({ exitCode: 0, errors: "" });
  });

  it("names runs that cannot be read, and takes the folder of the others", async () => {
    pack.write("runs/right.json", pack.read("right.json"));
    const { exitCode, output, errors } = await evaluated("--runs", join(pack.directory, "runs"));
    expect([exitCode, output.split("\n", 1)]).toEqual([0, ["1 labelled run"]]);
    expect(errors.split("\n").map((line) => line.split(":", 2).join(":"))).toEqual([
      "alarm: alarm.json",
      "missed: missed.json",
    ]);
  });

  it("says what it needs", async () => {
    expect(await evaluated("--runs", pack.directory, "--min-precision", "95")).toMatchObject({ exitCode: 2 });
    expect(await runCommand(["evaluate", join(pack.directory, "nothing"), "--pack", pack.directory])).toEqual({
      exitCode: 1,
      output: "",
      errors: `${join(pack.directory, "nothing")} holds no label. Name a folder of label files; \`mulligan-pack label RUN\` writes one.`,
    });
    const other = await runCommand(["evaluate", labels, "--check"]);
    expect([other.exitCode, other.errors.split("\n", 1)]).toEqual([2, ["evaluate takes no --check."]]);
  });
});

/** Answers questions one after the other; gives all that was shown. */
function person(...answers: readonly string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  const left = [...answers];
  let shown = "";
  output.on("data", (chunk: Buffer) => {
    shown += chunk.toString();
    if (chunk.toString().endsWith(": ")) setImmediate(() => input.write(`${left.shift() ?? "q"}\n`));
  });
  return { terminal: { input, output }, left, shown: () => shown };
}

describe("mulligan-pack label", () => {
  it("asks step by step and writes a label that the evaluation reads", async () => {
    record("run.traj", "cat a.js", "sed -i s/a/b/ a.js", "ls");
    const { terminal, left, shown } = person(
      ...["lost", "failed"],
      ...["!SILENT_EDIT", "silent", "SILENT_EDIT LOST_TIME", "b", "SILENT_EDIT", ""],
      ...["It only looks.", "minor", "medium", "", "Nobody was told.", "", "", "Time was lost.", "SILENT_EDIT"],
    );
    const path = join(labels, "run.traj.json");
    pack.write("labels/.keep", "");
    const result = await runCommand(["label", join(pack.directory, "run.traj"), "--out", labels], terminal);
    expect(result).toEqual({ exitCode: 0, output: `wrote ${path.replace("run.traj.json", "run.json")}`, errors: "" });
    expect(left).toEqual([]);
    const written: unknown = JSON.parse(readFileSync(join(labels, "run.json"), "utf8"));
    expect(written).toEqual({
      run: "run",
      file: "run.traj",
      outcome: "failed",
      steps: 3,
      primary: "SILENT_EDIT",
      findings: [
        { type: "LOST_TIME", severity: "minor", steps: [2], confidence: "medium", evidence: "Nobody was told." },
        { type: "SILENT_EDIT", severity: "major", steps: [2], confidence: "high", evidence: "Time was lost." },
      ],
      hard_negatives: [{ type: "SILENT_EDIT", steps: [1], why_not: "It only looks." }],
      facts: null,
    });
    expect(readLabel(written)).toMatchObject({
      run: "run",
      file: "run.traj",
      hardNegatives: [{ why: "It only looks." }],
    });
    expect(shown()).toContain(`Step 2 of 3: `);
    expect(shown()).toContain("  $ sed -i s/a/b/ a.js\n  | line 1\n");
    expect(shown()).toContain("  | line 6\n  | and 2 more lines\n");
    expect(shown()).toContain("Answer one of passed, failed, unknown.");
    expect(shown()).toContain('"silent" is no failure type, as in BLIND_WRITE; or b, or q.');
    expect(shown()).toContain("A sentence is needed.");
  });

  it("says what it needs", async () => {
    record("run.json", "ls");
    const run = join(pack.directory, "run.json");
    const told = async (args: readonly string[], terminal = person().terminal) =>
      (await runCommand(["label", ...args, "--out", labels], terminal)).errors;
    expect((await runCommand(["label", run])).errors).toBe("label asks questions; start it in a terminal.");
    expect(await told([`${run}x`])).toBe(`${run}x does not exist. Name the file of a recorded run.`);
    expect(await told([run, "--row", "2"])).toBe(`${run} holds 1 run, and --row is 2. Name one of them, from 1.`);
    pack.write("labels/run.json", "{}");
    expect(await told([run])).toBe(
      `${join(labels, "run.json")} exists already. Remove it, or name another folder with --out.`,
    );
  });
});
