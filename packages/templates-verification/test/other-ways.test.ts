import { action, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { mayBeVerifiedOtherwise } from "../src/evidence/other-ways.js";

type Run = ReturnType<typeof episode>;

const error = { name: "ValueError", message: "no such row", path: "src/a.py" };

describe("it may have been verified in another way", () => {
  const otherwise = (run: Run, step = 1, files = ["src/a.py"]) => mayBeVerifiedOtherwise(run.finish(), step, files);
  it("by the user's own words after the step", () => {
    const said = (text: string) => otherwise(episode().edit("src/a.py").user(text));
    expect(said("I tested it")).toBe(true);
    expect(said("I've just run it")).toBe(true);
    expect(said("AI tested it")).toBe(false);
    expect(said("It works")).toBe(false);
    expect(otherwise(episode().user("I tested it").edit("src/a.py"))).toBe(false);
    expect(otherwise(episode().edit("src/a.py").message("I tested it"))).toBe(false);
    expect(otherwise(episode().edit("src/a.py").user("I tested it"), 2)).toBe(false);
  });
  it("by a sub-agent that was sent to", () => {
    expect(otherwise(episode().delegate("Run it"))).toBe(true);
    expect(otherwise(episode().delegate("Verify the change"))).toBe(true);
    expect(otherwise(episode().delegate("Look at the latest files"))).toBe(false);
    expect(otherwise(episode().delegate("Run it").edit("src/a.py"), 2)).toBe(false);
    expect(otherwise(episode().step({}, action.look("x"), { kind: "delegate", task: "Run it" }))).toBe(true);
  });
  it("by a start of the edited file", () => {
    expect(otherwise(episode().run("python src/a.py"))).toBe(true);
    expect(otherwise(episode().run("a.py"))).toBe(true);
    expect(otherwise(episode().run("x y z ./a.py"))).toBe(true);
    expect(otherwise(episode().run("x y z w a.py"))).toBe(false);
    expect(otherwise(episode().run("python aa.py"))).toBe(false);
    expect(otherwise(episode().run("python a.py", { stoppedByEnvironment: true }))).toBe(false);
    expect(otherwise(episode().run("python b.py"))).toBe(false);
    expect(otherwise(episode().run("python a.py"), 1, ["src/b.py", "src/a.py"])).toBe(true);
  });
  it("by tests in the background or of a runner that nobody knows", () => {
    const ran = (fields: object) => otherwise(episode().test("x", { ran: false, ...fields }));
    expect(ran({ observation: "Running in the background" })).toBe(true);
    expect(ran({ observation: "main background" })).toBe(false);
    expect(ran({ observation: `${" ".repeat(387)}in background` })).toBe(true);
    expect(ran({ observation: `${" ".repeat(388)}in background` })).toBe(false);
    expect(ran({ runner: "unknown" })).toBe(true);
    expect(ran({ runner: "unknown", error })).toBe(false);
    expect(ran({})).toBe(false);
    expect(ran({ ran: true, runner: "unknown" })).toBe(false);
    expect(ran({ ran: true, observation: "in the background" })).toBe(false);
    expect(otherwise(episode().check("x", { observation: "in the background" }))).toBe(false);
  });
});
