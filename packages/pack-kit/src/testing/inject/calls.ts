import type { RecordedCall } from "@mulligan/readers/record";

/** Calls as agents make them: a shell for commands, an editor for files. They read alike in a run of any format. */
type Call = Partial<RecordedCall> & Pick<RecordedCall, "tool" | "dialect" | "input">;

function callOf(call: Call): RecordedCall {
  return { origin: { id: "planted" }, says: "", observation: "", exitCode: null, status: "ok", ...call };
}

/** A command with what it printed. */
export function shell(command: string, observation = "", exitCode = 0): RecordedCall {
  const status = exitCode === 0 ? "ok" : "error";
  return callOf({ tool: "bash", dialect: "shell", input: { command }, command, observation, exitCode, status });
}

/** Replaces a text that stands in the file. */
export function edit(path: string, removed: string, added: string): RecordedCall {
  return callOf({
    tool: "str_replace_editor",
    dialect: "tool",
    input: { command: "str_replace", path, old_str: removed, new_str: added },
    observation: `The file ${path} has been edited.`,
  });
}

/** The same attempt, refused because the text does not stand there. */
export function failedEdit(path: string, removed: string, added: string): RecordedCall {
  return {
    ...edit(path, removed, added),
    observation: `No replacement was performed, old_str \`${removed}\` did not appear verbatim in ${path}.`,
    status: "error",
  };
}

/** Writes a file that was not there. */
export function create(path: string, text: string): RecordedCall {
  return callOf({
    tool: "str_replace_editor",
    dialect: "tool",
    input: { command: "create", path, file_text: text },
    observation: `File created successfully at: ${path}`,
  });
}

/** Shows a whole file with line numbers. */
export function look(path: string, text: string): RecordedCall {
  const lines = text.replace(/\n$/, "").split("\n");
  const shown = lines.map((line, index) => `${String(index + 1).padStart(6)}\t${line}`).join("\n");
  return callOf({
    tool: "str_replace_editor",
    dialect: "tool",
    input: { command: "view", path },
    observation: `Here's the result of running \`cat -n\` on ${path}:\n${shown}\n`,
  });
}

/** A call that was rejected for its form. */
export function malformed(number: number): RecordedCall {
  return callOf({
    tool: "str_replace_editor",
    dialect: "tool",
    input: { command: "str_replace", attempt: number },
    observation: "Invalid arguments for tool str_replace_editor: the parameter `path` is required.",
    status: "invalid",
  });
}
