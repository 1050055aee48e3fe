import { usageOf } from "./help.js";
import type { Io } from "./io.js";

export const exitCodes = { clean: 0, findings: 1, usage: 2, unreadable: 3, interrupted: 130 } as const;

type Command = (commandArguments: readonly string[], io: Io) => Promise<number>;

// Behind imports of their own: `--help` and a wrong word must not pay for the engine.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  plan: async () => (await import("./commands/plan.js")).plan,
  diagnose: async () => (await import("./commands/diagnose.js")).diagnoseCommand,
  read: async () => (await import("./commands/read.js")).read,
  compare: async () => (await import("./commands/compare.js")).compare,
  packs: async () => (await import("./commands/packs.js")).packs,
  explain: async () => (await import("./commands/explain.js")).explain,
};

/** Runs the command line and gives its exit code; never throws. */
export async function main(commandLine: readonly string[], io: Io): Promise<number> {
  const [name = "help", ...rest] = commandLine;
  try {
    if (name === "--version" || name === "-V" || name === "version") {
      io.out(`${__MULLIGAN_VERSION__}\n`);
      return exitCodes.clean;
    }
    if (name === "help" || name === "--help" || name === "-h") {
      const topic = rest[0];
      if (topic !== undefined && !Object.hasOwn(commands, topic)) return unknownCommand(topic, io);
      io.out(usageOf(topic));
      return exitCodes.clean;
    }
    if (!Object.hasOwn(commands, name)) return unknownCommand(name, io);
    if (rest.includes("--help") || rest.includes("-h")) {
      io.out(usageOf(name));
      return exitCodes.clean;
    }
    const command = await (commands[name] as () => Promise<Command>)();
    return await command(rest, io);
  } catch (error) {
    return reportFailure(error, io);
  }
}

function unknownCommand(name: string, io: Io): number {
  const known = Object.keys(commands);
  const near = known.find((command) => command.startsWith(name.slice(0, 2)));
  const hint = near === undefined ? `Commands: ${known.join(", ")}.` : `Did you mean \`mulligan ${near}\`?`;
  io.error(`mulligan: there is no command "${name}". ${hint} \`mulligan --help\` shows them all.\n`);
  return exitCodes.usage;
}

/** One error, said once, without a stack trace; `MULLIGAN_DEBUG=1` shows the stack. */
function reportFailure(error: unknown, io: Io): number {
  const message = error instanceof Error ? error.message : String(error);
  io.error(`mulligan: ${message}\n`);
  if (io.environment["MULLIGAN_DEBUG"] === "1" && error instanceof Error && error.stack !== undefined)
    io.error(`${error.stack}\n`);
  return exitCodeOf(error);
}

const unreadableCodes: ReadonlySet<unknown> = new Set(["input-not-found", "input-unreadable", "no-runs"]);

function exitCodeOf(error: unknown): number {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return unreadableCodes.has(code) ? exitCodes.unreadable : exitCodes.usage;
}
