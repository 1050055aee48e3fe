import type { HookEvent } from "./hook-event.js";
import { judgeSession } from "./judge-session.js";
import type { SessionVerdict } from "./judge-session.js";
import { quickRegistry } from "./quick-registry.js";
import type { SessionState } from "./session-state.js";
import { liveTypes } from "./settings.js";
import { liveRegistry } from "./voice.js";

/**
 * Judges the turn that ended. In the bundle a loader takes the place of this file: the readers and the rules are loaded
 * when a turn has to be looked at closely.
 */
export function judgeTurn(
  path: string,
  event: HookEvent,
  state: SessionState,
  types: ReadonlySet<string>,
): SessionVerdict {
  const all = new Set([...liveTypes, ...types]);
  return judgeSession(
    path,
    event,
    state,
    all.size === liveTypes.length ? quickRegistry(all) : liveRegistry(all),
    types,
  );
}
