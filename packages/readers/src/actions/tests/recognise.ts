import { shortLines } from "../commands/short-lines.js";
import { taskWords } from "../shell/task-words.js";
import { bats, minitest, phpunit, rspec } from "./scripting.js";
import { cargoTest, ctest, dotnetTest, goTest, gradleTest, mavenTest, nativeTest, swiftTest } from "./compiled.js";
import { cypress, jest, mocha, nodeTest, playwright, vitest } from "./javascript.js";
import { pytest } from "./pytest.js";
import { jsonReport } from "./json-report.js";
import type { TestReport, TestRunner } from "./runner.js";
import { readExcerpt } from "./excerpt.js";
import { runnersByOutput } from "./by-output.js";
import { sympy } from "./sympy.js";
import { xmlReport } from "./xml-report.js";
import { django, nose, unittest } from "./unittest.js";

/** All runners known by name, the likelier ones first. */
export const testRunners: readonly TestRunner[] = [
  pytest,
  unittest,
  django,
  sympy,
  nose,
  jest,
  vitest,
  mocha,
  nodeTest,
  playwright,
  cypress,
  // Of Clojure's reports Go's reader would take a line for its own.
  ...runnersByOutput,
  goTest,
  cargoTest,
  mavenTest,
  gradleTest,
  rspec,
  minitest,
  phpunit,
  bats,
  dotnetTest,
  ctest,
  swiftTest,
  nativeTest,
];

/** Some print alike and share what reads their output: those are asked once. */
const outputReaders: readonly TestRunner[] = testRunners.filter(
  (runner, index) => testRunners.findIndex((other) => other.parseOutput === runner.parseOutput) === index,
);

/** Started by these words, and told by the output. */
const suiteCommand =
  /^(?:ng (?:test|e2e)|karma start|busted|prove|crystal spec|(?:clojure|clj) \S*:test\b|ct|shellspec|roc test|gleam test|luarocks test|raco test|pub run test|tasty|behave|robot|newman run|k6 run|maestro test|detox test|wdio run|testcafe|codeceptjs run|(?:\S*\/)?sail (?:artisan )?(?:test|pest|phpunit))(?: |$)/;

/** Commands that start the suite in a way that only the project knows. */
const taskRunner =
  /^(?:npm|pnpm|yarn|bun|deno|make|gmake|ninja|just|task|mise|tox|nox|hatch|rake|composer|lein|sbt|bazel|bazelisk|turbo|nx|lerna|invoke|inv|poe|tusk|meson|scons|zig|mix|dune|stack|cabal|flutter|dart)$/;
const testWord = /^(?:(?:run-)?tests?(?:[:_.-][\w.:-]+)?|[\w.-]+[:_-]tests?|check|spec|t|tst|ci)$/;

const suiteScript = /\/(?:run[_-]?)?tests?(?:\.sh|\.py)?$/;
/** What a compiler made of a `test.c` of the agent. */
const compiledTry = /^\.\/tests?$/;

export interface Recognised {
  /** Undefined where the command tells only that tests are meant, and the output has to tell by what. */
  readonly runner: TestRunner | undefined;
}

/** Tells whether a command starts a test suite. `words` as `TestRunner.matchesCommand` takes them. */
export function recogniseTest(words: readonly string[], extra: readonly TestRunner[] = []): Recognised | undefined {
  for (const runner of extra) if (runner.matchesCommand(words)) return { runner };
  for (const runner of testRunners) if (runner.matchesCommand(words)) return { runner };
  const name = words[0] ?? "";
  if (suiteCommand.test(words.slice(0, 3).join(" "))) return { runner: undefined };
  if (!taskRunner.test(name))
    return suiteScript.test(name) && !compiledTry.test(name) ? { runner: undefined } : undefined;
  if (name === "tox" || name === "nox")
    return words.includes("-l") || words.includes("--version") || words.includes("--notest")
      ? undefined
      : { runner: undefined };
  const verbs = taskWords(words).filter((word) => word !== "exec");
  const verb =
    verbs[0] === undefined
      ? undefined
      : verbs.find((word, index) => testWord.test(word) && (index === 0 || (name !== "npm" && name !== "mise")));
  if (verb === undefined) return undefined;
  return ((name === "npm" || name === "pnpm" || name === "yarn") && words[1] === "t") || verb !== "t"
    ? { runner: undefined }
    : undefined;
}

/** Reads an output with the runner of the command, else with the first that knows it. */
export function readTestOutput(
  text: string,
  runner: TestRunner | undefined,
  extra: readonly TestRunner[] = [],
): { name: string; report: TestReport } | undefined {
  const output = shortLines(text);
  const own = runner?.parseOutput(output);
  if (runner !== undefined && own !== null && own !== undefined) return { name: runner.name, report: own };
  if (runner !== undefined) {
    const printed = xmlReport.parseOutput(text) ?? jsonReport.parseOutput(text) ?? readExcerpt(output);
    return printed === null ? undefined : { name: runner.name, report: printed };
  }
  let idle: { name: string; report: TestReport } | undefined;
  for (const candidate of [...extra, ...outputReaders]) {
    const found = candidate.parseOutput(output);
    if (found === null) continue;
    if (found.ran) return { name: candidate.name, report: found };
    idle ??= { name: candidate.name, report: found };
  }
  // A report on one line would be cut.
  for (const candidate of [xmlReport, jsonReport]) {
    const found = candidate.parseOutput(text);
    if (found?.ran === true) return { name: candidate.name, report: found };
  }
  return idle;
}
