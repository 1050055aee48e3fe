import { isMulliganError } from "@mulligan/core";
import { docsOf, documented, writePages } from "../docs/write-docs.js";
import type { PackUnderTest } from "../conformance/registry-of.js";
import { sortProblems } from "./check-problem.js";
import type { CheckProblem } from "./check-problem.js";
import { codeProblems, leftOvers, unknownFields } from "./code-problems.js";
import { agedTexts, metaProblems } from "./meta-problems.js";
import { readPackageFile } from "./package-file.js";
import { packageProblems } from "./package-problems.js";
import { listPackedFiles } from "./packed-files.js";
import type { ListPackedFiles } from "./packed-files.js";
import { packedProblems } from "./packed-problems.js";
import { promptProblems } from "./source-problems.js";

export interface CheckOptions {
  /** Default: npm is asked. */
  readonly listFiles?: ListPackedFiles;
}

/**
 * Everything that stands in the way of publishing the built pack in `directory`, sorted by place: its package.json and
 * what would be packed, contract and names, prompt files and generated modules, documentation, and what is left from
 * the scaffold.
 */
export async function checkPack(
  directory: string,
  { listFiles = listPackedFiles }: CheckOptions = {},
): Promise<readonly CheckProblem[]> {
  const file = readPackageFile(directory);
  if (!("manifest" in file)) return [file];
  const { pack, problems } = await metaProblems(directory, file);
  const packed = pack === null ? [] : await packedProblems(directory, file, listFiles);
  const prompts = promptProblems(directory);
  return sortProblems([
    ...packageProblems(file),
    ...problems,
    ...prompts.problems,
    // Texts that were not compiled are older in what was built from them, too.
    ...(pack !== null && prompts.compiled ? agedTexts(directory, pack) : []),
    ...codeProblems(directory, file),
    ...(prompts.compiled ? unknownFields(directory) : []),
    ...leftOvers(directory),
    ...(pack === null ? [] : docsProblems(directory, pack)),
    ...packed,
  ]);
}

function docsProblems(directory: string, pack: PackUnderTest): CheckProblem[] {
  try {
    const { changed, obsolete } = writePages(directory, docsOf(directory, documented(pack)), true);
    return [
      ...changed.map((file) => ({
        file,
        message: "its generated part is out of date",
        remedy: "Run `mulligan-pack docs` and commit what it writes.",
      })),
      ...obsolete.map((file) => ({
        file,
        message: "no failure type has this name",
        remedy: "Remove the page, or take the marks of the generated part out.",
      })),
    ];
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    const [message = "", remedy = ""] = error.message.split("\n");
    return [{ file: "docs", message, remedy }];
  }
}
