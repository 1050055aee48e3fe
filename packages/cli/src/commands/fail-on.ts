import type { Diagnosis, Severity } from "@mulligan/core";
import { choiceOf } from "../arguments.js";
import type { Arguments } from "../arguments.js";

const order: readonly Severity[] = ["none", "minor", "major", "critical"];

/** Says whether a run reaches the severity of `--fail-on`; without the option no run does. */
export function failOn(command: string, parsed: Arguments): (diagnosis: Diagnosis) => boolean {
  const least = choiceOf(command, parsed, "fail-on", ["critical", "major", "minor"]);
  if (least === undefined) return () => false;
  return ({ findings }) => findings.some(({ severity }) => order.indexOf(severity) >= order.indexOf(least));
}
