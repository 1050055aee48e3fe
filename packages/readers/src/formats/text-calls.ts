/** A tool call that a model without function calling wrote into its text. */
export interface TextCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface TextWithCalls {
  /** What was said around the calls. */
  readonly says: string;
  readonly calls: readonly TextCall[];
}

const functionCall = /<function=([\w.-]+)>([\s\S]*?)(?:<\/function>|$)/g;
const parameter = /<parameter=([\w.-]+)>([\s\S]*?)<\/parameter>/g;

/** Cline's tools stand as elements of their own name, their parameters as elements within. */
const elementTools = [
  "read_file",
  "write_to_file",
  "replace_in_file",
  "apply_diff",
  "insert_content",
  "search_and_replace",
  "execute_command",
  "search_files",
  "list_files",
  "list_code_definition_names",
  "ask_followup_question",
  "attempt_completion",
  "use_mcp_tool",
  "new_task",
];
const elementCall = new RegExp(`<(${elementTools.join("|")})>([\\s\\S]*?)</\\1>`, "g");
const element = /<([a-z_]+)>([\s\S]*?)<\/\1>/g;

/** The calls in a text of the agent; undefined where it holds none. */
export function readTextCalls(text: string): TextWithCalls | undefined {
  if (text.includes("<function=")) {
    const found = collect(text, functionCall, parameter);
    if (found.calls.length > 0) return found;
  }
  // Inside a code block an element is quoted, not called.
  if (!text.includes("</") || text.includes("```")) return undefined;
  const found = collect(text, elementCall, element);
  return found.calls.length > 0 ? found : undefined;
}

function collect(text: string, call: RegExp, argument: RegExp): TextWithCalls {
  const calls: TextCall[] = [];
  const says = text.replace(call, (_, tool: string, body: string) => {
    const members = [...body.matchAll(argument)].map(([, name, value]) => [name!, plain(value!)] as const);
    calls.push({ tool, input: Object.fromEntries(members) });
    return "";
  });
  return { says: says.trim(), calls };
}

/** Line breaks next to the marks belong to the notation. */
function plain(value: string): unknown {
  const text = value.replace(/^\r?\n/, "").replace(/\r?\n$/, "");
  const list = /^\[\s*-?\d+\s*,\s*-?\d+\s*\]$/.test(text) ? (JSON.parse(text) as unknown) : undefined;
  return list ?? text;
}

const answerHead = /^(?:EXECUTION RESULT of \[[^\]\n]*\]:|OBSERVATION:|\[\w+(?: for '[^\n]*')?\] Result:)\s?\n?/;

/** What a user's message answers to such a call; undefined where it is the user's own. */
export function readTextAnswer(text: string): string | undefined {
  const head = answerHead.exec(text);
  if (head === null) return undefined;
  return text.slice(head[0].length).replace(/\n?<environment_details>[\s\S]*$/, "");
}

const framed = /-{5,} NEW TASK DESCRIPTION -{5,}\n([\s\S]*?)\n-{5,} END OF NEW TASK DESCRIPTION -{5,}/;
const taskElement = /^<task>\n?([\s\S]*?)\n?<\/task>/;

/** The task in a first message that also teaches the notation. */
export function taskIn(text: string): string {
  return (framed.exec(text)?.[1] ?? taskElement.exec(text)?.[1] ?? text).trim();
}
