import type { CheckAction, Facts, TestAction } from "@mulligan/core";
import type { OwnTests } from "./own-tests.js";

/** It ran what the agent made itself: a retry from the start does not find it there. */
export function isOwnExecution(action: CheckAction | TestAction, facts: Facts, own: OwnTests): boolean {
  if (action.kind === "test") return own.ranOnly(action);
  if (action.script === undefined) return action.checks === "script";
  const { script } = action;
  return (
    (facts.files.get(script)?.createdAt ?? null) !== null ||
    facts.scratchCreated.some(({ path }) => path === script || script.endsWith(`/${path}`))
  );
}
