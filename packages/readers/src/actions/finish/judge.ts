import type { CheckAction, PathClass, TestAction } from "@mulligan/core";
import { lintChecksTypes } from "../checks/commands.js";
import { lastTraceback, type Traceback } from "../errors/python.js";
import { isAbsolute } from "../paths/normalise.js";
import { isTestByName, isTestByPlace } from "../paths/names.js";
import type { Reach } from "../scripts/reach.js";
import { readTestOutput } from "../tests/recognise.js";
import { testAction } from "../commands/test-run.js";
import { baseName } from "../shell/unwrap.js";
import type { Draft, PendingExecution } from "../walk/draft.js";
import type { Walk } from "../walk/walk.js";
import { environmentStopped } from "./environment.js";
import type { Product } from "./product.js";
import { reachOf, triesCopies } from "./script-reach.js";
import { reachedBefore } from "./tracebacks.js";

export type Judged = Draft<CheckAction> | Draft<TestAction> | undefined;

/** What an execution was: a check, a test run, or (undefined) neither. Also tells the run why it was stopped. */
export function judge(
  walk: Walk,
  execution: PendingExecution,
  product: Product,
  classify: (path: string) => PathClass,
): Judged {
  const { action, output, source } = execution;
  // What went well and said a lot was not stopped.
  const stopped = (!action.ok || output.length < 400) && environmentStopped(walk, output, product);
  action.stoppedByEnvironment = stopped && meantToExecute(execution, product);
  if (execution.unseen || execution.tree === "other") return undefined;
  if (execution.certain !== undefined) return certain(walk, execution, stopped, product);
  if (source === undefined || source.module !== undefined) return program(walk, execution, stopped, product, classify);
  const reach = reachOf(walk, execution, product);
  const test = suiteRun(walk, execution, reach);
  if (test !== undefined) return test;
  if (source.path !== undefined && isProductProgram(walk, source.path, source.language, classify)) {
    return stopped || silentTimeout(execution) || notFound.test(output.slice(0, 400))
      ? undefined
      : check(execution, "program");
  }
  if (source.content === undefined) return unknownScript(walk, execution, stopped);
  if (reach.uses.length === 0 || triesCopies(walk, execution, product)) return undefined;
  if (silentTimeout(execution)) return undefined;
  const traceback =
    source.language === "python" && (output.includes("Traceback") || output.includes("Error:"))
      ? lastTraceback(output)
      : undefined;
  if (traceback !== undefined && traceback.name !== "" && died(execution, traceback)) {
    if (!reachedBefore(walk, execution, traceback, reach, product)) return undefined;
  } else if (stopped && action.exitCode !== 0) return undefined;
  return check(execution, "script");
}

const notFound = /can't open file|No such file or directory|Cannot find module/;
const helperScripts = /^(?:scripts?|tools?|docs?|examples?|benchmarks?|ci|\.[\w-]+)\//;

/** A file of the product that is started by itself. What only helps to work on the product counts when it was changed. */
function isProductProgram(walk: Walk, path: string, language: string, classify: (path: string) => PathClass): boolean {
  const record = walk.files.peek(path);
  if (record === undefined || isAbsolute(path) || classify(path) !== "product") return false;
  if (record.history.length > 0) return true;
  return (
    record.exists === true &&
    language !== "shell" &&
    !helperScripts.test(path) &&
    !/(?:^|\/)(?:setup|manage)\.py$/.test(path)
  );
}

function check(execution: PendingExecution, checks: CheckAction["checks"]): Draft<CheckAction> {
  const { command, exitCode, tree, ok, error } = execution.action;
  const made: Draft<CheckAction> =
    error === undefined
      ? { command, exitCode, tree, ok, kind: "check", checks }
      : { command, exitCode, tree, ok, error, kind: "check", checks };
  if (execution.source?.path !== undefined) made.script = execution.source.path;
  return made;
}

/** The traceback ended the script, it was not caught and printed. */
function died(execution: PendingExecution, traceback: Traceback): boolean {
  const { exitCode } = execution.action;
  if (exitCode !== null && exitCode !== 0) return true;
  const content = execution.source?.content;
  if (content?.includes("print_exc") === true) {
    const own = traceback.frames.find(
      (frame) =>
        execution.source?.path === undefined ||
        frame.path.endsWith(execution.source.path.slice(execution.source.path.lastIndexOf("/") + 1)),
    );
    // Inside a `try` its line is indented.
    if (own === undefined || /^\s/.test(content.split("\n")[own.line - 1] ?? " ")) return false;
  }
  const { start } = traceback;
  const rest = execution.output.slice(start).trimEnd();
  const lastLine = rest.slice(rest.lastIndexOf("\n") + 1);
  return (
    /^(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Configured|Warning|Exit|Failure|NotFound|DoesNotExist)?(?::|$)/.test(
      lastLine,
    ) || exitCode === 0
  );
}

/** Nothing was seen but that the time ran out. */
function silentTimeout(execution: PendingExecution): boolean {
  return (
    execution.timedOut &&
    execution.output.replace(/^.*(?:TIMED OUT|timed out|TimeoutExpired|Terminated).*$/gim, "").trim() === ""
  );
}

/** Code that runs the project's own tests through a runner's interface, or a test file run directly. */
function suiteRun(walk: Walk, execution: PendingExecution, reach: Reach): Draft<TestAction> | undefined {
  const { source, output, action } = execution;
  const path = source?.path;
  const suiteFile =
    path !== undefined &&
    walk.files.peek(path)?.created !== true &&
    (isTestByPlace(path) || (path.includes("/") && isTestByName(path)));
  const calls = reach.startsRunner && (reach.importsSuite || namesSuite(source?.content ?? ""));
  if (!suiteFile && !calls && !(reach.startsRunner && path !== undefined && isTestByPlace(path))) return undefined;
  const read = readTestOutput(output, undefined, walk.runners);
  if (read === undefined && !calls) return undefined;
  if (read === undefined && !output.includes("Traceback") && action.exitCode === 0) return undefined;
  const report = read?.report ?? {
    ran: false,
    notRun: "died" as const,
    passed: null,
    failed: null,
    skipped: null,
    failing: [],
  };
  const made = testAction(
    walk,
    action.command,
    read?.name ?? "unittest",
    report,
    action.exitCode,
    action.exitCode === null && !action.ok,
    output,
    path === undefined ? [] : [path],
  );
  made.tree = execution.tree;
  return made;
}

function namesSuite(content: string): boolean {
  return /run_tests\(\s*(?:\[\s*)?["'][\w.]+|pytest\.main\(\s*\[[^\]]{0,2000}(?:tests?\/|test_)|call_command\(\s*["']test["']/.test(
    content,
  );
}

/** A script that was there before the agent, or whose text the run does not show. */
function unknownScript(walk: Walk, execution: PendingExecution, stopped: boolean): Judged {
  const { source, output } = execution;
  const path = source!.path!;
  if (stopped || execution.timedOut || notFound.test(output.slice(0, 400))) return undefined;
  if (source!.language === "shell" || /(?:^|\/)(?:setup|manage)\.py$/.test(path)) return undefined;
  if (path.startsWith("/") && walk.files.peek(path)?.created !== true) return undefined;
  return check(execution, walk.files.peek(path)?.created === true ? "script" : "program");
}

function certain(walk: Walk, execution: PendingExecution, stopped: boolean, product: Product): Judged {
  const { words, output, certain: kind } = execution;
  if (stopped || silentTimeout(execution)) return undefined;
  if (
    /Missing script|missing script|No rule to make target|Nothing to be done|task .* not found|no task|could not (?:find|determine)|not a known|No such file or directory|go\.mod file not found|no Go files|unknown (?:command|option|flag)/i.test(
      output.slice(0, 600),
    )
  )
    return undefined;
  if (kind === "lint" && !lintChecksTypes(words, output)) return undefined;
  const name = baseName(words[0]!);
  if (/^(?:gcc|g\+\+|cc|clang|clang\+\+|javac|kotlinc|rustc|swiftc|py_compile|compileall)$/.test(name)) {
    const files = words.slice(1).filter((word) => /\.\w+$/.test(word) && !word.startsWith("-"));
    if (!files.some((file) => isProductFile(walk, file))) return undefined;
  }
  if (name === "go" && words[1] === "run") {
    const target = words.slice(2).find((word) => !word.startsWith("-"));
    const record = target === undefined ? undefined : walk.files.peek(walk.path(target));
    if (record?.created === true && !mentions(record.content ?? "", product)) return undefined;
  }
  return check(execution, kind!);
}

function isProductFile(walk: Walk, file: string): boolean {
  const path = walk.path(file);
  return (
    (!path.startsWith("/") && walk.files.peek(path)?.created !== true) ||
    (walk.files.peek(path)?.created === true && path.includes("/") && !path.startsWith("/"))
  );
}

function mentions(content: string, product: Product): boolean {
  for (const folder of product.folders) if (content.includes(`/${folder}`)) return true;
  for (const name of product.modules) if (content.includes(name)) return true;
  return false;
}

const builtBefore = /^(?:\.\/|\.\.\/)?(?:[\w.-]+\/)*[\w.-]+$/;

/** The product itself was started: its command, its module, a program that lies in the repository. */
function program(
  walk: Walk,
  execution: PendingExecution,
  stopped: boolean,
  product: Product,
  classify: (path: string) => PathClass,
): Judged {
  const { words, output, source } = execution;
  if (stopped || silentTimeout(execution)) return undefined;
  const name = baseName(words[0]!);
  if (source?.module !== undefined) {
    const top = source.module.split(".")[0]!;
    if (!product.modules.has(top) && !product.editedFolders.has(top)) return undefined;
    const traceback = output.includes("Traceback") ? lastTraceback(output) : undefined;
    if (traceback !== undefined && /^(?:ModuleNotFoundError|ImportError)$/.test(traceback.name)) return undefined;
    return check(execution, "program");
  }
  if (
    /command not found|No such file or directory|Permission denied|cannot execute|not found$/m.test(
      output.slice(0, 400),
    )
  )
    return undefined;
  if (words[0]!.includes("/") && builtBefore.test(words[0]!) && !words[0]!.startsWith("/")) {
    if (runsNothing(words)) return undefined;
    const path = walk.path(words[0]!);
    if (/^(?:\.\/)?(?:configure|node_modules\/|venv\/|\.venv\/|scripts?\/)/.test(words[0]!)) return undefined;
    const record = walk.files.peek(path);
    return record?.created === true && record.content !== undefined && classify(path) !== "product"
      ? undefined
      : check(execution, "program");
  }
  if (isProductCommand(name, product)) {
    const traceback = output.includes("Traceback") ? lastTraceback(output) : undefined;
    if (traceback !== undefined && /^(?:ModuleNotFoundError|ImportError)$/.test(traceback.name)) return undefined;
    return check(execution, "program");
  }
  if (name === "curl" || name === "http" || name === "wget")
    return output.trim() === "" || /Connection refused|Failed to connect|Could not resolve/.test(output)
      ? undefined
      : check(execution, "program");
  return undefined;
}

const tidiesOnly =
  /format|ktlint|spotless|detekt|^:?(?:[\w-]+:)*(?:clean|tasks|dependencies|properties|wrapper|help)$/i;

/** `./gradlew ktlintFormat`: the build tool is started, and nothing of the product. */
function runsNothing(words: readonly string[]): boolean {
  const tasks = words.slice(1).filter((word) => !word.startsWith("-"));
  return /(?:gradlew|mvnw)(?:\.bat)?$/.test(words[0]!) && tasks.every((task) => tidiesOnly.test(task));
}

function isProductCommand(name: string, product: Product): boolean {
  if (product.modules.has(name) || product.modules.has(name.replaceAll("-", "_"))) return true;
  const dash = name.indexOf("-");
  return dash > 0 && product.modules.has(name.slice(0, dash));
}

function meantToExecute(execution: PendingExecution, product: Product): boolean {
  if (execution.certain !== undefined || execution.source !== undefined) return true;
  return isProductCommand(baseName(execution.words[0] ?? ""), product) || (execution.words[0] ?? "").includes("/");
}
