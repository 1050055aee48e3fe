import type { Walk } from "../walk/walk.js";
import type { SimpleCommand } from "../shell/commands.js";
import type { TestAction } from "@mulligan/core";
import type { Draft } from "../walk/draft.js";
import { readTestOutput } from "../tests/recognise.js";
import { silentReport } from "../tests/silent.js";
import type { TestReport, TestRunner } from "../tests/runner.js";
import { isProducedData } from "../paths/names.js";
import { targetFile } from "../paths/target-file.js";
import { scriptWrites } from "../scripts/writes.js";
import { looksFailed } from "../checks/outcome.js";
import type { Piped } from "./context.js";

/** Where no exit code is recorded, a command that was told to say nothing of a success and says nothing succeeded. */
const quietOption = /^(?:-q|--quiet|--silent|-s)$/;

/** A start of a test suite, with what it printed. */
export function emitTest(
  walk: Walk,
  piped: Piped,
  main: SimpleCommand,
  words: readonly string[],
  runner: TestRunner | undefined,
): void {
  const { output, exitCode, timedOut, unanswered } = piped.answer;
  const read = readTestOutput(output, runner, walk.runners);
  const exit = piped.final && piped.commands.at(-1) === main ? exitCode : null;
  const quiet = exit === null && piped.commands.at(-1) === main && piped.final && !piped.answer.failed;
  const ownExit = quiet && words.some((word) => quietOption.test(word)) ? 0 : exit;
  let report =
    read?.report ?? silentReport(output, piped.final ? exitCode : null, timedOut, runner !== undefined, ownExit);
  if (timedOut && report.passed === null && report.failed === null)
    report = { ...report, ran: false, notRun: "timed-out" };
  if (unanswered) report = { ran: false, notRun: "died", passed: null, failed: null, skipped: null, failing: [] };
  const targets = targetsOf(words, walk);
  if (report.ran && (report.passed ?? 0) > 0) noteProducts(walk, targets);
  walk.emit(
    testAction(
      walk,
      main.text,
      runner?.name ?? read?.name ?? "unknown",
      report,
      exit,
      piped.answer.failed && piped.final,
      output,
      targets,
    ),
  );
}

/** Pictures and data that tests written by the agent leave behind when they pass. */
function noteProducts(walk: Walk, targets: readonly string[]): void {
  for (const target of targets) {
    const file = walk.files.peek(targetFile(target));
    const text = file?.content ?? file?.history.map((past) => past.added).join("\n");
    if (text === undefined || !/savefig|imsave|\.to_csv|savetxt/.test(text)) continue;
    for (const write of scriptWrites(text, "python")) {
      const path = walk.path(write.path);
      if (isProducedData(path) && walk.isNew(path))
        walk.edit({ path, by: "script", kind: "create", whole: true, commentOnly: false });
    }
  }
}

export function testAction(
  walk: Walk,
  command: string,
  runner: string,
  report: TestReport,
  exitCode: number | null,
  failed: boolean,
  output: string,
  targets: readonly string[],
): Draft<TestAction> {
  const red = (report.failed ?? 0) > 0 || report.failing.length > 0;
  const green = report.ran && report.failed === 0 && report.failing.length === 0;
  const error = red || !report.ran ? walk.error(output) : undefined;
  const exitedWell = exitCode === null ? !failed || green : exitCode === 0;
  return {
    kind: "test",
    runner,
    command,
    exitCode,
    tree: walk.tree(),
    ran: report.ran,
    ...(report.ran ? {} : { notRun: report.notRun ?? "died" }),
    passed: report.ran ? report.passed : null,
    failed: report.ran ? report.failed : null,
    skipped: report.skipped,
    failing: report.failing,
    targets,
    ok: report.ran && !red && exitedWell && (green || !looksFailed(output)),
    ownTestsOnly: false,
    ...(error === undefined ? {} : { error }),
  };
}

/** Test files and ids on the command line. */
function targetsOf(words: readonly string[], walk: Walk): readonly string[] {
  const targets: string[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!;
    if (
      word === "-k" ||
      word === "-run" ||
      word === "--run" ||
      word === "-t" ||
      word === "--filter" ||
      word === "--tests" ||
      word === "-g"
    ) {
      if (words[at + 1] !== undefined) targets.push(words[++at]!);
    } else if (/^(?:-run|--run|-Dtest|--filter|--tests|--testNamePattern|-k)=/.test(word))
      targets.push(word.slice(word.indexOf("=") + 1));
    else if (!word.startsWith("-") && /[./:]/.test(word) && !/^\d|=/.test(word)) targets.push(normalise(walk, word));
    else if (!word.startsWith("-") && /^[a-z_]\w*$/i.test(word) && at > 1 && words[at - 1] === "test")
      targets.push(word);
  }
  return targets;
}

function normalise(walk: Walk, word: string): string {
  if (!word.includes("/") && !/\.(?:py|[jt]sx?|go|rb|php|rs)\b/.test(word)) return word;
  const cut = word.search(/::|\.py:/);
  const end = cut < 0 ? word.length : word.startsWith(".py:", cut) ? cut + 3 : cut;
  return walk.path(word.slice(0, end)) + word.slice(end);
}
