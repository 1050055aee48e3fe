import type { RecordedCall } from "@mulligan/readers/record";

type Given = Partial<RecordedCall> & Pick<RecordedCall, "tool" | "dialect" | "input">;

/** A call that was answered, unless it is said otherwise. */
export function callOf(call: Given): RecordedCall {
  return { origin: { id: "planted" }, says: "", observation: "", exitCode: null, status: "ok", ...call };
}

/** A command with what it printed. */
export function shell(command: string, observation = "", exitCode = 0): RecordedCall {
  const status = exitCode === 0 ? "ok" : "error";
  return callOf({ tool: "bash", dialect: "shell", input: { command }, command, observation, exitCode, status });
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
