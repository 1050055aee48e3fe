import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { memoryStore } from "../src/index.js";
import type { AttemptRecord, CampaignStore } from "../src/index.js";
import { openLedger } from "../src/ledger/index.js";
import { workerName } from "../src/ledger/worker-name.js";

const folder = mkdtempSync(join(tmpdir(), "mulligan-ledger-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const fresh = () => join(folder, `${(files += 1)}.db`);

const key = { campaign: "c", episode: "e", arm: "plan", attempt: 2 };
const record = (over: Partial<AttemptRecord> = {}): AttemptRecord => ({
  schemaVersion: 1,
  ...key,
  task: "e",
  seed: 1,
  result: "failed",
  score: 0.5,
  failureType: "NEVER_TESTED",
  primaryId: "default/NEVER_TESTED",
  findings: ["default/NEVER_TESTED"],
  steps: 3,
  agent: null,
  model: null,
  usage: {},
  tries: 1,
  told: { systemPromptAddon: "", userContextAddon: "", parts: [] },
  verdict: null,
  problems: [],
  ...over,
});

const stores: readonly (readonly [string, () => Promise<CampaignStore>])[] = [
  ["memory", async () => memoryStore()],
  ["ledger", () => openLedger(fresh())],
];

describe.each(stores)("%s", (_name, open) => {
  it("keeps the first result, and no other", async () => {
    const store = await open();
    const claim = await store.claim(key);
    expect(claim).toEqual({ key, epoch: 1 });
    expect(await store.claim(key)).toBeNull();
    expect(await store.record(claim!, record(), "the run")).toBe("recorded");
    expect(await store.record(claim!, record({ score: 0.9 }), "another")).toBe("already-recorded");
    expect(await store.claim(key)).toBeNull();
    const kept = await store.result(key);
    expect(kept).toEqual({ ...record(), run: kept?.run });
    expect(Buffer.from((await store.run(kept!.run!))!).toString()).toBe("the run");
    expect(await store.run("no such run")).toBeNull();
  });

  it("refuses the result of a claim that was given back and taken by another", async () => {
    const store = await open();
    const first = await store.claim(key);
    await store.release(first!);
    const second = await store.claim(key);
    expect(second?.epoch).toBe(2);
    expect(await store.renew(first!)).toBe(false);
    expect(await store.renew(second!)).toBe(true);
    expect(await store.record(first!, record(), null)).toBe("claim-lost");
    expect(await store.result(key)).toBeNull();
    expect(await store.record(second!, record(), null)).toBe("recorded");
  });

  it("gives results by episode, arm and attempt, of one campaign", async () => {
    const store = await open();
    const keys = [
      { ...key, episode: "b", attempt: 10 },
      { ...key, episode: "b", attempt: 9 },
      { ...key, episode: "a" },
      { ...key, episode: "B" },
      { ...key, campaign: "other" },
    ];
    for (const each of keys) await store.record((await store.claim(each))!, record(each), null);
    const found = await store.results("c");
    expect(found.map(({ episode, attempt }) => `${episode}${attempt}`)).toEqual(["B2", "a2", "b9", "b10"]);
  });

  it("remembers what a campaign was begun with", async () => {
    const store = await open();
    expect(await store.begin("c", "first")).toBe("first");
    expect(await store.begin("c", "second")).toBe("first");
  });
});

describe("ledger", () => {
  it("lets another worker take over when a lease has run out, and refuses the late result", async () => {
    const path = fresh();
    let now = 1_000;
    const options = { leaseFor: 100, clock: () => now };
    const slow = await openLedger(path, options);
    const other = await openLedger(path, options);
    const claim = await slow.claim(key);
    now += 99;
    expect(await other.claim(key)).toBeNull();
    expect(await slow.renew(claim!)).toBe(true);
    now += 99;
    expect(await other.claim(key)).toBeNull();
    now += 1;
    const taken = await other.claim(key);
    expect(taken?.epoch).toBe(2);
    expect(await slow.record(claim!, record({ score: 0.1 }), null)).toBe("claim-lost");
    expect(await other.record(taken!, record({ score: 0.2 }), null)).toBe("recorded");
    expect(await slow.record(claim!, record({ score: 0.1 }), null)).toBe("already-recorded");
    expect((await slow.result(key))?.score).toBe(0.2);
  });

  it("takes over at once from a process of this machine that is gone, and from no other", async () => {
    const path = fresh();
    const holder = await openLedger(path);
    await holder.claim(key);
    const other = await openLedger(path);
    expect(await other.claim(key)).toBeNull();
    const { pid } = spawnSync(process.execPath, ["--version"]);
    const [machine = ""] = workerName().split("|");
    const { default: Database } = await import("libsql");
    const held = new Database(path);
    const hold = (worker: string) => held.prepare("UPDATE claims SET worker = ?").run(worker);
    hold(`another machine|${pid}|x`);
    expect(await other.claim(key)).toBeNull();
    hold(`${machine}|${pid}|x`);
    held.close();
    expect(await other.claim(key)).toEqual({ key, epoch: 2 });
    for (const ledger of [holder, other]) ledger.close();
  });

  it("is there again when it is opened again, and keeps the same run once", async () => {
    const path = fresh();
    const ledger = await openLedger(path);
    const second = { ...key, attempt: 3 };
    for (const each of [key, second]) await ledger.record((await ledger.claim(each))!, record(each), "same run");
    ledger.close();
    const again = await openLedger(path);
    const [first, next] = await again.results("c");
    expect(first?.run).toMatch(/^[0-9a-f]{64}$/);
    expect(next?.run).toBe(first?.run);
    expect(again.summaries("c")).toEqual(await again.results("c"));
    expect(again.summaries()).toHaveLength(2);
    again.close();
  });

  it("forgets what the infrastructure spoiled, and nothing else", async () => {
    const ledger = await openLedger(fresh());
    const spoiled = { ...key, episode: "spoiled" };
    await ledger.record((await ledger.claim(key))!, record(), null);
    await ledger.record((await ledger.claim(spoiled))!, record({ ...spoiled, result: "infrastructure" }), null);
    expect(ledger.forgetInfrastructure("other")).toBe(0);
    expect(ledger.forgetInfrastructure("c")).toBe(1);
    expect((await ledger.results("c")).map(({ episode }) => episode)).toEqual(["e"]);
    expect((await ledger.claim(spoiled))?.epoch).toBe(2);
    ledger.close();
  });

  it("falls back on libsql, and says what to do where there is neither", async () => {
    const only = (name: string) => (specifier: string) =>
      specifier === name ? (import(specifier) as Promise<unknown>) : Promise.reject(new Error(`no ${specifier}`));
    const ledger = await openLedger(fresh(), { importModule: only("libsql") });
    expect(ledger.driver).toBe("libsql");
    ledger.close();
    await expect(openLedger(fresh(), { importModule: only("neither") })).rejects.toThrow(
      /^Node v[\d.]+ has no SQLite, and the package libsql could not be loaded \(no libsql\)\. Use Node 22\.13 or newer, or install libsql\.$/,
    );
  });

  it("refuses what is no ledger, and one of a later version", async () => {
    const path = fresh();
    writeFileSync(path, "this is a text and not a database, and long enough to be one of them".repeat(20));
    await expect(openLedger(path)).rejects.toMatchObject({ code: "ledger-unreadable" });
    await expect(openLedger(join(folder, "no/such/folder.db"))).rejects.toMatchObject({ code: "ledger-unreadable" });
    expect(existsSync(join(folder, "no"))).toBe(false);

    const newer = fresh();
    (await openLedger(newer)).close();
    const { default: Database } = await import("libsql");
    const database = new Database(newer);
    database.exec("PRAGMA user_version = 99");
    database.close();
    await expect(openLedger(newer)).rejects.toThrow("its schema is 99, this version knows 1");
  });
});
