import { isOn, outputOptions, parse, textOf } from "../arguments.js";
import type { Options } from "../arguments.js";
import { usageError } from "../errors.js";
import type { Io } from "../io.js";
import { initConfig } from "../setup/init-config.js";
import { initHooks } from "../setup/init-hooks.js";

const options: Options = {
  ...outputOptions,
  force: { type: "boolean" },
  format: { type: "string" },
  "dry-run": { type: "boolean" },
  hooks: { type: "string" },
  user: { type: "boolean" },
  project: { type: "boolean" },
  subagents: { type: "boolean" },
  yes: { type: "boolean", short: "y" },
  undo: { type: "boolean" },
};

const forHooks = ["user", "project", "subagents", "yes", "undo"];
const forConfig = ["force", "format"];

export async function init(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("init", commandArguments, options);
  if (parsed.positionals.length > 0) throw usageError("init", `"${parsed.positionals[0]}" is one word too many.`);
  if (isOn(parsed, "json"))
    throw usageError("init", "--json does not go with init; --dry-run shows what it would write.");
  const hooks = textOf(parsed, "hooks") !== undefined;
  for (const name of hooks ? forConfig : forHooks) {
    if (parsed.values[name] === undefined) continue;
    throw usageError("init", `--${name} ${hooks ? "does not go with" : "goes with"} --hooks AGENT.`);
  }
  return await (hooks ? initHooks(parsed, io) : initConfig(parsed, io));
}
