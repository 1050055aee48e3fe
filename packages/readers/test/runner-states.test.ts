import { describe, expect, it } from "vitest";
import { lastActions, only, shell } from "./actions-helpers.js";
import { runnerStates } from "./runner-states.js";

describe("runs in which no test was executed", () => {
  it.each(runnerStates)("$command: $state: $output", ({ runner, command, state, output, exitCode }) => {
    const action = only(lastActions([shell(command, output, exitCode)]), "test");
    expect({ ran: action.ran, notRun: action.notRun, ok: action.ok }).toEqual({ ran: false, notRun: state, ok: false });
    if (runner !== "unknown") expect(action.runner).toBe(runner);
  });
});
