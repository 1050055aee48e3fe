import { describe, expect, it } from "vitest";
import { capitalised, citedSteps, inCode, inFiles, inNumber, inSteps } from "../src/index.js";

describe("the words of evidence", () => {
  it("cites steps ascending and once", () => {
    expect(citedSteps(7, 2, 7, 4)).toEqual([2, 4, 7]);
  });

  it.each([
    [[4], "step 4"],
    [[4, 7], "steps 4 and 7"],
    [[1, 2, 3, 4, 5, 6, 7, 8], "steps 1, 2, 3, 4, 5, 6, 7 and 8"],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9], "steps 1, 2, 3, 4, 5, 6, 7, 1 more and 9"],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "steps 1, 2, 3, 4, 5, 6, 7, 4 more and 12"],
  ])("names %j", (steps, words) => {
    expect(inSteps(steps)).toBe(words);
  });

  it.each([
    [["a.py"], "`a.py`"],
    [["a.py", "b.py", "c.py"], "`a.py`, `b.py` and `c.py`"],
    [["a.py", "b.py", "c.py", "d.py"], "`a.py`, `b.py`, `c.py` and 1 more"],
  ])("names the files %j", (paths, words) => {
    expect(inFiles(paths)).toBe(words);
  });

  it.each([
    ["  pytest -q\n", "`pytest -q`"],
    ["python - <<'E'\nprint(1)\nE", "`python - <<'E' …`"],
    ["echo `date`", "`echo 'date'`"],
    ["x".repeat(100), `\`${"x".repeat(100)}\``],
    ["x".repeat(101), `\`${"x".repeat(99)}…\``],
  ])("shows %j as code on one line", (text, code) => {
    expect(inCode(text)).toBe(code);
  });

  it.each([
    [inNumber(1, "edit"), "1 edit"],
    [inNumber(0, "edit"), "0 edits"],
    [inNumber(2, "search"), "2 searches"],
    [inNumber(54_012, "character"), "54,012 characters"],
    [inNumber(1_000), "1,000"],
    [inNumber(999), "999"],
    [capitalised("steps 3 and 4"), "Steps 3 and 4"],
    [capitalised(""), ""],
  ])("counts: %s", (words, expected) => {
    expect(words).toBe(expected);
  });
});
