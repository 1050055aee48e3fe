import { parseArgs } from "node:util";
import { isMulliganError } from "@mulligan/core";
import { checkPack } from "./check/check-pack.js";
import { showProblem } from "./check/check-problem.js";
import { compilePack } from "./compile-pack.js";
import { writeDocs } from "./docs/write-docs.js";
import { usage, usageError } from "./errors.js";

export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly errors: string;
}

/** `mulligan-pack` with its arguments. Exit codes: 0 done, 1 problems or files out of date, 2 wrong usage. */
export async function runCommand(args: readonly string[]): Promise<CommandResult> {
  try {
    return await run(args);
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    return { exitCode: error.code === "usage" ? 2 : 1, output: "", errors: error.message };
  }
}

async function run(args: readonly string[]): Promise<CommandResult> {
  const { values, positionals } = parse(args);
  if (values.help === true) return { exitCode: 0, output: usage, errors: "" };
  const [command, directory = ".", ...more] = positionals;
  if (command === undefined) throw usageError("A command is missing.");
  if (!Object.hasOwn(commands, command)) throw usageError(`There is no command "${command}".`);
  if (more.length > 0) throw usageError(`"${more[0]}" is one argument too many.`);
  if (command === "check" && values.check === true) throw usageError("check takes no --check; it never writes.");
  return await commands[command as keyof typeof commands](directory, values.check === true);
}

const commands = {
  compile: (directory: string, check: boolean): CommandResult =>
    written("compile", directory, check, compilePack(directory, { check }), "its prompt files are gone"),
  docs: async (directory: string, check: boolean): Promise<CommandResult> => {
    const { changed, unchanged, obsolete } = await writeDocs(directory, { check });
    const gone = "its failure type is gone; remove the page";
    if (check) return written("docs", directory, check, { changed, unchanged, obsolete }, gone);
    const result = written("docs", directory, check, { changed, unchanged, obsolete: [] }, gone);
    return { ...result, errors: obsolete.map((path) => `${path}: ${gone}`).join("\n") };
  },
  check: async (directory: string): Promise<CommandResult> => {
    const problems = await checkPack(directory);
    if (problems.length === 0) return { exitCode: 0, output: "ready to publish", errors: "" };
    const head = `${problems.length === 1 ? "1 problem" : `${problems.length} problems`} in ${directory}`;
    return {
      exitCode: 1,
      output: "",
      errors: `${head}:\n\n${problems.map((problem) => showProblem(problem)).join("\n")}`,
    };
  },
};

interface Written {
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  readonly obsolete: readonly string[];
}

function written(
  command: string,
  directory: string,
  check: boolean,
  { changed, unchanged, obsolete }: Written,
  gone: string,
): CommandResult {
  if (!check) {
    const lines = [...changed.map((path) => `wrote ${path}`), ...obsolete.map((path) => `removed ${path}`)];
    return { exitCode: 0, output: [...lines, `${unchanged.length} up to date`].join("\n"), errors: "" };
  }
  if (changed.length + obsolete.length === 0)
    return { exitCode: 0, output: `${unchanged.length} up to date`, errors: "" };
  const lines = [...changed.map((path) => `  ${path}`), ...obsolete.map((path) => `  ${path} (${gone})`)];
  return {
    exitCode: 1,
    output: "",
    errors: `Out of date in ${directory}; run \`mulligan-pack ${command}\`:\n${lines.join("\n")}`,
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
