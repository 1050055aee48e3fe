import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { claudeCode, sessions, writers } from "./hook-sessions.js";
import { folderWith, mulligan } from "./run.js";

const two = [...sessions.sound, { ask: "Round it, too." }, ...sessions.NEVER_TESTED.slice(2)];

const played = async (files: Record<string, string>, ...options: string[]) => {
  const cwd = folderWith(files);
  const { code, out, error } = await mulligan(["replay", ".", ...options], { cwd });
  return { code, out, error };
};

const turns = (out: string) =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { session: string; turn: number; answer: string; type?: string; why?: string });

describe("replay", () => {
  it("says what the hook would have said, and where", async () => {
    const { code, out } = await played({ "a.jsonl": claudeCode(sessions.NEVER_TESTED, "s") });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^a\.jsonl, turn 1 "Fix the total of the cart: discounts are not taken off\. See…"\n {2}NEVER_TESTED, the agent is sent back\n {4}Mulligan: edited and never tested \(`src\/cart\.py`\)\./,
    );
    expect(out).toMatch(
      /\n\n1 turn of 1 session: 1 sent back \(NEVER_TESTED 1\), 0 hints, 0 silent\.\nThat is mode block; .+\n$/,
    );
  });

  it("names a turn by the first line of its prompt, without marks", async () => {
    const prompt = "<task>\n\n## Discounts  are off\n\nSee src/cart.py.\n</task>";
    const session = [{ ask: prompt }, ...sessions.NEVER_TESTED.slice(1)];
    const { out } = await played({ "a.jsonl": claudeCode(session, "s") });
    expect(out).toMatch(/^a\.jsonl, turn 1 "Discounts are off"\n/);
  });

  it("goes through a session turn by turn, with what the turns before left", async () => {
    const { out } = await played({ "a.jsonl": claudeCode(two, "s") }, "--jsonl");
    expect(turns(out)).toMatchObject([
      { session: "a.jsonl", turn: 1, answer: "silent", why: "nothing found", ended: true },
      { turn: 2, answer: "block", type: "UNVERIFIED_FINAL_EDIT", prompt: "Round it, too." },
    ]);
  });

  it("shows silent turns where they are asked for", async () => {
    const { out } = await played({ "a.jsonl": claudeCode(sessions.sound, "s") }, "--all");
    expect(out).toContain("\n  silent: nothing found\n");
    expect((await played({ "a.jsonl": claudeCode(sessions.sound, "s") })).out).toBe(
      "1 turn of 1 session: 0 sent back, 0 hints, 1 silent.\n",
    );
  });

  it("plays sessions of other agents", async () => {
    const { out } = await played({ "rollout.jsonl": writers["codex"]!.write(sessions.NEVER_TESTED, "s") });
    expect(out).toContain("NEVER_TESTED, the agent is sent back");
  });

  it("gives hints for the types that send nobody back, unless they are asked for", async () => {
    const files = { "a.jsonl": claudeCode(sessions.LOOPING_BEHAVIOR, "s") };
    expect((await played(files)).out).toContain("LOOPING_BEHAVIOR, a hint\n    Mulligan: ");
    expect((await played(files, "--types", "LOOPING_BEHAVIOR")).out).toContain(
      "LOOPING_BEHAVIOR, the agent is sent back",
    );
    expect((await played(files, "--types", "TEST_TAMPERING,NEVER_TESTED")).out).toContain("1 silent");
  });

  it("does not count a turn that the agent did not end, and goes on behind it", async () => {
    const broken = [
      ...claudeCode(sessions.NEVER_TESTED.slice(0, -1), "s").trimEnd().split("\n"),
      ...claudeCode([{ ask: "Go on." }, ...sessions.NEVER_TESTED.slice(2)], "s")
        .trimEnd()
        .split("\n"),
    ].join("\n");
    const { out } = await played({ "a.jsonl": `${broken}\n` }, "--jsonl");
    expect(turns(out)).toMatchObject([{ ended: false, why: "the agent did not end the turn itself" }, { ended: true }]);
    expect((await played({ "a.jsonl": `${broken}\n` })).out).toContain("1 turn of 1 session: 1 sent back");
  });

  it("leaves nothing behind, and reads no settings of the user", async () => {
    const cwd = folderWith({
      "a.jsonl": claudeCode(sessions.NEVER_TESTED, "s"),
      ".mulligan/hook.json": '{ "mode": "off" }',
    });
    const temporary = () => readdirSync(tmpdir()).filter((name) => name.startsWith("mulligan-replay-")).length;
    const before = temporary();
    const { out } = await mulligan(["replay", "a.jsonl"], { cwd, environment: { HOME: cwd } });
    expect(out).toContain("1 sent back");
    expect(temporary()).toBe(before);
    expect(readdirSync(cwd).sort()).toEqual([".mulligan", "a.jsonl"]);
  });

  it("goes on behind a file that it cannot read", async () => {
    const cwd = folderWith({ "a.jsonl": "nonsense", "b.jsonl": claudeCode(sessions.NEVER_TESTED, "s") });
    const { code, out, error } = await mulligan(["replay", "a.jsonl", "b.jsonl"], { cwd });
    expect([code, error.startsWith("a.jsonl: ")]).toEqual([0, true]);
    expect(out).toContain("1 sent back");
    expect((await mulligan(["replay", "a.jsonl"], { cwd })).code).toBe(3);
  });

  it("says what is wrong with a call", async () => {
    const wrong = async (...words: string[]) => (await mulligan(["replay", ...words])).error;
    expect(await wrong()).toContain("Name at least one session file");
    expect(await wrong("-")).toContain("Name at least one session file");
    expect(await wrong("a.jsonl", "--json")).toContain("use --jsonl");
    expect(await wrong("a.jsonl", "--types", "NEVER_TESTED,SLOW")).toContain('"SLOW" is none of NEVER_TESTED, ');
    expect(await wrong("a.jsonl", "--most", "0")).toContain("--most");
  });
});
