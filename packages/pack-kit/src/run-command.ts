import { parseArgs } from "node:util";
import { isMulliganError } from "@mulligan/core";
import { checkPack } from "./check/check-pack.js";
import { showProblem } from "./check/check-problem.js";
import { compilePack } from "./compile-pack.js";
import { writeDocs } from "./docs/write-docs.js";
import { usage, usageError } from "./errors.js";
import { evaluatePack } from "./evaluation/evaluate-pack.js";
import { evaluationReport } from "./evaluation/evaluation-report.js";
import type { Terminal } from "./label/questions.js";
import { writeLabel } from "./label/write-label.js";
import { loadPack } from "./load-pack.js";

export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly errors: string;
}

/**
 * `mulligan-pack` with its arguments; questions go to the terminal, where there is one. Exit codes: 0 done, 1 problems or
 * files out of date, 2 wrong usage.
 */
export async function runCommand(args: readonly string[], terminal: Terminal | null = null): Promise<CommandResult> {
  try {
    return await run(args, terminal);
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    return { exitCode: error.code === "usage" ? 2 : 1, output: "", errors: error.message };
  }
}

type Values = ReturnType<typeof parse>["values"];

interface Command {
  readonly options: readonly (keyof Values)[];
  run(argument: string | undefined, values: Values, terminal: Terminal | null): CommandResult | Promise<CommandResult>;
}

async function run(args: readonly string[], terminal: Terminal | null): Promise<CommandResult> {
  const { values, positionals } = parse(args);
  if (values.help === true) return done(usage);
  const [name, argument, ...more] = positionals;
  if (name === undefined) throw usageError("A command is missing.");
  if (!Object.hasOwn(commands, name)) throw usageError(`There is no command "${name}".`);
  if (more.length > 0) throw usageError(`"${more[0]}" is one argument too many.`);
  const command = commands[name]!;
  for (const option of Object.keys(values) as (keyof Values)[]) {
    if (!command.options.includes(option)) throw usageError(`${name} takes no --${option}.`);
  }
  return await command.run(argument, values, terminal);
}

const commands: Readonly<Record<string, Command>> = {
  compile: {
    options: ["check"],
    run(directory = ".", { check = false }) {
      return written("compile", directory, check, compilePack(directory, { check }), "its prompt files are gone");
    },
  },
  docs: {
    options: ["check"],
    async run(directory = ".", { check = false }) {
      const docs = await writeDocs(directory, { check });
      const gone = "its failure type is gone; remove the page";
      if (check) return written("docs", directory, check, docs, gone);
      const { output } = written("docs", directory, check, { ...docs, obsolete: [] }, gone);
      return { exitCode: 0, output, errors: docs.obsolete.map((path) => `${path}: ${gone}`).join("\n") };
    },
  },
  check: {
    options: [],
    async run(directory = ".") {
      const problems = await checkPack(directory);
      if (problems.length === 0) return done("ready to publish");
      const head = `${problems.length === 1 ? "1 problem" : `${problems.length} problems`} in ${directory}`;
      return failed(`${head}:\n\n${problems.map((problem) => showProblem(problem)).join("\n")}`);
    },
  },
  evaluate: {
    options: ["pack", "runs", "min-precision"],
    async run(labels, { pack = ".", runs, "min-precision": least = "0" }) {
      if (labels === undefined) throw usageError("Name a folder of labels.");
      if (!/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/.test(least)) {
        throw usageError(`--min-precision is a number from 0 to 1, found "${least}".`);
      }
      const { findings, unread } = evaluatePack(await loadPack(pack), labels, runs);
      const { value } = findings.micro.precision;
      const low = value !== null && value < Number(least);
      const problems = low ? [...unread, `Precision is ${value.toFixed(2)}, and ${least} is asked for.`] : unread;
      return { exitCode: low ? 1 : 0, output: evaluationReport(findings), errors: problems.join("\n") };
    },
  },
  label: {
    options: ["row", "out"],
    async run(file, { row, out = "labels" }, terminal) {
      if (file === undefined) throw usageError("Name the file of a recorded run.");
      if (row !== undefined && !/^[1-9]\d*$/.test(row)) throw usageError(`--row is a number from 1, found "${row}".`);
      const options = { folder: out, ...(row !== undefined && { row: Number(row) }) };
      return done(`wrote ${await writeLabel(file, options, terminal)}`);
    },
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
    return done([...lines, `${unchanged.length} up to date`].join("\n"));
  }
  if (changed.length + obsolete.length === 0) return done(`${unchanged.length} up to date`);
  const lines = [...changed.map((path) => `  ${path}`), ...obsolete.map((path) => `  ${path} (${gone})`)];
  return failed(`Out of date in ${directory}; run \`mulligan-pack ${command}\`:\n${lines.join("\n")}`);
}

function done(output: string): CommandResult {
  return { exitCode: 0, output, errors: "" };
}

function failed(errors: string): CommandResult {
  return { exitCode: 1, output: "", errors };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        check: { type: "boolean" },
        help: { type: "boolean", short: "h" },
        pack: text,
        runs: text,
        "min-precision": text,
        row: text,
        out: text,
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw usageError((error as Error).message);
  }
}
