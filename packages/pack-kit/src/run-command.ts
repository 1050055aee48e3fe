import { parseArgs } from "node:util";
import { isMulliganError } from "@mulligan/core";
import { compilePack } from "./compile-pack.js";
import { usage, usageError } from "./errors.js";

export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly errors: string;
}

/** `mulligan-pack` with its arguments. Exit codes: 0 done, 1 problems or files out of date, 2 wrong usage. */
export function runCommand(args: readonly string[]): CommandResult {
  try {
    return run(args);
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    return { exitCode: error.code === "usage" ? 2 : 1, output: "", errors: error.message };
  }
}

function run(args: readonly string[]): CommandResult {
  const { values, positionals } = parse(args);
  if (values.help === true) return { exitCode: 0, output: usage, errors: "" };
  const [command, directory = ".", ...more] = positionals;
  if (command === undefined) throw usageError("A command is missing.");
  if (command !== "compile") throw usageError(`There is no command "${command}".`);
  if (more.length > 0) throw usageError(`"${more[0]}" is one argument too many.`);

  const check = values.check === true;
  const { changed, unchanged, obsolete } = compilePack(directory, { check });
  if (!check) {
    const lines = [...changed.map((path) => `wrote ${path}`), ...obsolete.map((path) => `removed ${path}`)];
    return { exitCode: 0, output: [...lines, `${unchanged.length} up to date`].join("\n"), errors: "" };
  }
  if (changed.length + obsolete.length === 0)
    return { exitCode: 0, output: `${unchanged.length} up to date`, errors: "" };
  const lines = [
    ...changed.map((path) => `  ${path}`),
    ...obsolete.map((path) => `  ${path} (its prompt files are gone)`),
  ];
  return {
    exitCode: 1,
    output: "",
    errors: `Out of date in ${directory}; run \`mulligan-pack compile\`:\n${lines.join("\n")}`,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { check: { type: "boolean" }, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
  } catch (error) {
    throw usageError((error as Error).message);
  }
}
