import { resolve } from "node:path";
import { isMulliganError } from "@mulligan/core";
import { packageNameOf } from "./answers.js";
import type { Answers } from "./answers.js";
import { ask } from "./ask.js";
import type { Terminal } from "./ask.js";
import { usage } from "./errors.js";
import { writeLocal } from "./write-local.js";
import { writePack } from "./write-pack.js";

export interface CreateResult {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly errors: string;
}

/** What to do while npm does not know the packages. */
const fromClone: readonly string[] = [
  "Mulligan's packages are not on npm yet. In a clone of its repository, after `npm test`,",
  "",
  "  npx pnpm -r --filter './packages/*' pack --pack-destination FOLDER",
  "",
  "packs them; `npm install FOLDER/*.tgz` in your folder then takes the place of npm's.",
];

/** `npm create mulligan-pack` with its arguments. Exit codes: 0 done, 1 nothing could be written, 2 wrong usage. */
export async function create(args: readonly string[], cwd: string, terminal: Terminal | null): Promise<CreateResult> {
  try {
    const answers = await ask(args, terminal);
    if (answers === null) return { exitCode: 0, output: usage, errors: "" };
    return { exitCode: 0, output: await written(answers, cwd), errors: "" };
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    return { exitCode: error.code === "usage" ? 2 : 1, output: "", errors: error.message };
  }
}

async function written(answers: Answers, cwd: string): Promise<string> {
  const directory = resolve(cwd, answers.directory);
  if (answers.local) {
    const { written: files, configuration } = writeLocal(answers, directory, cwd);
    return [
      ...files.map((path) => `wrote ${path}`),
      ...(configuration.length === 0 ? [] : ["", "Add to your configuration:", "", ...configuration.map(indented)]),
      "",
      "Next:",
      "",
      "  npm install --save-dev mulligan @mulligan/core @mulligan/pack-kit",
      `  npx mulligan-pack compile ${answers.directory}    after each change of a prompt file`,
      `  npx mulligan explain ${answers.type}`,
      "",
      ...fromClone,
    ].join("\n");
  }
  await writePack(answers, directory);
  return [
    `wrote ${packageNameOf(answers)} to ${answers.directory}`,
    "",
    "Next:",
    "",
    `  cd ${answers.directory}`,
    "  npm install",
    "  npm test",
    "  npm run check    says what is left of the example, and all else before publishing",
    "",
    ...fromClone,
  ].join("\n");
}

function indented(line: string): string {
  return line === "" ? "" : `  ${line}`;
}
