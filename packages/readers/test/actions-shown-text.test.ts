import { describe, expect, it } from "vitest";
import { episodeOf, lastActions, only, shell, sweAgent, words, type Given } from "./actions-helpers.js";

const total = 120;

/** A window of SWE-agent's editor over a file of 120 lines, in which line 7 reads `line 7` unless `lines` says otherwise. */
function windowOf(path: string, from: number, to: number, lines: Readonly<Record<number, string>> = {}): string {
  const shown = Array.from({ length: to - from + 1 }, (_, index) => {
    const number = from + index;
    return `${number}:${lines[number] ?? `line ${number}`}`;
  });
  return [
    `[File: /repo/${path} (${total} lines total)]`,
    ...(from > 1 ? [`(${from - 1} more lines above)`] : []),
    ...shown,
    ...(to < total ? [`(${total - to} more lines below)`] : []),
    "",
  ].join("\n");
}

function see(from: number, to: number, lines: Readonly<Record<number, string>> = {}): Given {
  return sweAgent(`goto ${from}`, windowOf("tests/test_cart.py", from, to, lines), "/repo/tests/test_cart.py");
}

function edit(range: string, text: string, from: number, to: number): Given {
  return sweAgent(
    `edit ${range}\n${text}\nend_of_edit`,
    `${windowOf("tests/test_cart.py", from, to)}File updated.`,
    "/repo/tests/test_cart.py",
  );
}

const elsewhere = sweAgent("open shop/cart.py", windowOf("shop/cart.py", 1, 40), "/repo/shop/cart.py");

describe("lines that an editor's edit by numbers takes out", () => {
  it("are known from a window that another file has covered since", () => {
    const calls = [see(60, 100, { 70: "    assert total == 3" }), elsewhere, edit("70:71", "    pass", 60, 100)];
    expect(only(lastActions(calls).slice(0, 1), "edit").removed).toBe("    assert total == 3\nline 71");
  });

  it("are put together from two windows", () => {
    const calls = [see(1, 40), see(41, 80), elsewhere, edit("39:42", "x", 30, 80)];
    expect(only(lastActions(calls).slice(0, 1), "edit").removed).toBe("line 39\nline 40\nline 41\nline 42");
  });

  it("have moved with the edits above them, and hold what those wrote", () => {
    const calls = [see(1, 60), edit("10:12", "one\ntwo", 100, 120), elsewhere, edit("10:13", "x", 100, 120)];
    expect(only(lastActions(calls).slice(0, 1), "edit").removed).toBe("one\ntwo\nline 13\nline 14");
  });

  it("stay open where one of them was never shown", () => {
    const calls = [see(1, 40), elsewhere, edit("39:42", "x", 30, 80)];
    expect(only(lastActions(calls).slice(0, 1), "edit").removed).toBeUndefined();
  });

  it("stay open where something else has changed the file since", () => {
    const calls = [see(1, 60), shell("sed -i '1d' tests/test_cart.py"), elsewhere, edit("10:11", "x", 100, 120)];
    expect(only(lastActions(calls).slice(0, 1), "edit").removed).toBeUndefined();
  });

  it("tell that an edit wrote what stood there", () => {
    const calls = [see(1, 60), elsewhere, edit("10:11", "line 10\nline 11", 1, 60)];
    expect(only(episodeOf(calls).steps[2]!.actions.slice(0, 1), "edit").effect).toBe("unchanged");
  });
});

describe("an editor with cursors", () => {
  const open = sweAgent(
    "open shop/cart.py",
    `${windowOf("shop/cart.py", 1, 40)}START_CURSOR moved to 1\nEND_CURSOR moved to 1\n`,
  );
  const set = sweAgent("set_cursors 7 8", windowOf("shop/cart.py", 1, 40), "/repo/shop/cart.py");
  const text = "edit\n    return 3\nend_of_edit";
  const answered = (answer: string): Given => sweAgent(text, answer, "/repo/shop/cart.py");

  it("replaces the lines between them", () => {
    const calls = [open, set, answered(`${windowOf("shop/cart.py", 1, 40)}File updated.`)];
    expect(only(lastActions(calls).slice(0, 1), "edit")).toMatchObject({
      path: "shop/cart.py",
      effect: "changed",
      lines: { from: 7, to: 8 },
      added: "    return 3",
      removed: "line 7\nline 8",
    });
    expect(words(episodeOf(calls).steps[1]!.actions)).toEqual(["look:shop/cart.py:1-40"]);
  });

  it("may refuse the text", () => {
    const answer = "Your proposed edit has introduced new syntax error(s).\n\nERRORS:\n- E999 IndentationError";
    expect(only(lastActions([open, set, answered(answer)]), "edit").effect).toBe("rejected");
  });
});
