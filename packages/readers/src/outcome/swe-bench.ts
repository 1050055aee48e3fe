import { isRecord, listOf, parseJson, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import { eachLine, isBlank } from "../text.js";
import type { Sidecar } from "./sidecar.js";
import { failedVerdict, passedVerdict, unknownVerdict, verdictOfFlag } from "./verdict.js";
import type { Verdict } from "./verdict.js";

/** `report.json`: per instance, whether it is resolved and which tests pass. */
export function instanceReport(value: JsonRecord): Sidecar | null {
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every(([, entry]) => isInstanceEntry(entry))) return null;
  return {
    kind: "swe-bench-report",
    byInstance: new Map(entries.map(([id, entry]) => [id, reportVerdict(recordOf(entry))])),
  };
}

function isInstanceEntry(entry: unknown): boolean {
  return (
    isRecord(entry) &&
    "resolved" in entry &&
    ("patch_successfully_applied" in entry || "tests_status" in entry || "patch_exists" in entry)
  );
}

function reportVerdict(entry: JsonRecord): Verdict {
  const tests = recordOf(entry["tests_status"]);
  const failing = failuresOf(tests["FAIL_TO_PASS"]);
  const regressed = failuresOf(tests["PASS_TO_PASS"]);
  return {
    ...verdictOfFlag(entry["resolved"]),
    ...(failing.length > 0 ? { failingTests: failing } : {}),
    ...(regressed.length > 0 ? { regressedTests: regressed } : {}),
    ...(entry["patch_exists"] === true && entry["patch_successfully_applied"] === false
      ? { evaluatorOutput: "The submitted patch did not apply." }
      : {}),
  };
}

function failuresOf(tests: unknown): readonly string[] {
  return listOf(recordOf(tests)["failure"]).filter((name) => typeof name === "string");
}

/** The report of a whole evaluation run: lists of ids. */
export function runReport(value: JsonRecord): Sidecar | null {
  if (!Array.isArray(value["resolved_ids"])) return null;
  const byInstance = new Map<string, Verdict>();
  const lists: readonly (readonly [string, Verdict])[] = [
    // The harness's own failures say nothing of the patch. Later lists win where an id stands in several.
    ["submitted_ids", unknownVerdict],
    ["completed_ids", unknownVerdict],
    ["incomplete_ids", unknownVerdict],
    ["error_ids", { ...unknownVerdict, infrastructure: "The evaluation of the instance ended with an error." }],
    ["empty_patch_ids", failedVerdict],
    ["unresolved_ids", failedVerdict],
    ["resolved_ids", passedVerdict],
  ];
  for (const [name, verdict] of lists) addIds(byInstance, value[name], verdict);
  return { kind: "swe-bench-run-report", byInstance };
}

/** `results.json` of published experiments: an instance that no list names was evaluated and not resolved. */
export function experimentResults(value: JsonRecord): Sidecar | null {
  if (!Array.isArray(value["resolved"]) || !(Array.isArray(value["no_logs"]) || Array.isArray(value["no_generation"])))
    return null;
  const byInstance = new Map<string, Verdict>();
  addIds(byInstance, value["no_logs"], unknownVerdict);
  addIds(byInstance, value["no_generation"], failedVerdict);
  addIds(byInstance, value["resolved"], passedVerdict);
  return { kind: "swe-bench-results", byInstance, others: failedVerdict };
}

function addIds(byInstance: Map<string, Verdict>, ids: unknown, verdict: Verdict): void {
  for (const id of listOf(ids)) if (typeof id === "string") byInstance.set(id, verdict);
}

/** OpenHands' evaluation rows: a report an instance, one a line. */
export function evaluationRows(text: string): Sidecar | null {
  const byInstance = new Map<string, Verdict>();
  let strange = false;
  eachLine(text, (line) => {
    if (strange || isBlank(line)) return;
    const row = recordOf(parseJson(line));
    const id = textIn(row["instance_id"]);
    const report = recordOf(row["report"] ?? recordOf(row["test_result"])["report"]);
    if (id === undefined || typeof report["resolved"] !== "boolean") strange = true;
    else byInstance.set(id, verdictOfFlag(report["resolved"]));
  });
  return strange || byInstance.size === 0 ? null : { kind: "openhands-evaluation", byInstance };
}
