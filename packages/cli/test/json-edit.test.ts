import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withHooks, withoutHooks } from "../src/setup/hook-change.js";
import { JsonProblem, parseJsonTree } from "../src/setup/json-tree.js";
import { lineDiff } from "../src/setup/line-diff.js";
import { edited, inverted } from "../src/setup/text-edit.js";

const command = "node /opt/mulligan/dist/mulligan.cjs hook claude-code";
const isOwn = (text: string) => text.endsWith("mulligan.cjs hook claude-code");
const entries = ["Stop", "SessionStart"].map((event) => ({
  path: ["hooks", event],
  value: { hooks: [{ type: "command", command }] },
}));

function install(text: string | null) {
  return withHooks(text, entries, {}, command, isOwn);
}

/** A JSON text with comments, blanks and commas of all kinds, and the value that it stands for. */
const noise = fc.constantFrom("", " ", "\n", "\n  ", ' // a, } ] " comment\n', " /* [{,\n */ ", "\t");
const key = fc.constantFrom("hooks", "Stop", "SessionStart", "model", "env", "a b", 'quo"te', "command");
const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.string());

function textOf(depth: number): fc.Arbitrary<string> {
  const scalar = leaf.map((value) => JSON.stringify(value));
  if (depth === 0) return scalar;
  const entry = (inner: fc.Arbitrary<string>) =>
    fc.tuple(noise, inner, noise).map(([before, value, after]) => before + value + after);
  const close = fc.tuple(noise, fc.boolean());
  const list = fc
    .tuple(fc.array(entry(textOf(depth - 1)), { maxLength: 3 }), close)
    .map(([items, [gap, comma]]) => `[${items.join(",")}${comma && items.length > 0 ? "," : ""}${gap}]`);
  return fc.oneof(scalar, list, objectOf(depth));
}

function objectOf(depth: number): fc.Arbitrary<string> {
  const inner = fc.tuple(noise, key, noise, textOf(depth - 1), noise);
  return fc
    .tuple(fc.uniqueArray(inner, { maxLength: 3, selector: ([, name]) => name }), noise, fc.boolean())
    .map(([members, gap, comma]) => {
      const all = members.map(([a, name, b, value, c]) => `${a}${JSON.stringify(name)}:${b}${value}${c}`);
      return `{${all.join(",")}${comma && all.length > 0 ? "," : ""}${gap}}`;
    });
}

describe("a JSON text with comments", () => {
  it.each([
    "",
    "{",
    "[1 2]",
    '{"a" 1}',
    "{a: 1}",
    '{"a": 01}',
    '{"a": 1} x',
    '"open',
    "[,]",
    "{,}",
    "// only",
    '{"a":-}',
  ])("refuses %j with the line", (text) => {
    expect(() => parseJsonTree(text)).toThrow(JsonProblem);
  });

  it("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseJsonTree(text).value).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe("hooks in a configuration", () => {
  it("leave every other value as it is, are found once, and go without a trace", () => {
    let installed = 0;
    fc.assert(
      fc.property(objectOf(4), (text) => {
        let change;
        try {
          change = install(text);
        } catch (error) {
          expect((error as { code?: unknown }).code).toBe("settings-shape");
          return;
        }
        installed += 1;
        const before = parseJsonTree(text).value as Record<string, unknown>;
        const after = parseJsonTree(change.text).value as Record<string, Record<string, unknown[]>>;
        const { hooks: _hooks, ...others } = after;
        const { hooks: known, ...kept } = before;
        expect(others).toEqual(kept);
        expect(after["hooks"]).toEqual({
          ...(known as object | undefined),
          ...Object.fromEntries(
            ["Stop", "SessionStart"].map((event) => [
              event,
              [...((known as Record<string, unknown[]> | undefined)?.[event] ?? []), entries[0]?.value],
            ]),
          ),
        });
        expect(install(change.text)).toEqual({ text: change.text, edits: [] });
        for (const comment of text.match(/a, \} \] " comment|\[\{,/g) ?? []) expect(change.text).toContain(comment);

        let back = text;
        const undo = change.edits.map((step) => {
          const inverse = inverted(back, step);
          back = edited(back, step);
          return inverse;
        });
        expect(undo.toReversed().reduce(edited, change.text)).toBe(text);

        const without = parseJsonTree(withoutHooks(change.text, isOwn).text).value as Record<string, unknown>;
        const { hooks: left = {}, ...rest } = without;
        expect(rest).toEqual(kept);
        const filled = Object.entries(known ?? {}).filter(
          ([event, value]) => !entries.some(({ path }) => path[1] === event) || (value as unknown[]).length > 0,
        );
        expect(left).toEqual(Object.fromEntries(filled));
      }),
      { numRuns: 600 },
    );
    expect(installed).toBeGreaterThan(100);
  });

  it("look like the rest of the file", () => {
    const before = '{\n    "model": "x", // the best\n    "hooks": {\n        "Stop": [] // none yet\n    }\n}\n';
    expect(install(before).text).toBe(`{
    "model": "x", // the best
    "hooks": {
        "Stop": [
            {
                "hooks": [
                    {
                        "type": "command",
                        "command": "${command}"
                    }
                ]
            }
        ], // none yet
        "SessionStart": [
            {
                "hooks": [
                    {
                        "type": "command",
                        "command": "${command}"
                    }
                ]
            }
        ]
    }
}
`);
    expect(install('{"a":1}').text).toBe(
      `{"a":1,"hooks":{"Stop":[${JSON.stringify(entries[0]?.value)}],"SessionStart":[${JSON.stringify(entries[0]?.value)}]}}`,
    );
    expect(install('{\r\n\t"a": 1\r\n}\r\n').text).toContain('\r\n\t"hooks": {\r\n\t\t"Stop": [\r\n\t\t\t{');
  });

  it("get a new path in place, and nothing twice", () => {
    const old = install("{}").text.replaceAll("/opt/", "/old/");
    const { text } = install(old);
    expect(text).toBe(install("{}").text);
    const handWritten = `{"hooks":{"Stop":[{"matcher":"*","hooks":[{"type":"command","command":"lint"},{"type":"command","command":"node /old/mulligan.cjs hook claude-code","timeout":5}]}]}}`;
    expect(JSON.parse(install(handWritten).text)).toMatchObject({
      hooks: { Stop: [{ matcher: "*", hooks: [{ command: "lint" }, { command, timeout: 5 }] }] },
    });
  });

  it("go with the group that held nothing else, and leave a group of others", () => {
    const text = `{"hooks":{"Stop":[{"hooks":[{"command":"lint"},{"command":"${command}"}]},{"matcher":"","hooks":[{"command":"${command}"}]}]},"b":2}`;
    expect(withoutHooks(text, isOwn).text).toBe(`{"hooks":{"Stop":[{"hooks":[{"command":"lint"}]}]},"b":2}`);
  });
});

describe("the difference of two texts", () => {
  it("is what comes and goes, with three lines around", () => {
    const before = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const after = [...before];
    after.splice(20, 1, "other");
    after.splice(5, 0, "new");
    expect(lineDiff(before.join("\n"), `${after.join("\n")}\n`)).toEqual([
      ...["  line 2", "  line 3", "  line 4", "+ new", "  line 5", "  line 6", "  line 7", "  ..."],
      ...["  line 17", "  line 18", "  line 19", "- line 20", "+ other", "  line 21", "  line 22", "  line 23"],
    ]);
    expect(lineDiff("a\n", "a\n")).toEqual([]);
    expect(lineDiff("", "a\n")).toEqual(["+ a"]);
  });
});
