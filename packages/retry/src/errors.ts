import { MulliganError } from "@mulligan/core";

export function duplicateArmError(name: string): MulliganError {
  return new MulliganError(
    "duplicate-arm",
    `Two arms have the name "${name}". Results are kept by the arm's name: give each its own.`,
  );
}

export function reservedArmError(name: string): MulliganError {
  return new MulliganError(
    "reserved-arm",
    `An arm cannot have the name "${name}": the first attempt, which all arms share, is kept under it.`,
  );
}

export function noArmsError(): MulliganError {
  return new MulliganError("no-arms", "There is no arm. Give at least one, for example planArm({ registry }).");
}

export function invalidAttemptsError(value: unknown): MulliganError {
  return new MulliganError(
    "invalid-attempts",
    `maxAttempts is ${String(value)}; it has to be a whole number of 1 or more (the first attempt counts).`,
  );
}

export function duplicateEpisodeError(episode: string): MulliganError {
  return new MulliganError(
    "duplicate-episode",
    `The campaign has the episode "${episode}" twice. Give each its own id, or its own seed.`,
  );
}

export function interruptedError(): MulliganError {
  return new MulliganError("interrupted", "The loop was interrupted. What was recorded until then stays recorded.");
}

export function invalidStopError(name: string, value: unknown, wanted: string): MulliganError {
  return new MulliganError("invalid-stop", `The stop condition ${name} got ${String(value)}; it needs ${wanted}.`);
}

export function campaignChangedError(campaign: string, member: string, before: string, now: string): MulliganError {
  return new MulliganError(
    "campaign-changed",
    `The campaign "${campaign}" was begun with ${member} ${before}, and is to go on with ${now}. Go on with the same, or give the campaign another name.`,
  );
}
