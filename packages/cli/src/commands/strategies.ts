import { strategyEffects } from "@mulligan/retry";
import type { StrategyEffect } from "@mulligan/retry";
import { isOn, outputOptions, parse, textOf } from "../arguments.js";
import type { Options } from "../arguments.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import type { Io } from "../io.js";
import { effectRows, effectsHeader } from "../output/effects-text.js";
import { columns } from "../output/text.js";
import { recordsOf } from "../retry/prefer.js";

const options: Options = { ...outputOptions, control: { type: "string" } };

export async function strategies(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("strategies", commandArguments, options);
  if (parsed.positionals.length === 0) throw usageError("strategies", "Name one or more folders of results.");
  const records = await recordsOf("strategies", parsed.positionals, io);
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
