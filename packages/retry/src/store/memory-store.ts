import type { AttemptKey, AttemptRecord } from "../attempt-record.js";
import type { CampaignStore, Claim } from "./campaign-store.js";

/** Keeps results as long as the program runs. Claims do not end by themselves. */
export function memoryStore(): CampaignStore {
  const settings = new Map<string, string>();
  const claims = new Map<string, { epoch: number; open: boolean }>();
  const records = new Map<string, AttemptRecord>();
  const runs = new Map<string, Uint8Array | string>();
  const holds = ({ key, epoch }: Claim) => {
    const claim = claims.get(nameOf(key));
    return claim?.open === true && claim.epoch === epoch;
  };
  return {
    begin: async (campaign, given) => {
      if (!settings.has(campaign)) settings.set(campaign, given);
      return settings.get(campaign) ?? given;
    },
    claim: async (key) => {
      const name = nameOf(key);
      const before = claims.get(name);
      if (records.has(name) || before?.open === true) return null;
      const epoch = (before?.epoch ?? 0) + 1;
      claims.set(name, { epoch, open: true });
      return { key, epoch };
    },
    renew: async (claim) => holds(claim),
    release: async (claim) => {
      if (holds(claim)) claims.set(nameOf(claim.key), { epoch: claim.epoch, open: false });
    },
    record: async (claim, record, run) => {
      const name = nameOf(claim.key);
      if (records.has(name)) return "already-recorded";
      if (!holds(claim)) return "claim-lost";
      if (run !== null) runs.set(name, run);
      records.set(name, run === null ? record : { ...record, run: name });
      return "recorded";
    },
    result: async (key) => records.get(nameOf(key)) ?? null,
    results: async (campaign) =>
      [...records.values()].filter((record) => record.campaign === campaign).sort(compareKeys),
    run: async (name) => runs.get(name) ?? null,
  };
}

function nameOf({ campaign, episode, arm, attempt }: AttemptKey): string {
  return JSON.stringify([campaign, episode, arm, attempt]);
}

/** By episode, arm and attempt; texts by code unit. */
export function compareKeys(left: AttemptKey, right: AttemptKey): number {
  return compareTexts(left.episode, right.episode) || compareTexts(left.arm, right.arm) || left.attempt - right.attempt;
}

export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
