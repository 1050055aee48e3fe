import type { Registry } from "@mulligan/core";
import { preferEffective, strategyEffects } from "@mulligan/retry";
import type { AttemptRecord, StrategyChoice } from "@mulligan/retry";
import { choiceOf, isOn, numberOf, textsOf } from "../arguments.js";
import type { Arguments, Options } from "../arguments.js";
import { usageError } from "../errors.js";
import type { Io } from "../io.js";
import { openResults } from "./open-results.js";

/** Options of every command whose plans may be chosen by what earlier campaigns brought. */
export const preferOptions: Options = {
  prefer: { type: "string" },
  memory: { type: "string", multiple: true },
  "prefer-seed": { type: "string" },
};

/**
 * With `--prefer effective`, of several strategies of one failure type only the one that the results of `--memory` speak
 * for; each choice is told on standard error. Else the registry as it is.
 */
export async function preferredRegistry(
  command: string,
  parsed: Arguments,
  registry: Registry,
  io: Io,
): Promise<Registry> {
  const prefer = choiceOf(command, parsed, "prefer", ["effective"]);
  const memory = textsOf(parsed, "memory");
  const seed = numberOf(command, parsed, "prefer-seed", { minimum: 0 });
  if (prefer === undefined) {
    if (memory.length > 0 || seed !== undefined)
      throw usageError(command, `${memory.length > 0 ? "--memory" : "--prefer-seed"} goes with --prefer effective.`);
    return registry;
  }
  if (memory.length === 0)
    throw usageError(command, "--prefer effective needs --memory RESULTS, the folder of a campaign that has ended.");
  const choices = preferEffective(registry, strategyEffects(await recordsOf(command, memory, io)), seed ?? 1);
  if (!isOn(parsed, "quiet")) {
    for (const choice of choices.choices) io.error(`${choiceText(choice)}\n`);
    if (choices.choices.length === 0)
      io.error("--prefer effective: no failure type has several strategies in force, so nothing was chosen.\n");
  }
  return choices.registry;
}

/** All results of the folders. */
export async function recordsOf(command: string, folders: readonly string[], io: Io): Promise<AttemptRecord[]> {
  const records: AttemptRecord[] = [];
  for (const [index, shown] of folders.entries()) {
    const ledger = await openResults(command, shown, io);
    // Campaigns of different ledgers may have the same name.
    for (const record of ledger.summaries()) records.push({ ...record, campaign: `${index} ${record.campaign}` });
    ledger.close();
  }
  return records;
}

function choiceText({ type, chosen, among }: StrategyChoice): string {
  const known = among.map(({ id, wins, losses }) => `${id} (won ${wins}, lost ${losses})`).join(", ");
  return `--prefer effective: ${type} is told by ${chosen}, chosen at random by what is known of ${known}.`;
}
