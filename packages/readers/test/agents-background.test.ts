import { describe, expect, it } from "vitest";
import { episodeOf, seenProduct, shell, tool, words, type Given } from "./actions-helpers.js";
import { stepWords } from "./session-helpers.js";

const skipped = seenProduct.length;
const wordsOf = (...calls: readonly Given[]): readonly string[] =>
  stepWords(episodeOf([...seenProduct, ...calls])).slice(skipped);

describe("a command that goes on in the background", () => {
  const started =
    "Command running in background with ID: b1x. Output is being written to: /tmp/claude/tasks/b1x.output. You will be notified when it completes.";
  const begin = shell("cd /repo && pytest -q", started, null);
  const summary = "1 failed, 2 passed in 0.10s";
  const result = `<retrieval_status>success</retrieval_status>\n\n<task_id>b1x</task_id>\n\n<status>completed</status>\n\n<exit_code>1</exit_code>\n\n<output>\n${summary}\n</output>`;
  const waiting = "<retrieval_status>timeout</retrieval_status>\n<task_id>b1x</task_id>\n<status>running</status>";

  it.each([
    ["TaskOutput", tool("TaskOutput", { task_id: "b1x" }, result), ["test:2/1"]],
    [
      "BashOutput",
      tool(
        "BashOutput",
        { bash_id: "b1x" },
        `<status>completed</status>\n<exit_code>1</exit_code>\n<stdout>\n${summary}\n</stdout>`,
      ),
      ["test:2/1"],
    ],
    [
      "a read of the output file",
      tool("Read", { file_path: "/tmp/claude/tasks/b1x.output" }, summary),
      ["test:2/1", "look"],
    ],
    [
      "a command that prints the output file",
      shell("tail -5 /tmp/claude/tasks/b1x.output", summary),
      ["test:2/1", "look"],
    ],
  ])("shows its result in %s", (_, show, expected) => {
    const [first, second, third] = wordsOf(begin, tool("TaskOutput", { task_id: "b1x" }, waiting), show);
    expect([first, second]).toEqual(["other", "other"]);
    expect(third!.split(" ").map((word) => word.replace(/^look:.*/, "look"))).toEqual(expected);
  });

  it("is a test run without a result where none is ever seen", () => {
    expect(wordsOf(begin, tool("TaskOutput", { task_id: "b1x" }, waiting))).toEqual(["test:timed-out", "other"]);
    expect(wordsOf(begin, tool("TaskOutput", { task_id: "other" }, result))).toEqual(["test:timed-out", "other"]);
  });

  it("is no check that failed", () => {
    expect(wordsOf(shell("npm run dev", started, null))).toEqual(["run"]);
  });

  it("answers a wait in the same terminal", () => {
    const [first, second] = wordsOf(
      tool("execute_bash", { command: "pytest" }, "...", {
        dialect: "shell",
        command: "pytest",
        exitCode: -1,
        status: "error",
      }),
      tool(
        "execute_bash",
        { command: "", is_input: true },
        `[Below is the output of the previous command.]\n${summary}`,
        { exitCode: 1, status: "error" },
      ),
    );
    expect([first, second]).toEqual(["error other", "error test:2/1"]);
    expect(
      wordsOf(
        tool("exec_command", { cmd: "pytest" }, "Process running with session ID 7\nOutput:\n...", {
          dialect: "shell",
          command: "pytest",
        }),
        tool("write_stdin", { session_id: 7, chars: "" }, `Process exited with code 1\nOutput:\n${summary}`),
      ),
    ).toEqual(["other", "test:2/1"]);
    expect(
      wordsOf(
        tool("bash_command", { keystrokes: "pytest\n" }, "$ pytest\n...", { dialect: "shell", command: "pytest" }),
        tool("bash_command", { keystrokes: "", duration: 9 }, `$ pytest\n${summary}`),
      ),
    ).toEqual(["other", "test:2/1"]);
  });

  it("does not run the keys that it is sent", () => {
    expect(wordsOf(tool("terminal", { command: "C-c", is_input: true }, ""))).toEqual(["other"]);
  });

  it("does not repeat what it wrote", () => {
    const episode = episodeOf([
      ...seenProduct,
      shell("sed -i 's/a/b/' shop/cart.py && pytest -q", started, null),
      tool("TaskOutput", { task_id: "b1x" }, result),
    ]);
    expect(words(episode.steps[skipped]!.actions)).toEqual(["edit:changed:product:shop/cart.py", "other"]);
    expect(words(episode.steps[skipped + 1]!.actions)).toEqual(["test"]);
  });
});

it("takes a run of which the recording kept only the beginning for one that ran", () => {
  expect(wordsOf(shell("go test -v ./...", "=== RUN   TestCart\n=== RU...[trimmed]", 0))).toEqual(["test:null/null"]);
  expect(wordsOf(shell("go test -v ./...", "=== RUN   TestCart\n=== RU...[trimmed]", 1))).toEqual(["error test:died"]);
});

describe("a sub-agent's test run", () => {
  it("counts at the step that started it, where its report shows the runner's counts", () => {
    const report =
      "I fixed it and ran the suite with `cd pkg && pytest tests/test_cart.py -q`:\n\n```\n1 failed, 11 passed in 0.52s\n```\nOne test is flaky.";
    const action = episodeOf([...seenProduct, tool("Task", { prompt: "Fix the cart." }, report)]).steps[skipped]!
      .actions;
    expect(words(action)).toEqual(["delegate", "test"]);
    expect(action[1]).toMatchObject({
      runner: "pytest",
      passed: 11,
      failed: 1,
      ok: false,
      command: "cd pkg && pytest tests/test_cart.py -q",
    });
  });

  it("is not made out of prose", () => {
    expect(
      wordsOf(
        tool("Task", { prompt: "Look around." }, "There are 12 tests; all of them passed when `pytest` ran in CI."),
      ),
    ).toEqual(["delegate"]);
    expect(wordsOf(tool("Task", { prompt: "Look around." }, "The log says:\n\n== 3 passed in 0.10s =="))).toEqual([
      "delegate",
    ]);
  });
});
