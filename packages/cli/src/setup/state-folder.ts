import { homedir } from "node:os";
import { join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** The home of the user, as programs are told it. */
export function homeFolder(environment: Environment): string {
  return environment["HOME"] ?? environment["USERPROFILE"] ?? homedir();
}

/** Where mulligan keeps what it must remember between calls and nobody has to see. */
export function stateFolder(environment: Environment): string {
  const { XDG_STATE_HOME: state, LOCALAPPDATA: local } = environment;
  if (state !== undefined && state !== "") return join(state, "mulligan");
  if (process.platform === "win32" && local !== undefined) return join(local, "mulligan");
  return join(homeFolder(environment), ".local", "state", "mulligan");
}
