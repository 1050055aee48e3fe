import type { RecordedCall } from "../../recorded-run.js";
import { readPythonArguments } from "./python-literals.js";

/** A call of a named tool that was written as Python code. */
export interface Skill {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The functions that OpenHands puts into the agent's interpreter, with their parameters and the tool they amount to. */
const skills: Readonly<Record<string, { readonly tool: string; readonly parameters: readonly string[] }>> = {
  open_file: { tool: "open_file", parameters: ["path", "line_number", "context_lines"] },
  goto_line: { tool: "open_file", parameters: ["line_number"] },
  scroll_down: { tool: "open_file", parameters: [] },
  scroll_up: { tool: "open_file", parameters: [] },
  create_file: { tool: "create_file", parameters: ["path"] },
  edit_file_by_replace: { tool: "str_replace", parameters: ["path", "old_string", "new_string"] },
  edit_file: { tool: "edit_file", parameters: ["path", "start", "end", "content"] },
  edit_file_by_line: { tool: "edit_file", parameters: ["path", "start", "end", "content"] },
  insert_content_at_line: { tool: "insert", parameters: ["path", "line_number", "content"] },
  append_file: { tool: "insert", parameters: ["path", "content"] },
  search_dir: { tool: "search_dir", parameters: ["pattern", "path"] },
  search_file: { tool: "search_file", parameters: ["pattern", "path"] },
  find_file: { tool: "find_file", parameters: ["pattern", "path"] },
  file_editor: { tool: "str_replace_editor", parameters: ["command", "path"] },
};

const synonyms: Readonly<Record<string, string>> = {
  file_name: "path",
  file_path: "path",
  filename: "path",
  dir_path: "path",
  to_replace: "old_string",
  new_content: "new_string",
  search_term: "pattern",
  start_line: "start",
  end_line: "end",
};

const opening = /\s*(?:print\(\s*)?([a-z_]+)\(/y;
const closing = /\s*\)?\s*(?:;|#[^\n]*)?\s*/y;
const shownFile = /\[File: ([^\n]{1,500}?) \(\d+ lines total/;

/** The skills that code consists of; undefined where it does anything else. */
export function readSkills(code: string, call: RecordedCall): readonly Skill[] | undefined {
  const found: Skill[] = [];
  let at = 0;
  while (at < code.length) {
    opening.lastIndex = at;
    const start = opening.exec(code);
    const skill = start === null ? undefined : Object.hasOwn(skills, start[1]!) ? skills[start[1]!] : undefined;
    const given = skill === undefined ? undefined : readPythonArguments(code, opening.lastIndex);
    if (skill === undefined || given === undefined) return undefined;
    const input: Record<string, unknown> = {};
    given.positional.forEach((value, index) => {
      const name = skill.parameters[index];
      if (name !== undefined) input[name] = value;
    });
    for (const [name, value] of Object.entries(given.named))
      if (name !== "__proto__") input[nameOf(name, skill.tool)] = value;
    if (skill.tool === "create_file") input["content"] ??= "";
    if (skill.tool === "open_file") input["path"] ??= shownFile.exec(call.observation)?.[1];
    // It writes before the line that it names, the other editors behind it.
    if (skill.tool === "insert" && typeof input["line_number"] === "number")
      input["insert_line"] = input["line_number"] - 1;
    found.push({ tool: skill.tool, input });
    closing.lastIndex = given.end;
    at = closing.test(code) && closing.lastIndex > given.end ? closing.lastIndex : given.end;
  }
  return found.length === 0 ? undefined : found;
}

function nameOf(name: string, tool: string): string {
  if (name === "new_content" && tool === "edit_file") return "content";
  return (Object.hasOwn(synonyms, name) ? synonyms[name] : undefined) ?? name;
}
