import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTestOutput, testRunners } from "../../src/actions/tests/recognise.js";
import { interpret } from "../../src/actions/interpret.js";
import { recordText } from "../../src/record-text.js";
import type { RecordedCall } from "../../src/recorded-run.js";
import { attack, attackUnits } from "./attack-texts.js";
import { superlinear } from "./growth.js";
import { regexesOf } from "./regexes.js";
import { json } from "./scenario.js";

type Call = Partial<RecordedCall>;

const shell = (command: string, observation = "a"): Call => ({
  tool: "bash",
  command,
  input: { command },
  observation,
});
const tool = (name: string, input: unknown, observation = "ok"): Call => ({
  tool: name,
  dialect: "tool",
  input,
  observation,
});
const swe = (command: string, observation: string): Call => ({
  tool: "edit",
  dialect: "swe-agent",
  command,
  input: {},
  observation,
  openFile: "a.py",
});

const places: Readonly<Record<string, (text: string) => Call>> = {
  "the output of a command": (text) => shell("cat a.py", text),
  "the output of a suite": (text) => shell("npm test", text),
  "the output of searches and patches": (text) => shell("grep -rn a . ; sed -n 1,9p a.py; git diff; patch < a", text),
  "a command": (text) => shell(text),
  "a quoted word": (text) => shell(`echo '${text}' > a.py`),
  "a substitution": (text) => shell(`sed -i 's/${text}/b/' a.py`),
  "a Python script": (text) =>
    shell(`python - <<'PY'\n${text}\nPY`, "Traceback (most recent call last):\nValueError: a"),
  "a JavaScript script": (text) => shell(`node - <<'JS'\n${text}\nJS`),
  "a file that is written and run": (text) => shell(`cat > a.py <<'PY'\n${text}\nPY\npython a.py`),
  "an edit": (text) =>
    tool("str_replace_editor", { command: "str_replace", path: "a.py", old_str: text, new_str: "b" }, text),
  "a written file": (text) => tool("Write", { file_path: "a.py", content: text }),
  "search blocks": (text) => tool("replace_in_file", { path: "a.py", diff: text }),
  "a patch": (text) => tool("apply_patch", { input: `*** Begin Patch\n${text}\n*** End Patch` }),
  "a path": (text) => tool("Read", { file_path: text }, "1\ta"),
  "a pattern": (text) => tool("Grep", { pattern: text, path: text }, text),
  "skills in Python": (text) => tool("execute_ipython_cell", { code: `edit_file_by_replace('${text}', ` }, text),
  "SWE-agent's edit": (text) => swe(`edit 1:1\n${text}\nend_of_edit`, text),
  "SWE-agent's editor": (text) => swe(`str_replace_editor str_replace a.py --old_str '${text}' --new_str b`, text),
};

function interpreted(call: Call): unknown {
  const calls = [
    shell("cd a; pytest > out.log &", "Command running in background with ID: 1"),
    call,
    shell("python a.py", 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nValueError: a'),
  ];
  return interpret({
    id: "x",
    format: "test",
    agent: {},
    task: "Mend a.py",
    root: "/repo",
    cwd: "/repo",
    events: [],
    finalMessage: "",
    ended: true,
    endedBy: "message",
    skippedLines: 0,
    calls: calls.map((given, index) => ({
      origin: { index },
      says: "",
      tool: "bash",
      input: {},
      dialect: "shell",
      observation: "",
      exitCode: null,
      status: "ok",
      ...given,
    })),
  });
}

describe("time grows with the input, not with its square", () => {
  it.each(Object.entries(places))("%s", (_name, callOf) => {
    expect(superlinear((text) => interpreted(callOf(text)), 10_000)).toEqual([]);
  });

  it.each(testRunners.map(({ name }) => name))("1 MB for the runner %s", (name) => {
    const runner = testRunners.find((candidate) => candidate.name === name);
    expect(superlinear((text) => readTestOutput(text, runner), 100_000)).toEqual([]);
  });

  it("files of one text, and texts of the agent and the user", () => {
    const chat = (text: string): string =>
      json({
        messages: [
          { role: "user", content: text },
          { role: "assistant", content: text },
        ],
      });
    expect(
      superlinear((text) => recordText(chat(text), { format: "openai-chat", allowNoSteps: true }), 20_000),
    ).toEqual([]);
    const claude = (text: string): string =>
      json({ type: "user", sessionId: "s", uuid: "u", message: { role: "user", content: text } });
    expect(
      superlinear((text) => recordText(claude(text), { format: "claude-code", allowNoSteps: true }), 20_000),
    ).toEqual([]);
  });
});

/** Where the code itself bounds what the expression is given: a window of the text, or what a mark encloses. */
const bounded: ReadonlySet<string> = new Set(["actions/edits/answers.ts", "actions/tools/python-literals.ts"]);
/** Lines are cut at this length before they reach an expression for lines. */
const longLine = /[^]{1,4000}/g;
/** Milliseconds for 50 kB: what is quadratic in a text of many lines takes seconds. */
const slow = 200;

function timeOf(regex: RegExp, text: string): number {
  // A sticky expression looks at one place.
  regex.lastIndex = 0;
  const start = performance.now();
  regex.test(text);
  return performance.now() - start;
}

describe("regular expressions", () => {
  const root = join(import.meta.dirname, "../../src");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const all = files
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => !bounded.has(file))
    .flatMap((file) => regexesOf(readFileSync(join(root, file), "utf8")).map((regex) => ({ file, ...regex })));

  it("are found in the sources", () => {
    expect(all.length).toBeGreaterThan(500);
  });

  it("take no more than linear time on long lines", () => {
    // Made once: there are some hundred expressions and as many texts.
    const texts = attackUnits.map((unit) => {
      const text = attack(unit, 50_000, "\u0001x");
      return { unit, lines: unit.includes("\n") ? text : (text.match(longLine) ?? []).join("\n") };
    });
    const found: string[] = [];
    for (const { file, line, source, flags } of all) {
      const regex = new RegExp(source, flags.replace("g", ""));
      for (const { unit, lines } of texts) {
        // A second look, as others may have had the processor.
        if (timeOf(regex, lines) > slow && timeOf(regex, lines) > slow)
          found.push(`${file}:${line} /${source}/ ${JSON.stringify(unit)}`);
      }
    }
    expect(found).toEqual([]);
  });
});
