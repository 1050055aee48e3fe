import { hookAgents, isHookAgent } from "../setup/hook-targets.js";
import { exitCodes } from "../exit-codes.js";
import { runHook } from "../hook/run-hook.js";
import type { Io } from "../io.js";

const millisecondsASecond = 1_000;

/** Answers an agent. The exit code is 0 whatever happens: another one is a warning or a block to some agents. */
export async function hook(commandArguments: readonly string[], io: Io): Promise<number> {
  const [agent = ""] = commandArguments;
  if (!isHookAgent(agent)) {
    io.out("{}\n");
    io.error(`mulligan hook: "${agent}" is none of ${hookAgents.join(", ")}.\n`);
    return exitCodes.clean;
  }
  const { output, entry } = runHook({
    agent,
    input: await inputOf(io),
    cwd: io.cwd,
    environment: io.environment,
    elapsed: () => process.uptime() * millisecondsASecond,
  });
  io.out(`${JSON.stringify(output)}\n`);
  for (const problem of entry.problems ?? []) io.error(`mulligan hook: ${problem}\n`);
  return exitCodes.clean;
}

/** Empty where it cannot be read, which is answered like any input that holds nothing. */
async function inputOf(io: Io): Promise<string> {
  try {
    if (io.readInput !== undefined) return io.readInput();
    const chunks: Uint8Array[] = [];
    for await (const chunk of io.standardInput()) chunks.push(chunk);
    return Buffer.concat(chunks).toString("utf8");
  } catch {
    return "";
  }
}
