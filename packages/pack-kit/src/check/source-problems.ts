import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMulliganError } from "@mulligan/core";
import { compilePack } from "../compile-pack.js";
import { slotOfFile } from "../strategy-folder.js";
import { placeAt } from "./check-problem.js";
import type { CheckProblem } from "./check-problem.js";
import { textProblems } from "./text-rules.js";

export interface PromptProblems {
  readonly problems: readonly CheckProblem[];
  /** The generated modules belong to the prompt files. */
  readonly compiled: boolean;
}

/** Prompt files that do not compile, generated modules that do not belong to them, and what the texts say badly. */
export function promptProblems(directory: string): PromptProblems {
  try {
    const { changed, obsolete } = compilePack(directory, { check: true });
    const stale = [
      ...changed.map((file) => ({
        file,
        message: "it does not belong to the prompt files beside it",
        remedy: "Run `mulligan-pack compile` and commit what it writes.",
      })),
      ...obsolete.map((file) => ({
        file,
        message: "its prompt files are gone",
        remedy: "Run `mulligan-pack compile`, which removes it.",
      })),
    ];
    return { problems: [...stale, ...textsOf(directory)], compiled: stale.length === 0 };
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    return { problems: compilerProblems(error.message), compiled: false };
  }
}

function textsOf(directory: string): CheckProblem[] {
  return promptFiles(directory).flatMap((file) => {
    const slot = slotOfFile[file.slice(file.lastIndexOf("/") + 1)];
    if (slot === undefined) return [];
    const source = readFileSync(join(directory, file), "utf8").replaceAll("\r\n", "\n");
    return textProblems(slot, source).map(({ offset, message, remedy }) => ({
      file,
      ...(offset !== undefined && placeAt(source, offset)),
      message,
      remedy,
    }));
  });
}

function promptFiles(directory: string): string[] {
  const sources = join(directory, "src");
  if (!existsSync(sources)) return [];
  return readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".hbs"))
    .map((file) => `src/${file.replaceAll("\\", "/")}`);
}

const placed = /^(?:src\/)?([^\s:]+\.hbs):(\d+):(\d+): (.*)$/;
const named = /^src\/([^\s:]+): (.*)$/;

/** The compiler's own message, one problem a line. */
function compilerProblems(message: string): CheckProblem[] {
  const problems: CheckProblem[] = [];
  for (const line of message.split("\n")) {
    const at = placed.exec(line);
    const whole = named.exec(line);
    if (at !== null) {
      problems.push({
        file: `src/${at[1]}`,
        line: Number(at[2]),
        column: Number(at[3]),
        message: at[4] ?? "",
        remedy: "Mend the prompt file, then run `mulligan-pack compile`.",
      });
    } else if (whole !== null) {
      problems.push({
        file: `src/${whole[1]}`,
        message: whole[2] ?? "",
        remedy: "A strategy is a folder below src, named after its failure type; `mulligan-pack compile` reads it.",
      });
    }
  }
  return problems.length > 0 ? problems : [{ file: "src", message, remedy: "Run `mulligan-pack compile`." }];
}
