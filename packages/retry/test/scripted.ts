import { createRegistry } from "@mulligan/core";
import type { Registry } from "@mulligan/core";
import { templatesDefault } from "@mulligan/templates-default";
import { templatesTooling } from "@mulligan/templates-tooling";

export const registry: Registry = createRegistry({ packs: [templatesDefault, templatesTooling] });

interface Turn {
  readonly says: string;
  readonly command: string;
  readonly output?: string;
  readonly code?: number;
}

/** A recorded run in the form of mini-swe-agent. */
export function recordingOf(turns: readonly Turn[], { id = "run", submit = true } = {}): string {
  const messages: object[] = [
    { role: "system", content: "You solve programming tasks with a shell." },
    { role: "user", content: "<pr_description>\nRound the total once.\n</pr_description>\n" },
  ];
  const last: Turn = { says: "Done.", command: "echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT && cat patch.txt" };
  for (const [index, { says, command, output = "", code = 0 }] of [...turns, ...(submit ? [last] : [])].entries()) {
    const call = `call_${index + 1}`;
    messages.push({
      role: "assistant",
      content: says,
      tool_calls: [{ id: call, type: "function", function: { name: "bash", arguments: JSON.stringify({ command }) } }],
      extra: { actions: [{ command, tool_call_id: call }] },
    });
    messages.push({
      role: "tool",
      tool_call_id: call,
      content: `<returncode>${code}</returncode>\n<output>\n${output}</output>`,
      extra: { raw_output: output, returncode: code },
    });
  }
  const info = { exit_status: submit ? "Submitted" : "LimitsExceeded", submission: "" };
  messages.push({ role: "exit", content: info.exit_status, extra: info });
  return JSON.stringify({
    info: {
      ...info,
      mini_version: "2.0.0",
      config: { model: { model_name: "scripted" }, environment: { cwd: "/testbed" } },
    },
    messages,
    trajectory_format: "mini-swe-agent-1.1",
    instance_id: id,
  });
}

const look = { says: "I look.", command: "cat src/total.js", output: "export const total = 1;\n" };
const edit = { says: "I change it.", command: "sed -i 's/1/2/' src/total.js" };
const test = { says: "I test.", command: "node --test", output: "# tests 4\n# pass 4\n# fail 0\n" };

/** Edits and never tests. */
export const neverTested: string = recordingOf([look, edit], { id: "never-tested" });
/** Edits and tests. */
export const tested: string = recordingOf([look, edit, test], { id: "tested" });
/** Opens the same file again and again, until the limit. */
export const looping: string = recordingOf(
  Array.from({ length: 12 }, () => look),
  { id: "looping", submit: false },
);
