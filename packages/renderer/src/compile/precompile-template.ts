import Handlebars from "handlebars";
import { invalidTemplateError } from "../errors.js";
import { helperSignatures } from "../helpers/signatures.js";
import { parse } from "./parse.js";
import { printPaths } from "./print-paths.js";
import { sha256 } from "./sha256.js";
import { showProblem } from "./template-problem.js";
import { templateProblems } from "./template-problems.js";

export interface TemplateSource {
  /** Name for messages and provenance, relative to the pack's sources: `never-tested/plan.hbs`. */
  readonly file: string;
  readonly source: string;
  /** Names that `{{> name}}` may call; default none. */
  readonly partials?: readonly string[];
  /** The file is itself a partial: it may be called with any context, so the roots of its paths are not checked. */
  readonly isPartial?: boolean;
}

export interface PrecompiledSource {
  readonly file: string;
  readonly source: string;
  readonly hash: string;
  /** JavaScript text of the template specification: an object literal with functions. */
  readonly code: string;
}

/**
 * Checks a prompt file and translates it into the text of an object literal, to be written into a module.
 *
 * @throws MulliganError `invalid-template`: all problems of the file, each with line, column and a caret.
 */
export function precompileTemplate({
  file,
  source,
  partials = [],
  isPartial = false,
}: TemplateSource): PrecompiledSource {
  const environment = Handlebars.create();
  const parsed = parse(environment, file, source);
  const problems =
    "problem" in parsed ? [parsed.problem] : templateProblems(parsed.program, source, { partials, isPartial });
  if (problems.length > 0 || "problem" in parsed) {
    throw invalidTemplateError(
      file,
      problems.map((problem) => showProblem(file, source, problem)),
    );
  }
  printPaths(parsed.program);
  const knownHelpers = Object.fromEntries(["print", ...Object.keys(helperSignatures)].map((name) => [name, true]));
  // Its types say that it returns the specification; what it returns is the specification's source text.
  const code = environment.precompile(parsed.program, {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    // An indented partial call would indent the values printed inside it and so corrupt diffs and code.
    preventIndent: true,
    knownHelpers,
  }) as unknown as string;
  return { file, source, hash: sha256(source).slice(0, 16), code };
}
