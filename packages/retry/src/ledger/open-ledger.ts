import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { constants, gunzipSync, gzip } from "node:zlib";
import { isMulliganError } from "@mulligan/core";
import type { AttemptKey, AttemptRecord } from "../attempt-record.js";
import { compareKeys } from "../store/memory-store.js";
import type { CampaignStore, Claim, Recorded } from "../store/campaign-store.js";
import type { Driver } from "./driver.js";
import { ledgerFailedError, ledgerUnreadableError } from "./errors.js";
import { loadDriver } from "./load-driver.js";
import type { ImportModule } from "./load-driver.js";
import { migrate } from "./migrations.js";
import { isGone, workerName } from "./worker-name.js";

export interface LedgerOptions {
  /** How long a claim holds without renewal, in milliseconds; default 30,000. */
  readonly leaseFor?: number | undefined;
  /** In milliseconds; for tests. */
  readonly clock?: (() => number) | undefined;
  /** `import()`, where the caller's code cannot call it itself. */
  readonly importModule?: ImportModule | undefined;
}

export interface Ledger extends CampaignStore {
  readonly driver: Driver["name"];
  /** Names of the campaigns, by code unit. */
  campaigns(): readonly string[];
  /**
   * Results of one campaign, or of all, without their long texts (the addons and the verdict): what statistics need, and
   * many times faster.
   */
  summaries(campaign?: string): readonly AttemptRecord[];
  /**
   * Takes back the results of a campaign that the infrastructure spoiled, so that these attempts can be made again. Nothing
   * rests on them: no attempt follows one. Gives how many there were.
   */
  forgetInfrastructure(campaign: string): number;
  close(): void;
}

const busyFor = 20_000;
const ofKey = "campaign = ? AND episode = ? AND arm = ? AND attempt = ?";

/**
 * Opens a ledger: one SQLite file, which is made where there is none. Several processes may have it open. A claim ends
 * with its lease, or at once where its process was one of this machine and is gone.
 * @throws MulliganError `ledger-library`, `ledger-unreadable`, `ledger-newer`; all that is done with it `ledger-failed`,
 * where the disk is full for example.
 */
export async function openLedger(path: string, options: LedgerOptions = {}): Promise<Ledger> {
  const { leaseFor = 30_000, clock = Date.now, importModule = (specifier) => import(specifier) } = options;
  const driver = await opened(path, importModule);
  const worker = workerName();

  /** One writer at a time: nothing comes between a look and the write that rests on it. */
  const alone = <Result>(work: () => Result): Result => {
    driver.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      driver.exec("COMMIT");
      return result;
    } catch (error) {
      // SQLite has rolled back by itself where the disk is full.
      quietly(() => driver.exec("ROLLBACK"));
      throw error;
    }
  };
  const isHeld = ({ key, epoch }: Claim): boolean => {
    const row = driver.get(`SELECT epoch, worker FROM claims WHERE ${ofKey}`, ...valuesOf(key));
    return row?.["epoch"] === epoch && row["worker"] === worker;
  };
  const hasResult = (key: AttemptKey) =>
    driver.get(`SELECT 1 AS found FROM results WHERE ${ofKey}`, ...valuesOf(key)) !== undefined;

  return {
    driver: driver.name,
    begin: async (campaign, settings) => {
      driver.run("INSERT INTO campaigns VALUES (?, ?) ON CONFLICT DO NOTHING", campaign, settings);
      return String(driver.get("SELECT settings FROM campaigns WHERE campaign = ?", campaign)?.["settings"]);
    },
    claim: async (key) =>
      alone(() => {
        if (hasResult(key)) return null;
        const now = clock();
        const holder = driver.get(`SELECT worker FROM claims WHERE ${ofKey} AND until > ?`, ...valuesOf(key), now);
        if (holder !== undefined && !isGone(String(holder["worker"]))) return null;
        const row = driver.get(
          `INSERT INTO claims VALUES (?, ?, ?, ?, 1, ?, ?)
           ON CONFLICT DO UPDATE SET epoch = epoch + 1, worker = excluded.worker, until = excluded.until
           RETURNING epoch`,
          ...valuesOf(key),
          worker,
          now + leaseFor,
        );
        return { key, epoch: Number(row?.["epoch"]) };
      }),
    renew: async ({ key, epoch }) =>
      driver.run(
        `UPDATE claims SET until = ? WHERE ${ofKey} AND epoch = ? AND worker = ?`,
        clock() + leaseFor,
        ...valuesOf(key),
        epoch,
        worker,
      ).changes > 0,
    release: async ({ key, epoch }) =>
      void driver.run(
        `UPDATE claims SET until = 0 WHERE ${ofKey} AND epoch = ? AND worker = ?`,
        ...valuesOf(key),
        epoch,
        worker,
      ),
    record: async (claim, record, run) => {
      const stored = run === null ? null : await compressed(run);
      return alone((): Recorded => {
        if (hasResult(claim.key)) return "already-recorded";
        if (!isHeld(claim)) return "claim-lost";
        if (stored !== null) {
          driver.run("INSERT INTO runs VALUES (?, ?) ON CONFLICT DO NOTHING", stored.name, stored.bytes);
        }
        const whole: AttemptRecord = stored === null ? record : { ...record, run: stored.name };
        driver.run(
          "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          ...valuesOf(claim.key),
          claim.epoch,
          whole.result,
          whole.score,
          whole.failureType,
          whole.run ?? null,
          ...textsOf(whole),
        );
        return "recorded";
      });
    },
    result: async (key) => recordIn(driver.get(`SELECT record, details FROM results WHERE ${ofKey}`, ...valuesOf(key))),
    results: async (campaign) =>
      recordsIn(driver.all("SELECT record, details FROM results WHERE campaign = ?", campaign)),
    run: async (name) => {
      const bytes = driver.get("SELECT bytes FROM runs WHERE name = ?", name)?.["bytes"];
      return bytes instanceof Uint8Array ? gunzipSync(bytes) : null;
    },
    campaigns: () =>
      driver.all("SELECT campaign FROM campaigns ORDER BY campaign").map((row) => String(row["campaign"])),
    summaries: (campaign) =>
      recordsIn(
        campaign === undefined
          ? driver.all("SELECT record FROM results")
          : driver.all("SELECT record FROM results WHERE campaign = ?", campaign),
      ),
    forgetInfrastructure: (campaign) =>
      alone(() => {
        const ofThem = "campaign = ? AND result = 'infrastructure'";
        // Their claims stay, so that epochs go on rising.
        driver.run(
          `UPDATE claims SET until = 0 WHERE (campaign, episode, arm, attempt) IN
           (SELECT campaign, episode, arm, attempt FROM results WHERE ${ofThem})`,
          campaign,
        );
        return driver.run(`DELETE FROM results WHERE ${ofThem}`, campaign).changes;
      }),
    close: () => driver.close(),
  };
}

async function opened(path: string, importModule: ImportModule): Promise<Driver> {
  let driver: Driver | undefined;
  try {
    driver = await loadDriver(path, importModule);
    driver.exec(`PRAGMA busy_timeout = ${busyFor}`);
    driver.exec("PRAGMA journal_mode = WAL");
    driver.exec("PRAGMA synchronous = NORMAL");
    migrate(driver, path);
    return guarded(driver, path);
  } catch (error) {
    driver?.close();
    throw isMulliganError(error) ? error : ledgerUnreadableError(path, error);
  }
}

/** What SQLite throws, as an error that says which file and what to do. */
function guarded(driver: Driver, path: string): Driver {
  const guard = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw ledgerFailedError(path, error);
    }
  };
  return {
    name: driver.name,
    exec: (sql) => guard(() => driver.exec(sql)),
    run: (sql, ...values) => guard(() => driver.run(sql, ...values)),
    get: (sql, ...values) => guard(() => driver.get(sql, ...values)),
    all: (sql, ...values) => guard(() => driver.all(sql, ...values)),
    close: () => guard(() => driver.close()),
  };
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The error before it is the one to be told.
  }
}

function valuesOf({ campaign, episode, arm, attempt }: AttemptKey): [string, string, string, number] {
  return [campaign, episode, arm, attempt];
}

const compress = promisify(gzip);

/** Fast rather than small: a recording is a few megabytes, and waits for nothing else. */
async function compressed(run: Uint8Array | string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const bytes = await compress(run, { level: constants.Z_BEST_SPEED });
  return { name: createHash("sha256").update(run).digest("hex"), bytes };
}

/** The record without its long texts, and these. */
function textsOf(record: AttemptRecord): [string, string] {
  const { told, verdict, ...rest } = record;
  const { systemPromptAddon, userContextAddon, ...short } = told;
  const summary = { ...rest, told: { systemPromptAddon: "", userContextAddon: "", ...short }, verdict: null };
  return [JSON.stringify(summary), JSON.stringify({ systemPromptAddon, userContextAddon, verdict })];
}

interface Details {
  readonly systemPromptAddon: string;
  readonly userContextAddon: string;
  readonly verdict: AttemptRecord["verdict"];
}

function recordIn(row: Readonly<Record<string, unknown>> | undefined): AttemptRecord | null {
  if (row === undefined) return null;
  const record = JSON.parse(String(row["record"])) as AttemptRecord;
  const { details } = row;
  if (typeof details !== "string") return record;
  const { verdict, ...texts } = JSON.parse(details) as Details;
  return { ...record, told: { ...record.told, ...texts }, verdict };
}

function recordsIn(rows: readonly Readonly<Record<string, unknown>>[]): AttemptRecord[] {
  return rows.flatMap((row) => recordIn(row) ?? []).sort(compareKeys);
}
