import { episode } from "@mulligan/pack-kit/testing";
import { facts } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { shellCommands } from "../src/evidence/shell-commands.js";
import { normalised, repositoryNames } from "../src/solution-leak/names.js";
import { fetchedAddress, fetchesRemote, readsRemote, upstreamOfAddress } from "../src/solution-leak/upstream.js";

const first = (line: string) => shellCommands(line)[0]!;

const github = "https://github.com/acme-org/acme";

describe("addresses of upstream work", () => {
  it.each([
    [`${github}/pull/12/files`, "pull-request", "12"],
    ["https://patch-diff.githubusercontent.com/raw/acme-org/acme/pull/12.diff", "pull-request", "12"],
    [`${github}/commit/0123456789`, "commit", "0123456789"],
    ["https://gitlab.example.com/group/sub/acme/-/commit/0123456", "commit", "0123456"],
    [`${github}/blob/main/src/a.py`, "file", "src/a.py"],
    [`${github}/raw/v2/a.py`, "file", "a.py"],
  ])("%s", (address, kind, what) => {
    expect(upstreamOfAddress(`see ${address} there`)).toMatchObject({ kind, repository: "acme", what });
  });

  it("takes the ending of a clone's address off, and only there", () => {
    expect(upstreamOfAddress("https://github.com/o/acme.git/pull/1")?.repository).toBe("acme");
    expect(upstreamOfAddress("https://github.com/o/acme.github.io/pull/1")?.repository).toBe("acme.github.io");
    expect(upstreamOfAddress(`${github}/issues/1`)).toBeNull();
  });

  it.each([
    [`curl -sL ${github}`, github],
    [`wget ${github}`, github],
    [`http ${github} https://other`, github],
    [`curl -o x-${github} ${github}/a`, `${github}/a`],
    ["curl localhost", null],
    [`git clone ${github}`, null],
    [`pip install ${github}`, null],
  ])("of the command %s", (line, address) => {
    expect(fetchedAddress(first(line))).toBe(address);
  });
});

describe("what is read from a remote", () => {
  it.each([
    ["git show origin/main:a.py", "origin/main:a.py"],
    ["git show upstream/main", "upstream/main"],
    ["git show FETCH_HEAD", "FETCH_HEAD"],
    ["git show -w origin/main", "origin/main"],
    ["git show origin/main HEAD", "origin/main"],
    ["git diff HEAD..origin/main", "HEAD..origin/main"],
    ["git diff ...upstream/main", "...upstream/main"],
    ["git log -p HEAD..origin/main", "HEAD..origin/main"],
    ["git log --oneline --patch ..upstream/x", "..upstream/x"],
    ["git checkout origin/main -- a.py", "origin/main"],
    ["git cherry-pick 0123456", "0123456"],
  ])("%s", (line, reference) => {
    expect(readsRemote(first(line))).toBe(reference);
  });

  it.each([
    ["git show origin/main --stat"],
    ["git show HEAD"],
    ["git show my/origin/main"],
    ["git show FETCH_HEADER"],
    ["git show"],
    ["git diff HEAD..origin/main --stat"],
    ["git diff HEAD..origin/main -w --name-only"],
    ["git diff v1..origin/main"],
    ["git diff main"],
    ["git log HEAD..origin/main"],
    ["git log -p HEAD"],
    ["git log -p v1..origin/main"],
    ["git checkout origin/main"],
    ["git checkout main -- a.py"],
    ["git cherry-pick"],
    ["git cherry-pick --abort"],
    ["git fetch origin"],
    ["git"],
    ["hub show origin/main"],
  ])("not by %s", (line) => {
    expect(readsRemote(first(line))).toBeNull();
  });

  it("keeps a path with a switch's letters in it", () => {
    expect(readsRemote(first("git diff HEAD..origin/main a--stat"))).toBe("HEAD..origin/main");
  });

  it.each([
    ["git fetch", true],
    ["git remote add up https://x", true],
    ["git remote update", true],
    ["git remote show add", false],
    ["git remote -v", false],
    ["git pull add", false],
    ["hg fetch", false],
    ["svn remote add", false],
  ])("%s fetches: %s", (line, fetches) => {
    expect(fetchesRemote(first(line))).toBe(fetches);
  });
});

describe("names of a repository", () => {
  const names = (root: string | undefined, ...paths: string[]) => {
    const run = paths.reduce((builder, path) => builder.edit(path), episode());
    const built = run.with(root === undefined ? {} : { root }).finish();
    return [...repositoryNames(built, facts(built))].sort();
  };
  it("come from its folder and from the top folders of the code", () => {
    expect(names("/data/acme__shop")).toEqual(["acme", "acme__shop", "shop"].map(normalised).sort());
    expect(names("/testbed", "acme/a.py")).toEqual(["acme"]);
    expect(names("/testbed", "src/acme/a.py", "lib/beta/b.py", "packages/gamma/c.ts")).toEqual([
      "acme",
      "beta",
      "gamma",
    ]);
    expect(names("/testbed", "src/a.py", "lib/b.py", "packages/c.ts", "setup.py")).toEqual([]);
    expect(names("/repo", "ab/c.py", "docs/a/x.py", "abc/d.py")).toEqual(["abc"]);
    expect(names(undefined)).toEqual([]);
  });
  it("are compared without case, marks and a version behind", () => {
    expect(normalised("Scikit-Learn2")).toBe("scikitlearn");
    expect(normalised("h5_py")).toBe("h5py");
  });
});
