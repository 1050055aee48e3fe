import { describe, expect, it } from "vitest";
import { isToolMissing } from "../src/index.js";
import { episodeOf } from "./episode.js";

const finalMessage = "Both are written but not compiled: there is no swiftc here.";
const looked = (command: string, observation: string, exitCode = 1) =>
  episodeOf([{ command, observation, exitCode, status: exitCode === 0 ? "ok" : "error" }], { finalMessage });

describe("a program that the machine does not have", () => {
  it.each([
    ["which swiftc", ""],
    ["which xcodebuild swiftc", "which: no xcodebuild in (/usr/bin)\nwhich: no swiftc in (/usr/bin)"],
    ["ls ios; command -v swiftc", "App\n"],
    ["where.exe msbuild", "INFO: Could not find files for the given pattern(s)."],
  ])("%s", (command, observation) => {
    expect(isToolMissing(looked(command, observation))).toBe(true);
  });

  it.each([
    ["one of several is there", "which python python3", "/usr/bin/python3\n"],
    ["the only one is there, and what came after it failed", "which cargo && cargo fmt", "/usr/bin/cargo\nerror\n"],
    ["nothing is looked for", "grep which notes.txt", ""],
  ])("not where %s", (_, command, observation) => {
    expect(isToolMissing(looked(command, observation))).toBe(false);
  });

  it("not where the lookup succeeded", () => {
    expect(isToolMissing(looked("which swiftc || true", "", 0))).toBe(false);
  });

  it.each([
    ["Written, but untested here.", true],
    ["I could not build it on this machine.", true],
    ["I was unable to run the tests.", true],
    ["The lock screen asks for Face ID now.", false],
    ["", false],
  ])("where the last message says so: %s", (message, said) => {
    const run = looked("which swiftc", "");
    expect(isToolMissing({ ...run, finalMessage: message })).toBe(said);
  });
});
