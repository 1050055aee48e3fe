import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { testAction } from "../commands/test-run.js";
import { readTestOutput } from "../tests/recognise.js";
import { silentReport } from "../tests/silent.js";
import { report } from "../tests/runner.js";
import { argumentsOf, pathOf, type Arguments } from "./arguments.js";

/** A tool that runs the project's tests by itself, as older systems have it. */
export function runSuiteTool(walk: Walk, call: RecordedCall, input: Arguments): void {
  const output = call.observation;
  const rate = argumentsOf(call.details)["test_pass_rate"];
  const read = readTestOutput(output, undefined, walk.runners);
  const answered = call.status === "ok" || call.status === "error";
  const rated = typeof rate === "number" ? report({ ran: true, ...(rate >= 1 ? { failed: 0 } : {}) }) : undefined;
  const found =
    read?.report.ran === true
      ? read.report
      : (rated ?? read?.report ?? silentReport(output, call.exitCode ?? (call.status === "ok" ? 0 : 1), false, false));
  const target = pathOf(input);
  const action = testAction(
    walk,
    call.tool,
    read?.name ?? "unknown",
    answered ? found : report({ ran: false, notRun: "died" }),
    call.exitCode,
    call.status === "error",
    output,
    target === undefined ? [] : [walk.path(target)],
  );
  if (typeof rate === "number") action.ok = rate >= 1 && call.status === "ok";
  walk.emit(action);
}
