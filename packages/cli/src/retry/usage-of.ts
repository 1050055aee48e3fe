import { readFileSync } from "node:fs";
import type { Usage } from "@mulligan/retry";

/** What a recording calls the cost of the whole run, as a member of JSON: mini-swe-agent and SWE-agent, Claude Code. */
const costs = /(?<!\\)"(?:instance_cost|total_cost_usd|total_cost)"\s*:\s*(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)/g;
const inputs = /(?<!\\)"(?:tokens_sent|total_prompt_tokens)"\s*:\s*(\d{1,15})/g;
const outputs = /(?<!\\)"(?:tokens_received|total_completion_tokens)"\s*:\s*(\d{1,15})/g;

/**
 * What the agent says in `usage.json`, else what its recording says at its last mention. Names and digits are ASCII, so the
 * recording may be decoded as Latin-1, which is many times faster.
 */
export function usageOf(file: string, recording: string | null): Usage {
  const stated = statedIn(file);
  const last = (pattern: RegExp) => {
    const match = recording === null ? undefined : [...recording.matchAll(pattern)].at(-1)?.[1];
    return match === undefined ? undefined : Number(match);
  };
  const cost = stated["cost"] ?? last(costs);
  const inputTokens = stated["input_tokens"] ?? last(inputs);
  const outputTokens = stated["output_tokens"] ?? last(outputs);
  return {
    ...(cost !== undefined && { cost }),
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
  };
}

function statedIn(file: string): Readonly<Record<string, number | undefined>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter(([, number]) => typeof number === "number" && number >= 0),
    ) as Record<string, number>;
  } catch {
    return {};
  }
}
