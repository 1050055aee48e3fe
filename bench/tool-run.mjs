// A made-up session in Claude Code's format: files are read and edited with tools, tests run through the shell.
import { fileOf, printedLines, shellCall, task } from "./shell-calls.mjs";

const cwd = "/repo";

function toolCall(step) {
  const path = `${cwd}/${fileOf(step)}`;
  const shown = printedLines(step, 60);
  switch (step % 8) {
    case 1:
    case 2:
    case 3:
    case 4:
      return ["Read", { file_path: path, offset: 1, limit: 60 }, shown];
    case 5:
      return [
        "Edit",
        { file_path: path, old_string: `old_${step}`, new_string: `new_${step}` },
        `The file ${path} has been updated. Here's the result of running \`cat -n\` on a snippet of the edited file:\n${printedLines(step, 12)}`,
      ];
    case 7:
      return ["Grep", { pattern: `name_${step}`, path: "src", output_mode: "content" }, `${fileOf(step)}:12:${step}`];
    default: {
      const [command, output] = shellCall(step);
      return ["Bash", { command: command.replace("cd /testbed && ", "") }, output];
    }
  }
}

export function toolRun(steps) {
  const sessionId = "6f1d2a34-0000-4000-8000-000000000001";
  const common = { isSidechain: false, userType: "external", cwd, sessionId, version: "2.0.0" };
  const records = [];
  const add = (type, message, more = {}) => {
    const number = records.length + 1;
    records.push({
      ...common,
      type,
      uuid: `u-${number}`,
      parentUuid: number === 1 ? null : `u-${number - 1}`,
      timestamp: "2026-01-01T00:00:00.000Z",
      message,
      ...more,
    });
  };
  add("user", { role: "user", content: task });
  for (let step = 1; step <= steps; step += 1) {
    const [name, input, output] = toolCall(step);
    const id = `toolu_${step}`;
    const content = [
      { type: "text", text: `Step ${step}: I look at the next place.` },
      { type: "tool_use", id, name, input },
    ];
    add("assistant", { id: `msg_${step}`, type: "message", role: "assistant", model: "claude-test", content });
    add("user", {
      role: "user",
      content: [{ type: "tool_result", tool_use_id: id, content: output, is_error: false }],
    });
  }
  const text = [{ type: "text", text: "The order of the options is kept now." }];
  add("assistant", { id: "msg_end", type: "message", role: "assistant", model: "claude-test", content: text });
  return records.map((record) => JSON.stringify(record)).join("\n");
}
