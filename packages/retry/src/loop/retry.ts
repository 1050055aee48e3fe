import type { ImprovementPlan } from "@mulligan/core";
import type { Verdict } from "@mulligan/readers";
import { planArm } from "../arms/plan-arm.js";
import type { AttemptRecord } from "../attempt-record.js";
import type { CampaignStore } from "../store/campaign-store.js";
import { memoryStore } from "../store/memory-store.js";
import { Chain } from "./chain.js";
import { engineOf } from "./engine.js";
import type { LoopOptions } from "./engine.js";

export interface RetryOptions extends Omit<LoopOptions, "arms"> {
  /** In the words that the agent gets. */
  readonly task: string;
  /** Default `episode`. */
  readonly id?: string | undefined;
  readonly seed?: number | undefined;
  readonly systemPrompt?: string | undefined;
  /** A failed first attempt that was made before. */
  readonly recording?: string | Uint8Array | undefined;
  readonly verdict?: Verdict | undefined;
  /** Anything that `runAttempt` and `evaluate` need. */
  readonly data?: unknown;
  /** Default: the plan alone. */
  readonly arms?: LoopOptions["arms"] | undefined;
  /** Default: memory. */
  readonly store?: CampaignStore | undefined;
  /** Under which name the store keeps the results; default `retry`. */
  readonly campaign?: string | undefined;
  /** Called behind each attempt. */
  readonly onAttempt?: ((record: AttemptRecord) => void) | undefined;
}

export interface ArmOutcome {
  readonly arm: string;
  readonly solved: boolean;
  /** The first attempt, which all arms share, and those of the arm. */
  readonly attempts: readonly AttemptRecord[];
  /** The plan that each attempt got; null for the first, and in arms without plans. */
  readonly plans: readonly (ImprovementPlan | null)[];
  /** Why it ended: a stop condition's words, or that no attempt was left. */
  readonly stopped: string;
}

export interface RetryOutcome {
  readonly solved: boolean;
  readonly arms: readonly ArmOutcome[];
}

/**
 * Attempts a task, and attempts it again with what the arm makes of the attempts before, until a stop condition holds.
 * Several arms go on from the same first attempt.
 *
 * @throws MulliganError `no-arms`, `duplicate-arm`, `reserved-arm`, `invalid-attempts`, `interrupted`.
 */
export async function retry(options: RetryOptions): Promise<RetryOutcome> {
  const engine = engineOf(options.campaign ?? "retry", {
    ...options,
    arms: options.arms ?? [planArm({ registry: options.registry })],
  });
  const { task, id = "episode", seed, systemPrompt, recording, verdict, data } = options;
  const episode = {
    id,
    task,
    ...(seed !== undefined && { seed }),
    ...(systemPrompt !== undefined && { systemPrompt }),
    ...(recording !== undefined && { recording }),
    ...(verdict !== undefined && { verdict }),
    ...(data !== undefined && { data }),
  };
  const store = options.store ?? memoryStore();
  const arms: ArmOutcome[] = [];
  for (const arm of engine.arms) {
    const chain = new Chain(engine, store, episode, arm, (_claim, work) => work());
    for (let next = await chain.advance(); next.kind === "made"; next = await chain.advance()) {
      options.onAttempt?.(next.record);
    }
    arms.push(outcomeOf(arm.name, chain));
  }
  return { solved: arms.some(({ solved }) => solved), arms };
}

function outcomeOf(arm: string, { past, records: attempts }: Chain): ArmOutcome {
  return {
    arm,
    solved: attempts.at(-1)?.result === "solved",
    attempts,
    plans: past.map(({ addons }) => addons.plan ?? null),
    stopped: attempts.at(-1)?.stopped ?? `${attempts.length} attempts were made`,
  };
}
