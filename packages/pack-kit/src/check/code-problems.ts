import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { placeAt } from "./check-problem.js";
import type { CheckProblem } from "./check-problem.js";
import { recordOf } from "./package-file.js";
import type { PackageFile } from "./package-file.js";

/** What the scaffold puts in front of all that an author has to replace. */
export const scaffoldMark = "mulligan-scaffold";

const importStatement = /^(?:import|export)\b[^;"']*?\bfrom\s*["']([^"']+)["']|^import\s*["']([^"']+)["']/gm;
const mustache = /\{\{!--[\s\S]*?--~?\}\}|\{\{[\s\S]*?\}\}/g;
const dataPath = /(?<![\w."'/@])data(?:\.[A-Za-z_]\w*)+/g;
const impure = /\b(?:Date\.now\(\)|new Date\(\)|Math\.random\(\)|performance\.now\(\))/g;

/** Imports that a pack may not have, and calls whose answer changes from run to run. */
export function codeProblems(directory: string, { manifest }: PackageFile): CheckProblem[] {
  const declared = Object.keys({ ...recordOf(manifest["dependencies"]), ...recordOf(manifest["peerDependencies"]) });
  return filesIn(directory, ["src"], /^(?!.*\.gen\.ts$).*\.[mc]?[jt]s$/).flatMap(({ file, text }) => {
    const code = withoutComments(text);
    return [...importProblems(file, code, declared), ...impureCalls(file, withoutTexts(code))];
  });
}

/**
 * Fields of a finding's data that a prompt file asks for and no code of the pack names: the text would always be the one
 * without them, or fail. `data` has what the detector gives it, so its name stands in the detector or in its type.
 */
export function unknownFields(directory: string): CheckProblem[] {
  const code = filesIn(directory, ["src"], /^(?!.*\.gen\.ts$).*\.[mc]?[jt]s$/).map(({ text }) => withoutComments(text));
  const named = new Set(code.flatMap((text) => text.match(/[A-Za-z_$][\w$]*/g) ?? []));
  return filesIn(directory, ["src"], /\.hbs$/).flatMap(({ file, text }) =>
    [...text.matchAll(mustache)].flatMap(({ index: start, 0: whole }) =>
      whole.startsWith("{{!")
        ? []
        : [...whole.matchAll(dataPath)].flatMap(({ index, 0: path }) => {
            const missing = path.split(".").find((name) => name !== "data" && !named.has(name));
            if (missing === undefined) return [];
            return [
              {
                file,
                ...placeAt(text, start + index),
                message: `{{${path}}}: nothing in the pack's code is called ${missing}, so no finding has it`,
                remedy: "Correct the name, or name the field in the type of the detector's data and give it there.",
              },
            ];
          }),
    ),
  );
}

function importProblems(file: string, code: string, declared: readonly string[]): CheckProblem[] {
  return [...code.matchAll(importStatement)].flatMap(({ index, 1: from, 2: bare }) => {
    const target = from ?? bare ?? "";
    if (target.startsWith(".")) return [];
    if (target.startsWith("node:")) {
      return [
        {
          file,
          ...placeAt(code, index),
          message: `it imports ${target}, and a pack runs in browsers and edge workers too`,
          remedy: "Read everything from the episode and the facts.",
        },
      ];
    }
    const name = target.split("/", target.startsWith("@") ? 2 : 1).join("/");
    if (name === "@mulligan/core" || declared.includes(name)) return [];
    return [
      {
        file,
        ...placeAt(code, index),
        message: `it imports ${name}, which the package does not depend on`,
        remedy: "Import from @mulligan/core and the pack's own files only, or add the dependency.",
      },
    ];
  });
}

function impureCalls(file: string, code: string): CheckProblem[] {
  return [...code.matchAll(impure)].map(({ index, 0: call }) => ({
    file,
    ...placeAt(code, index),
    message: `it calls ${call}, and a detector is a pure function`,
    remedy: "Decide by the episode and the facts alone; the same run gives the same findings everywhere.",
  }));
}

/** Comments and texts blanked out, offsets kept. */
function withoutTexts(code: string): string {
  return code.replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/g, (found) =>
    found.replaceAll(/[^\n]/g, " "),
  );
}

function withoutComments(text: string): string {
  const blank = (found: string) => found.replaceAll(/[^\n]/g, " ");
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, blank).replaceAll(/(?<=^|\s)\/\/[^\n]*/g, blank);
}

/** Everything that the scaffold wrote as an example and nobody has replaced. */
export function leftOvers(directory: string): CheckProblem[] {
  const files = filesIn(directory, [".", "src", "test", "docs"], /\.(?:[mc]?[jt]s|hbs|md|json)$/);
  return files.flatMap(({ file, text }) =>
    [
      ...text.matchAll(new RegExp(`${scaffoldMark}:?[ \\t]*([^\\n]*?)[ \\t]*(?:--\\}\\}|-->|\\*/|["'][,)]?)?$`, "gm")),
    ].map(({ index, 1: says = "" }) => ({
      file,
      ...placeAt(text, index),
      message: `left from the scaffold: ${says || "an example"}`,
      remedy: "Write your own in its place and remove the mark.",
    })),
  );
}

interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** The files of these folders, `.` without its folders, each once. */
function filesIn(directory: string, folders: readonly string[], pattern: RegExp): SourceFile[] {
  return folders.flatMap((folder) => {
    const path = join(directory, folder);
    if (!existsSync(path)) return [];
    return readdirSync(path, { withFileTypes: true, recursive: folder !== "." })
      .filter(
        (entry) => entry.isFile() && pattern.test(entry.name) && !/^package-lock\.json$|\.gen\.ts$/.test(entry.name),
      )
      .map((entry) => {
        const full = join(entry.parentPath, entry.name);
        return {
          file: relative(directory, full).replaceAll("\\", "/"),
          text: readFileSync(full, "utf8"),
        };
      });
  });
}
