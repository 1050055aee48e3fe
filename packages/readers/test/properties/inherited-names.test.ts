import { describe, expect, it } from "vitest";
import { readSidecar, readText } from "../../src/index.js";
import { inheritedNames } from "./hostile-values.js";
import { recordings, textOf } from "./recordings.js";
import { withstands } from "./withstands.js";
import { did, json } from "./scenario.js";

const own = Object.getOwnPropertyNames(Object.prototype).sort();

function chat(tool: string, id: string, values: string, answer: string): string {
  const call = { id, type: "function", function: { name: tool, arguments: values } };
  return json({
    messages: [
      { role: "user", content: `Mend ${tool}.` },
      { role: "assistant", content: "Next.", tool_calls: [call] },
      { role: "tool", tool_call_id: id, content: answer },
      { role: "assistant", content: "Done." },
    ],
  });
}

function onlyStep(text: string) {
  const result = withstands(text);
  if (typeof result === "string") throw new Error(result);
  expect(result.episodes.map(({ steps }) => steps.length)).toEqual([1]);
  return result.episodes[0]!.steps[0]!;
}

describe.each(inheritedNames)("the name %s", (name) => {
  it("is a tool's, an id and an argument like others", () => {
    const step = onlyStep(chat(name, name, `{"${name}":"${name}","path":"${name}"}`, name));
    expect(step).toMatchObject({ tool: name, observation: name, status: "ok", origin: { id: name } });
    expect(Object.keys(step.input as object)).toEqual([name, "path"]);
  });

  it("is a command's, a file's and a test's like others", () => {
    const command = (text: string) => onlyStep(chat("bash", "c", json({ command: text }), "ok")).actions;
    expect(command(name)).toHaveLength(1);
    expect(command(`cat ${name}`)).toMatchObject([{ kind: "look", path: name }]);
    expect(command(`echo 1 > src/${name}`)).toMatchObject([{ path: `src/${name}` }]);
    const output = `FAILED tests/a.py::${name} - x\n=== 1 failed, 1 passed in 0.1s ===`;
    const [test] = onlyStep(chat("bash", "c", json({ command: "pytest" }), output)).actions;
    expect(test).toMatchObject({ kind: "test", failing: [`tests/a.py::${name}`], failed: 1 });
  });

  it("stands for every text of every format", () => {
    for (const recording of recordings) {
      let text = textOf(recording);
      for (const known of ["c1", "bash", "Bash", "s1", did[1]!.command])
        text = text.replaceAll(json(known), json(name));
      expect(() => withstands(text)).not.toThrow();
    }
  });

  it("is no known kind, grade or end", () => {
    const acp = recordings.find(({ format }) => format === "acp")!;
    const { runs } = readText(textOf(acp).replaceAll('"execute"', `"${name}"`));
    expect(runs[0]?.calls.map(({ tool }) => tool)).toEqual([name, name, name]);
    const inspect = recordings.find(({ format }) => format === "inspect")!;
    expect(readText(textOf(inspect).replace('"value":"I"', `"value":"${name}"`)).runs[0]?.verdict).toBeUndefined();
    const trial = json({ task_id: "t", is_resolved: false, failure_mode: name, trial_name: "t.1" });
    expect(readSidecar(trial)?.single?.endedBy).toBeUndefined();
  });

  it("is a parameter of calls that were written as text or code", () => {
    const written = `<function=bash>\n<parameter=${name}>[1, 2]</parameter>\n<parameter=command>ls</parameter>\n</function>`;
    const text = json({
      messages: [
        { role: "user", content: "Do." },
        { role: "assistant", content: written },
      ],
    });
    const result = withstands(text, { format: "openai-chat" });
    for (const { input } of typeof result === "string" ? [] : (result.runs[0]?.calls ?? []))
      expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
    const code = `edit_file_by_replace('a.py', to_replace='x', ${name}={'${name}': [1]}, new_content='y')`;
    onlyStep(chat("execute_ipython_cell", "c", json({ code }), "ok"));
  });
});

describe("all of them together", () => {
  it("leave what every object inherits as it was", () => {
    for (const name of inheritedNames) onlyStep(chat(name, name, `{"${name}":{"${name}":1}}`, name));
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(own);
  });
});

describe("single traps", () => {
  it("takes numbers that are no JSON for text", () => {
    const written =
      "<function=view>\n<parameter=path>a.py</parameter>\n<parameter=range>[01, 2]</parameter>\n</function>";
    const text = json({
      messages: [
        { role: "user", content: "Do." },
        { role: "assistant", content: written },
      ],
    });
    expect(() => withstands(text, { format: "openai-chat", allowNoSteps: true })).not.toThrow();
  });

  it("reads on behind a first line that was cut off", () => {
    const claude = recordings.find(({ format }) => format === "claude-code")!;
    const text = `{"type":"user","message":{"content":[{"type":"text"\n${textOf(claude)}`;
    expect(readText(text)).toMatchObject({
      format: "claude-code",
      skippedLines: 1,
      episodes: [{ steps: { length: 3 } }],
    });
  });

  it("keeps no value that is nested too deep to be walked", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const text = chat("browse", "c", "@", "ok").replace('"@"', `{"page":${deep},"path":"a"}`);
    const step = onlyStep(text);
    expect(step.input).toMatchObject({ path: "a" });
    expect(JSON.stringify(step.input).length).toBeLessThan(1_000);
  });
});
