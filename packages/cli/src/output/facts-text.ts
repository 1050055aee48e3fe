import type { Facts } from "@mulligan/core";
import { columns } from "./text.js";

/** The timelines that the rules rest on, one fact a line. */
export function factsText(facts: Facts): string {
  const places = (entries: readonly { readonly step: number; readonly path: string }[]) =>
    entries.map(({ step, path }) => `${step} ${path}`).join(", ") || "none";
  const rows = [
    ["product edits", places(facts.productEdits)],
    ["test-file edits", places(facts.testFileEdits)],
    ["scratch files", places(facts.scratchCreated)],
    ["failed edits", places(facts.failedEdits)],
    ["test runs", facts.testRuns.map(({ step, action }) => `${step} ${resultOf(action)}`).join(", ") || "none"],
    ["checks", facts.checks.map(({ step, action }) => `${step} ${action.ok ? "ok" : "failed"}`).join(", ") || "none"],
    ["finish", facts.finish === null ? "none" : String(facts.finish)],
  ];
  return columns(rows).join("\n");
}

function resultOf(action: Facts["testRuns"][number]["action"]): string {
  if (!action.ran) return action.notRun ?? "did not run";
  const counts = [
    action.passed === null ? "" : `${action.passed} passed`,
    action.failed === null ? "" : `${action.failed} failed`,
  ];
  const known = counts.filter((count) => count !== "").join(" ");
  return known === "" ? (action.ok ? "ok" : "failed") : known;
}
