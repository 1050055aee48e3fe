import type { RecordedCall } from "@mulligan/readers/record";
import { callOf, shell } from "./calls.js";

/** How an agent works on files. Paths are as its tools take them. */
export interface Hand {
  /** Replaces a text that stands in the file. */
  readonly edit: (path: string, removed: string, added: string) => RecordedCall;
  /** The same attempt, refused because the text does not stand there. */
  readonly failedEdit: (path: string, removed: string, added: string) => RecordedCall;
  /** Writes a file that was not there. */
  readonly create: (path: string, text: string) => RecordedCall;
  /** Writes a file anew. */
  readonly overwrite: (path: string, text: string) => RecordedCall;
  /** Shows a whole file with line numbers. */
  readonly look: (path: string, text: string) => RecordedCall;
}

function numbered(text: string, mark: string): string {
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line, index) => `${String(index + 1).padStart(6)}${mark}${line}\n`).join("");
}

/** One editor with a command for each thing, as SWE-agent and OpenHands have. */
function editor(): Hand {
  const call = (input: Readonly<Record<string, string>>, observation: string): RecordedCall =>
    callOf({ tool: "str_replace_editor", dialect: "tool", input, observation });
  const edit: Hand["edit"] = (path, removed, added) =>
    call({ command: "str_replace", path, old_str: removed, new_str: added }, `The file ${path} has been edited.`);
  return {
    edit,
    failedEdit: (path, removed, added) => ({
      ...edit(path, removed, added),
      observation: `No replacement was performed, old_str \`${removed}\` did not appear verbatim in ${path}.`,
      status: "error",
    }),
    create: (path, text) => call({ command: "create", path, file_text: text }, `File created successfully at: ${path}`),
    overwrite: (path, text) =>
      call({ command: "create", path, file_text: text }, `The file ${path} has been overwritten.`),
    look: (path, text) =>
      call({ command: "view", path }, `Here's the result of running \`cat -n\` on ${path}:\n${numbered(text, "\t")}`),
  };
}

/** A tool for each thing, as Claude Code has. */
function tools(): Hand {
  const call = (tool: string, input: Readonly<Record<string, string>>, observation: string): RecordedCall =>
    callOf({ tool, dialect: "tool", input, observation });
  const edit: Hand["edit"] = (path, removed, added) =>
    call(
      "Edit",
      { file_path: path, old_string: removed, new_string: added },
      `The file ${path} has been updated successfully.`,
    );
  return {
    edit,
    failedEdit: (path, removed, added) => ({
      ...edit(path, removed, added),
      observation: `<tool_use_error>String to replace not found in file.\nString: ${removed}</tool_use_error>`,
      status: "error",
    }),
    create: (path, text) => call("Write", { file_path: path, content: text }, `File created successfully at: ${path}`),
    overwrite: (path, text) =>
      call("Write", { file_path: path, content: text }, `The file ${path} has been updated successfully.`),
    look: (path, text) => call("Read", { file_path: path }, numbered(text, "→")),
  };
}

/** Nothing but a shell, as mini-swe-agent has. */
function commands(root: string): Hand {
  const relative = (path: string): string =>
    root !== "" && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const patch = (path: string, removed: string, added: string): string => {
    const lines = [...removed.split("\n").map((line) => `-${line}`), ...added.split("\n").map((line) => `+${line}`)];
    const header = `@@ -10,${removed.split("\n").length} +10,${added.split("\n").length} @@`;
    const diff = `--- a/${relative(path)}\n+++ b/${relative(path)}\n${header}\n${lines.join("\n")}`;
    const command = `patch -p1 <<'PATCH'\n${diff}\nPATCH`;
    return root === "" ? command : `(cd ${root} && ${command}\n)`;
  };
  const write: Hand["create"] = (path, text) => shell(`cat > ${path} <<'TEXT'\n${text.replace(/\n$/, "")}\nTEXT`);
  return {
    edit: (path, removed, added) => shell(patch(path, removed, added), `patching file ${relative(path)}\n`),
    failedEdit: (path, removed, added) =>
      shell(
        patch(path, removed, added),
        `patching file ${relative(path)}\nHunk #1 FAILED at 10.\n1 out of 1 hunk FAILED -- saving rejects to file ${relative(path)}.rej\n`,
        1,
      ),
    create: write,
    overwrite: write,
    look: (path, text) => shell(`cat -n ${path}`, numbered(text, "\t")),
  };
}

/** The ways of working with which something can be planted. */
export function handsOf(root: string): readonly [Hand, ...Hand[]] {
  return [editor(), tools(), commands(root)];
}
