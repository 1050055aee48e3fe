import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AttemptRecord } from "@mulligan/retry";
import { openLedger } from "@mulligan/retry/ledger";
import { folderWith, recordings } from "./run.js";

const recording = readFileSync(join(recordings, "never-tested/run.traj.json"), "utf8");

/** Text that would be markup where it is not escaped. */
export const hostile = `</pre></style><script>alert(1)</script><img src=x onerror=alert(1)> "'&\u0000`;

export interface MadeCampaign {
  readonly episodes: number;
  /** Stands in texts that come from outside. */
  readonly hostile?: string;
}

/**
 * A folder with the results of a campaign that nobody ran: every first attempt failed, a quarter was solved by the plain
 * arm, these and half of the others by the plan.
 */
export async function campaignOf({ episodes, hostile: strange = "" }: MadeCampaign): Promise<string> {
  const cwd = folderWith({ "results/.gitignore": "*\n" });
  const ledger = await openLedger(join(cwd, "results/ledger.db"));
  await ledger.begin("campaign", "{}");
  for (let index = 0; index < episodes; index += 1) {
    const solved = { first: false, plain: index % 4 === 0, plan: index % 4 !== 1 };
    for (const arm of ["first", "plain", "plan"] as const) {
      const record = recordOf(
        `task-${String(index).padStart(2, "0")}${index === 2 ? strange : ""}`,
        arm,
        solved[arm],
        strange,
      );
      const claim = await ledger.claim(record);
      await ledger.record(claim!, record, recording);
    }
  }
  ledger.close();
  return cwd;
}

function recordOf(episode: string, arm: "first" | "plain" | "plan", solved: boolean, strange: string): AttemptRecord {
  const told = arm === "plan";
  return {
    schemaVersion: 1,
    campaign: "campaign",
    episode,
    arm,
    attempt: arm === "first" ? 1 : 2,
    task: episode,
    seed: 1,
    result: solved ? "solved" : "failed",
    score: solved ? 1 : 0.25,
    failureType: solved ? "CORRECT" : "NEVER_TESTED",
    primaryId: solved ? "default/CORRECT" : "default/NEVER_TESTED",
    findings: solved ? [] : ["default/NEVER_TESTED"],
    steps: 8,
    agent: "stand-in",
    model: "none",
    usage: { inputTokens: 900, outputTokens: 100, cost: 0.01, seconds: 2 },
    tries: 1,
    told: {
      systemPromptAddon: told ? "Run the tests before you submit." : "",
      userContextAddon: told ? `Read the test first: ${strange}` : "",
      ...(told && { primaryId: "default/NEVER_TESTED" }),
      parts: told ? [{ id: "default/NEVER_TESTED", slot: "user", templateHash: "0123456789abcdef" }] : [],
    },
    verdict: { score: solved ? 1 : 0.25, status: solved ? "passed" : "failed" },
    ...(arm !== "first" && { stopped: "the attempts are used up" }),
    problems: [],
  };
}
