import type { Step } from "@mulligan/core";

const usageLimit = 300;
const shells = /^(?:bash|shell|sh|terminal|execute_bash|run_shell_command|exec_command|local_shell|Bash)$/;

/** By the recorded status, or by an agent's own command that answers with nothing but its usage. */
export function isRejectedForForm({ status, tool, observation, actions }: Step): boolean {
  if (status === "invalid") return true;
  if (status === "refused" || status === "missing" || shells.test(tool)) return false;
  if (observation.length > usageLimit || actions.some(({ kind }) => kind !== "other")) return false;
  return observation.trim().startsWith(`Usage: ${tool} `);
}
