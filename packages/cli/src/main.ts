import { exitCodes } from "./exit-codes.js";
import { commandNames, usageOf } from "./help.js";
import type { CommandName } from "./help.js";
import type { Io } from "./io.js";
import { typedHere } from "./output/program.js";

/** Runs the command line and gives its exit code; never throws. */
export async function main(commandLine: readonly string[], io: Io): Promise<number> {
  const [name = "help", ...rest] = commandLine;
  try {
    if (name === "--version" || name === "-V" || name === "version") {
      io.out(`${__MULLIGAN_VERSION__}\n`);
      return exitCodes.clean;
    }
    if (name === "help" || name === "--help" || name === "-h") return help(rest[0], io);
    if (!isCommand(name)) return unknownCommand(name, io);
    if (rest.includes("--help") || rest.includes("-h")) return help(name, io);
    if (name === "hook") {
      const { hook } = await import("./commands/hook.js");
      return await hook(rest, io);
    }
    // Behind an import of its own: `--help` and a wrong word must not pay for the engine.
    const { commands } = await import("./engine.js");
    return await commands[name](rest, io);
  } catch (error) {
    const code = reportFailure(error, io);
    return name === "hook" ? exitCodes.clean : code;
  }
}

function isCommand(name: string): name is CommandName {
  return commandNames.some((command) => command === name);
}

function help(topic: string | undefined, io: Io): number {
  if (topic !== undefined && !isCommand(topic)) return unknownCommand(topic, io);
  io.out(usageOf(topic));
  return exitCodes.clean;
}

function unknownCommand(name: string, io: Io): number {
  io.error(`mulligan: there is no command "${name}". ${hintFor(name)} \`mulligan --help\` shows them all.\n`);
  return exitCodes.usage;
}

function hintFor(name: string): string {
  if (/[./]/.test(name)) return `Did you mean \`mulligan plan ${name}\`?`;
  const near = name.length < 2 ? undefined : commandNames.find((command) => command.startsWith(name.slice(0, 2)));
  return near === undefined ? `Commands: ${commandNames.join(", ")}.` : `Did you mean \`mulligan ${near}\`?`;
}

/** One error, said once, without a stack trace; `MULLIGAN_DEBUG=1` shows the stack. */
function reportFailure(error: unknown, io: Io): number {
  const message = error instanceof Error ? error.message : String(error);
  io.error(`mulligan: ${typedHere(message, io)}\n`);
  if (io.environment["MULLIGAN_DEBUG"] === "1" && error instanceof Error) io.error(`${error.stack}\n`);
  return exitCodes.usage;
}
