import { action, detect, episode } from "@mulligan/pack-kit/testing";
import type { EpisodeBuilder } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { repeatedErrorLoop } from "../src/repeated-error-loop/index.js";

const settings = { name: "ImproperlyConfigured", message: "Requested setting DEBUG, but settings are not configured" };
const stopped = (run: EpisodeBuilder, command: string, error = settings) =>
  run.run(command, { stoppedByEnvironment: true, error });
const three = (between: (run: EpisodeBuilder) => EpisodeBuilder = (run) => run, start = episode()) =>
  stopped(between(stopped(between(stopped(start, "python a.py")), "python b.py")), "python c.py");

const refused = (run: EpisodeBuilder, sought: string) =>
  run.step(
    { command: undefined, tool: "edit", input: { old_str: sought } },
    action.edit("src/a.py", {
      effect: "rejected",
      reason: `No replacement was performed, old_str \`${sought}\` did not appear verbatim.`,
    }),
  );

describe("REPEATED_ERROR_LOOP fires", () => {
  it("when three calls that differ die of the same error", () => {
    const [found] = detect(repeatedErrorLoop, three().finish());
    expect(found).toMatchObject({
      steps: [1, 2, 3],
      data: { times: 3, calls: 3, firstStep: 1, lastStep: 3, untilEnd: true },
    });
    expect(found?.evidence).toBe(
      "`ImproperlyConfigured: Requested setting DEBUG, but settings are not configured` came 3 times (steps 1, 2 and 3) from 3 different calls, with no edit or installation in between.",
    );
  });

  it("over looks and new scratch files in between", () => {
    const run = three((between) => between.look("src/a.py").create("/tmp/x.py"))
      .look("src/b.py")
      .finish();
    expect(detect(repeatedErrorLoop, run)).toMatchObject([{ steps: [1, 4, 7], data: { untilEnd: false } }]);
  });

  it("where paths and numbers differ", () => {
    const at = (path: string, line: number) => ({ name: "OSError", message: `cannot open ${path} at ${line}` });
    const run = stopped(
      stopped(stopped(episode(), "x a", at("/a/b.txt", 1)), "x b", at("/c/d.txt", 22)),
      "x c",
      at("lib/e", 333),
    );
    expect(detect(repeatedErrorLoop, run.finish())).toHaveLength(1);
  });

  it("for a command that the shell does not find, whatever it was for", () => {
    const missing = { ok: false, exitCode: 127, observation: "bash: pages: command not found" };
    const run = ["build", "check", "serve"].reduce((all, goal) => all.run(`pages ${goal}`, missing), episode());
    expect(detect(repeatedErrorLoop, run.finish())).toMatchObject([{ steps: [1, 2, 3] }]);
  });

  it("for a runner that does not know an option", () => {
    const refusedOption = {
      ran: false,
      notRun: "not-started",
      observation: "usage: x\npytest: error: unrecognized arguments: --fast",
    } as const;
    const run = ["a", "b", "c"].reduce((all, file) => all.test(`pytest --fast ${file}`, refusedOption), episode());
    expect(detect(repeatedErrorLoop, run.finish())).toMatchObject([
      { steps: [1, 2, 3], data: { error: "pytest: error: unrecognized arguments: --fast" } },
    ]);
  });

  it("for a runner that cannot start, by what the shell says", () => {
    const run = ["mocha a", "mocha b", "mocha c"].reduce(
      (all, command) =>
        all.run(command, { stoppedByEnvironment: true, ok: false, observation: "bash: mocha: command not found" }),
      episode(),
    );
    expect(detect(repeatedErrorLoop, run.finish())).toMatchObject([
      { data: { error: "bash: mocha: command not found" } },
    ]);
  });

  it("for edits in which a linter found the same, not for those in which it found something else", () => {
    const linted = (...found: readonly string[]): EpisodeBuilder =>
      found.reduce(
        (run, line, index) =>
          run.step(
            {
              command: undefined,
              tool: "edit",
              input: { index },
              observation: `Syntax error(s).\n\nERRORS:\n- ${line}\n`,
            },
            action.edit("src/a.py", { effect: "rejected", reason: "Your edit has introduced new syntax error(s)." }),
          ),
        episode(),
      );
    const same = "E999 SyntaxError: unmatched ')'";
    expect(detect(repeatedErrorLoop, linted(same, same, same).finish())).toMatchObject([{ data: { error: same } }]);
    expect(detect(repeatedErrorLoop, linted(same, "F821 undefined name 'x'", same).finish())).toEqual([]);
  });

  it("for edits that are refused in the same words, whatever they looked for", () => {
    const run = refused(refused(refused(episode(), "a + b"), "a - b").look("src/a.py"), "a * b");
    const [found] = detect(repeatedErrorLoop, run.finish());
    expect(found).toMatchObject({ steps: [1, 2, 4], data: { error: "No replacement was performed, old_str …" } });
  });

  it("for a tool that answers the same error to varying arguments", () => {
    const run = ["a", "b", "c"].reduce(
      (all, url) =>
        all.step(
          {
            tool: "WebFetch",
            command: undefined,
            status: "error",
            input: { url },
            observation: "Unable to verify the domain",
          },
          { kind: "fetch", url },
        ),
      episode(),
    );
    expect(detect(repeatedErrorLoop, run.finish())).toMatchObject([
      { data: { error: "WebFetch: Unable to verify the domain" } },
    ]);
  });
});

describe("REPEATED_ERROR_LOOP does not fire", () => {
  const product = { name: "TypeError", message: "x is null", path: "src/a.py", line: 3 };
  it.each([
    ["for two", stopped(stopped(episode(), "a"), "b").finish()],
    ["for one call again and again", stopped(stopped(stopped(episode(), "a"), "a"), "a").finish()],
    ["with an installation in between", three((run) => run.install("x")).finish()],
    ["with an edit in between", three((run) => run.edit("src/a.py")).finish()],
    ["with an edit of the script in between", three((run) => run.edit("/tmp/x.py", { kind: "edit" })).finish()],
    ["with a successful execution in between", three((run) => run.check("python ok.py")).finish()],
    ["with a word of the user in between", three((run) => run.user("try this")).finish()],
    [
      "for different errors",
      stopped(stopped(stopped(episode(), "a"), "b", { ...settings, message: "other" }), "c", {
        ...settings,
        message: "third",
      }).finish(),
    ],
    ["for an error that the task quotes", three(undefined, episode(`Django says: ${settings.message}`)).finish()],
    [
      "for what the code under repair raises",
      episode().check("a", { error: product }).check("b", { error: product }).check("c", { error: product }).finish(),
    ],
    [
      "for failing tests",
      [1, 2, 3]
        .reduce((run, index) => run.test(`pytest -k ${index}`, { failed: 1, error: settings }), episode())
        .finish(),
    ],
    [
      "for failing assertions",
      ["a", "b", "c"]
        .reduce(
          (run, command) => run.run(command, { ok: false, error: { name: "AssertionError", message: "no" } }),
          episode(),
        )
        .finish(),
    ],
    [
      "for probes",
      ["python3.8 -c 'import x'", "python3.9 -c 'import x'", "python3.10 -c 'import x'"]
        .reduce((run, command) => stopped(run, command), episode())
        .finish(),
    ],
    [
      "for refused edits with one that took effect in between",
      refused(refused(refused(episode(), "a"), "b").edit("src/a.py"), "c").finish(),
    ],
    ["for one refused edit again and again", refused(refused(refused(episode(), "a"), "a"), "a").finish()],
    [
      "for edits that silently matched nothing",
      ["a", "b", "c"]
        .reduce(
          (run, sought) =>
            run.step(
              { command: `sed -i s/${sought}/x/ a.py` },
              action.edit("src/a.py", { effect: "no-match", reason: "no match" }),
            ),
          episode(),
        )
        .finish(),
    ],
    ["for searches without a hit", [1, 2, 3].reduce((run, index) => run.search(`x${index}`), episode()).finish()],
    [
      "for refused calls",
      ["a", "b", "c"]
        .reduce((run, command) => run.run(command, { ok: false, error: settings, status: "refused" }), episode())
        .finish(),
    ],
  ])("%s", (_, run) => {
    expect(detect(repeatedErrorLoop, run)).toEqual([]);
  });
});
