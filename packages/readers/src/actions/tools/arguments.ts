const pathNames = [
  "file_path",
  "filePath",
  "path",
  "absolute_path",
  "target_file",
  "targetFile",
  "notebook_path",
  "filename",
  "file",
  "relative_path",
  "action_path",
  "dir_path",
  "uri",
  "source",
];
const oldNames = [
  "old_string",
  "oldString",
  "old_str",
  "oldStr",
  "oldText",
  "old_text",
  "search",
  "old",
  "find",
  "original_text",
  "before",
];
const newNames = [
  "new_string",
  "newString",
  "new_str",
  "newStr",
  "newText",
  "new_text",
  "replace",
  "new",
  "replacement",
  "insert_text",
  "after",
];
const contentNames = [
  "content",
  "contents",
  "file_text",
  "fileText",
  "text",
  "code_edit",
  "streamContent",
  "action_content",
  "new_source",
];
const patternNames = [
  "pattern",
  "query",
  "regex",
  "search_term",
  "action_query",
  "name",
  "glob",
  "globPattern",
  "glob_pattern",
  "file_name",
  "text",
];
const commandNames = ["command", "cmd", "script", "keystrokes", "raw_action", "code", "input", "commands"];

export type Arguments = Readonly<Record<string, unknown>>;

export function argumentsOf(input: unknown): Arguments {
  return typeof input === "object" && input !== null && !Array.isArray(input) ? (input as Arguments) : {};
}

function first(input: Arguments, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = input[name];
    if (typeof value === "string") return value;
  }
  return undefined;
}

export const pathOf = (input: Arguments): string | undefined => first(input, pathNames);
export const oldTextOf = (input: Arguments): string | undefined => first(input, oldNames);
export const newTextOf = (input: Arguments): string | undefined => first(input, newNames);
export const contentOf = (input: Arguments): string | undefined => first(input, contentNames);
export const patternOf = (input: Arguments): string | undefined => first(input, patternNames);

export function numberOf(input: Arguments, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = input[name];
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (typeof value === "string" && /^\d+$/.test(value)) return Number(value);
  }
  return undefined;
}

/** A shell command as text, also where it is recorded as a list of words. */
export function commandOf(input: Arguments): string | undefined {
  for (const name of commandNames) {
    const value = input[name];
    if (typeof value === "string") return value;
    if (!Array.isArray(value) || !value.every((word) => typeof word === "string")) continue;
    return name === "commands" ? value.join("\n") : joinWords(value);
  }
  return undefined;
}

/** `["bash", "-lc", "…"]` as a command line. What is no text counts as nothing. */
export function joinWords(recorded: readonly unknown[]): string {
  const words = recorded.filter((word) => typeof word === "string");
  if (words.length === 3 && /^(?:.*\/)?(?:ba|z|da|k)?sh$/.test(words[0]!) && /^-[a-z]*c$/.test(words[1]!))
    return words[2]!;
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(" ");
}
