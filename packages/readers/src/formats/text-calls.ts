import { parseJson } from "../json.js";

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

interface Notation {
  readonly opening: RegExp;
  readonly closing: (name: string) => string;
  /** The end of the text closes it as well. */
  readonly mayBeOpen?: boolean;
}

const functionCall: Notation = { opening: /<function=([\w.-]+)>/g, closing: () => "</function>", mayBeOpen: true };
const parameter: Notation = { opening: /<parameter=([\w.-]+)>/g, closing: () => "</parameter>" };

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
const elementCall: Notation = { opening: new RegExp(`<(${elementTools.join("|")})>`, "g"), closing: closingTag };
const element: Notation = { opening: /<([a-z_]+)>/g, closing: closingTag };

function closingTag(name: string): string {
  return `</${name}>`;
}

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

function collect(text: string, call: Notation, argument: Notation): TextWithCalls {
  const calls: TextCall[] = [];
  let says = "";
  let end = 0;
  for (const found of elementsIn(text, call)) {
    const members = elementsIn(found.body, argument).map(({ name, body }) => [name, plain(body)] as const);
    calls.push({ tool: found.name, input: Object.fromEntries(members) });
    says += text.slice(end, found.start);
    end = found.end;
  }
  return { says: (says + text.slice(end)).trim(), calls };
}

interface Element {
  readonly name: string;
  readonly body: string;
  readonly start: number;
  readonly end: number;
}

/** Each element from its opening to the next closing of its own. What is never closed is looked for only once. */
function elementsIn(text: string, { opening, closing, mayBeOpen = false }: Notation): readonly Element[] {
  const found: Element[] = [];
  const unclosed = new Set<string>();
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const name = match[1]!;
    const close = closing(name);
    if (unclosed.has(close)) continue;
    const from = opening.lastIndex;
    const at = text.indexOf(close, from);
    if (at < 0 && !mayBeOpen) {
      unclosed.add(close);
      continue;
    }
    const end = at < 0 ? text.length : at + close.length;
    found.push({ name, body: text.slice(from, at < 0 ? end : at), start: match.index, end });
    opening.lastIndex = end;
  }
  return found;
}

/** Line breaks next to the marks belong to the notation. */
function plain(value: string): unknown {
  const text = value.replace(/^\r?\n/, "").replace(/\r?\n$/, "");
  const list = /^\[\s*-?\d+\s*,\s*-?\d+\s*\]$/.test(text) ? parseJson(text) : undefined;
  return list ?? text;
}

const answerHead = /^(?:EXECUTION RESULT of \[[^\]\n]*\]:|OBSERVATION:|\[\w+(?: for '[^\n]*')?\] Result:)\s?\n?/;

/** What a user's message answers to such a call; undefined where it is the user's own. */
export function readTextAnswer(text: string): string | undefined {
  const head = answerHead.exec(text);
  if (head === null) return undefined;
  return text.slice(head[0].length).replace(/\n?<environment_details>[\s\S]*$/, "");
}

const framed = /(?<!-)-{5,} NEW TASK DESCRIPTION -{5,}\n([\s\S]*?)\n-{5,} END OF NEW TASK DESCRIPTION -{5,}/;
const taskElement = /^<task>\n?([\s\S]*?)\n?<\/task>/;

/** The task in a first message that also teaches the notation. */
export function taskIn(text: string): string {
  return (framed.exec(text)?.[1] ?? taskElement.exec(text)?.[1] ?? text).trim();
}
