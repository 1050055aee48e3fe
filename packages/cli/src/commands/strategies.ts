import { strategyEffects } from "@mulligan/retry";
import type { AttemptRecord, StrategyEffect } from "@mulligan/retry";
import { isOn, outputOptions, parse, textOf } from "../arguments.js";
import type { Options } from "../arguments.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import type { Io } from "../io.js";
import { effectRows, effectsHeader } from "../output/effects-text.js";
import { columns } from "../output/text.js";
import { openResults } from "../retry/open-results.js";

const options: Options = { ...outputOptions, control: { type: "string" } };

export async function strategies(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("strategies", commandArguments, options);
  if (parsed.positionals.length === 0) throw usageError("strategies", "Name one or more folders of results.");
  const records: AttemptRecord[] = [];
  for (const [index, shown] of parsed.positionals.entries()) {
    const ledger = await openResults("strategies", shown, io);
    // Campaigns of different ledgers may have the same name.
    for (const record of ledger.summaries()) records.push({ ...record, campaign: `${index} ${record.campaign}` });
    ledger.close();
  }
  const effects = strategyEffects(records, textOf(parsed, "control") ?? "plain");
  io.out(isOn(parsed, "json") ? `${JSON.stringify(effects, null, 2)}\n` : `${textFor(effects)}\n`);
  return exitCodes.clean;
}

function textFor(effects: readonly StrategyEffect[]): string {
  if (effects.length === 0) return "No attempt was told a strategy's text yet.";
  return columns([effectsHeader, ...effectRows(effects)])
    .map((line) => line.trimEnd())
    .join("\n");
}
