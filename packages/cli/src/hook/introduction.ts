import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import type { HookAnswer } from "./hook-event.js";

const ownerOnly = 0o600;

/** What the person is told at the first answer of all; null later. */
export function introduction(folder: string, action: HookAnswer["action"]): string | null {
  try {
    closeSync(openSync(join(folder, "introduced"), "wx", ownerOnly));
  } catch {
    return null;
  }
  const did = action === "block" ? "sent the agent back once" : "said something";
  return (
    `This is mulligan's first answer here. It read the session by rules, without a model, and ${did} about this turn's ` +
    "work. `mulligan doctor` shows what it did and why it stayed silent; the mode (observe, advise, block) and the " +
    "types stand in .mulligan/hook.json of the project."
  );
}
