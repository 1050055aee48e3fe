import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWith, mulligan, recordings } from "./run.js";

const names = ["never-tested", "blind-write", "looping"];
const run = (name: string) => readFileSync(join(recordings, name, "run.traj.json"), "utf8");

/** `solved` says which of the runs passed. */
function folders(solved: { before: readonly string[]; after: readonly string[] }): string {
  const cwd = folderWith({});
  for (const side of ["before", "after"] as const) {
    for (const name of names) {
      const folder = join(cwd, side, name);
      cpSync(join(recordings, name), folder, { recursive: true });
      writeFileSync(join(folder, "report.json"), JSON.stringify({ reward: solved[side].includes(name) ? 1 : 0 }));
    }
  }
  return cwd;
}

it("compares folders pair by pair, with what was recovered and what was broken", async () => {
  const cwd = folders({ before: ["looping"], after: ["never-tested", "blind-write"] });
  const { code, out } = await mulligan(["compare", "before", "after", "--json"], { cwd });
  expect(code).toBe(0);
  const document = JSON.parse(out);
  expect(document.comparison).toMatchObject({
    pairs: 3,
    both_solved: 0,
    recovered: 2,
    broken: 1,
    neither: 0,
    verdict: "unclear",
    p: 1,
  });
  expect(
    document.pairs.map(({ before, after }: Record<string, { name: string }>) => [before?.name, after?.name]),
  ).toEqual(["blind-write", "looping", "never-tested"].map((name) => [`${name}/run`, `${name}/run`]));
  const text = await mulligan(["compare", "before", "after"], { cwd });
  expect(text.out).toContain("Not enough pairs to tell: the runs afterwards solved 2 against 1 of 3 pairs");
  expect(text.out).toContain("get better by chance alone");
});

it("takes any number of files on both sides of --with, and says which have no partner", async () => {
  const cwd = folders({ before: [], after: ["looping"] });
  const { code, out } = await mulligan(
    ["compare", "before/looping/run.traj.json", "before/never-tested/run.traj.json", "--with", "after/looping"],
    { cwd },
  );
  expect(code).toBe(0);
  expect(out).toContain("the runs afterwards solved 1 against 0 of 1 pair, and they differ on 1 only");
  expect(out).toContain("Without a run afterwards: before/never-tested/run.traj.json.");
});

it("compares two files of several runs by their lines", async () => {
  const line = (name: string) => JSON.stringify(JSON.parse(run(name)));
  const cwd = folderWith({
    "before.jsonl": `${line("never-tested")}\n${line("looping")}\n`,
    "after.jsonl": `${line("looping")}\n${line("never-tested")}\n`,
  });
  const { out } = await mulligan(["compare", "before.jsonl", "after.jsonl", "--json"], { cwd });
  const document = JSON.parse(out);
  expect(document.pairs).toHaveLength(2);
  expect(document.unjudged).toBe(2);
  const text = await mulligan(["compare", "before.jsonl", "after.jsonl"], { cwd });
  expect(text.out).toContain("2 pairs, and the outcome is known on both sides of none: which side solved more");
  expect(text.out).not.toContain("p ");
});

it("says how runs find one another where none do", async () => {
  const cwd = folderWith({
    "one/a.json": run("looping"),
    "two/b.json": run("looping").replaceAll("discount", "rebate").replaceAll("till-1", "till-2"),
  });
  const { code, out } = await mulligan(["compare", "one", "two"], { cwd });
  expect(code).toBe(0);
  expect(out)
    .toBe(`No run afterwards belongs to a run before. Runs of the same instance belong together, else those with the same file name, else those of the same task.

Without a run afterwards: one/a.json.
Without a run before: two/b.json.
`);
});

it("says where a side is missing", async () => {
  const { code, error } = await mulligan(["compare", "--with", "a"], { cwd: recordings });
  expect(code).toBe(2);
  expect(error).toContain("Name the runs before in front of --with.");
  const unreadable = await mulligan(["compare", "looping", "never-there"], { cwd: recordings });
  expect(unreadable.code).toBe(3);
});
