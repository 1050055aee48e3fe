import { describe, expect, it } from "vitest";
import { dangerOf, gitFolder } from "../src/destructive-command/dangerous.js";
import { shellCommands } from "../src/evidence/shell-commands.js";

const first = (line: string) => shellCommands(line)[0] ?? { words: [], text: "", folder: "" };
const dangerIn = (line: string) => dangerOf(first(line));
const reset = { kind: "discard", what: "reset" };
const checkout = { kind: "discard", what: "checkout" };
const clean = { kind: "discard", what: "clean" };

describe("dangerous commands", () => {
  it.each([
    ["rm --recursive --force lib", { kind: "remove", paths: ["lib"] }],
    ["rm -vR a b", { kind: "remove", paths: ["a", "b"] }],
    ["rm -f -r a-", { kind: "remove", paths: ["a-"] }],
    ["git -C sub reset --hard", reset],
    ["git -c core.pager= reset --hard", reset],
    ["git --no-pager reset --hard", reset],
    ["git checkout ./", checkout],
    ["git checkout :/", checkout],
    ["git checkout HEAD -- '*'", checkout],
    ["git restore --staged --worktree .", checkout],
    ["git clean --force -d", clean],
    ["git clean -f -d", clean],
    ["git clean -fd .", clean],
    ["git push origin main --force", { kind: "force-push" }],
    ["git push -uf origin main", { kind: "force-push" }],
    ["mysql -e 'drop database shop'", { kind: "drop" }],
    ["psql -c 'DROP  SCHEMA x CASCADE'", { kind: "drop" }],
  ])("%s", (line, danger) => {
    expect(dangerIn(line)).toEqual(danger);
  });

  it.each([
    ["rm -f a-r"],
    ["rm -f --one-file-system lib"],
    ["rm --preserve-root lib"],
    ["rm -rf"],
    ["git reset hard"],
    ["git reset --soft HEAD~1"],
    ["git checkout -b ."],
    ["git checkout -p ."],
    ["git checkout -q main"],
    ["git restore src/a.ts"],
    ["git clean -d"],
    ["git clean -f"],
    ["git clean -f --exclude=d"],
    ["git clean -fd build"],
    ["git clean -fd build ."],
    ["git clean -fd --dry-run"],
    ["git push origin a-f"],
    ["git push --follow-tags"],
    ["git push --force-with-lease"],
    ["git -C reset --hard"],
    ["psql -c 'select 1'"],
    ["psql -c 'select backdrop table'"],
    ["psql -c 'drop tablespace x'"],
    ["mypsql -c 'drop table x'"],
    ["psqlrc 'drop table x'"],
    ["echo drop table x"],
    [""],
  ])("not %s", (line) => {
    expect(dangerIn(line)).toBeNull();
  });

  it("works in the folder that git or a cd before it names", () => {
    expect(gitFolder(first("git -C sub reset --hard"))).toBe("sub");
    expect(gitFolder(first("git status"))).toBe("");
    expect(gitFolder(first("make -C sub clean"))).toBe("");
    expect(gitFolder(first("git -C"))).toBe("");
    expect(gitFolder(shellCommands("cd app && git status")[1]!)).toBe("app");
    expect(gitFolder({ words: ["-C", "x"], text: "", folder: "here" })).toBe("here");
  });
});
