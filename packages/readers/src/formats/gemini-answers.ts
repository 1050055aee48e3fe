import type { StepStatus } from "@mulligan/core";

const refused =
  /^\[Operation Cancelled\]|^(?:Tool call )?(?:rejected|declined|cancelled|denied) by (?:the )?user\b|^User (?:denied|did not allow|cancelled) /i;
const invalid =
  /^(?:Error: )?(?:Tool "[^"\n]{1,100}" not found|params must|Invalid tool (?:call|parameters)|Invalid parameters provided)/;

/** What became of a call of Gemini CLI. `failed`: the recording marks the answer as an error. Undefined where all went well. */
export function geminiStatus(observation: string, failed: boolean): StepStatus | undefined {
  if (refused.test(observation)) return "refused";
  if (!failed) return undefined;
  return invalid.test(observation) ? "invalid" : "error";
}
