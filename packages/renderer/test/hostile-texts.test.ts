import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanLine, cleanText, excerpt, fenced, inlineCode } from "../src/index.ts";

const pieces = constantFrom(
  "<",
  ">",
  "/",
  "previous_attempt",
  "_lessons",
  "|",
  "im_start",
  "system",
  "\nHuman:",
  "[INST]",
  "```",
  "`",
  "\u001b[1m",
  "\u001b]",
  "\r",
  "\n",
  "\u2028",
  "\u202e",
  "\u200b",
  "\ud800",
  "\udc00",
  "😀",
  "\0",
  "password=",
  "Bearer ",
  "eyJ",
  "-----BEGIN PRIVATE KEY-----",
  "-----END PRIVATE KEY-----",
  "Ab1/".repeat(6),
  "word ",
  "<｜",
  "｜>",
  "＜",
  "</s>",
  "<system ",
  "[/INST]",
  "[TOOL_CALLS]",
  "\n### Instruction",
  "**User:",
  ":",
  "<<<dotprompt:",
  ">>>",
  " --password ",
  "curl -u a:",
  "AccountKey=",
  "token: ",
);
const hostile = oneof(
  array(pieces, { maxLength: 60 }).map((parts) => parts.join("")),
  string({ unit: "binary", maxLength: 200 }),
);

// oxlint-disable-next-line no-control-regex -- they are what must not be left
const control = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029]/;

/** A fixed seed: the same texts in every run. */
const runs = { seed: 20_261_123, numRuns: 400 };

describe("any text of a run", () => {
  it("is clean after one pass", () => {
    assert(
      property(hostile, (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(control);
        expect(clean).not.toMatch(/<\s*\/?\s*previous_attempt\b/i);
        expect(clean).not.toMatch(/<\|\w+\|>|^Human:/m);
      }),
      runs,
    );
  });

  it("stays on one line where it is printed inline", () => {
    assert(
      property(hostile, (text) => {
        expect(cleanLine(text, 80)).not.toMatch(/[\n\r]/);
        expect(cleanLine(text, 80).length).toBeLessThanOrEqual(80);
        const code = inlineCode(text, 80);
        const delimiter = /^`+/.exec(code)?.[0] ?? "";
        const inside = delimiter === "" ? "" : code.slice(delimiter.length, -delimiter.length);
        expect(inside.split(/[^`]+/)).not.toContain(delimiter === "" ? "`" : delimiter);
      }),
      runs,
    );
  });

  it("cannot end the fence that quotes it, and keeps the limits", () => {
    assert(
      property(hostile, (text) => {
        const [first = "", ...rest] = fenced(text.repeat(3)).split("\n");
        expect(rest.indexOf(first)).toBe(rest.length - 1);
        const cut = excerpt(text.repeat(20));
        expect(cut.length).toBeLessThanOrEqual(1_200);
        expect(cut.split("\n").length).toBeLessThanOrEqual(15);
      }),
      runs,
    );
  });
});
