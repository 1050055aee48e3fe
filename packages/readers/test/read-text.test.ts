import { describe, expect, it } from "vitest";
import { createLineReader, formatNames, readBytes, readText } from "../src/index.js";
import { lines, thrownBy } from "./read-helpers.js";

const chat = (id: string) => ({
  id,
  messages: [
    { role: "user", content: "Mend it." },
    {
      role: "assistant",
      content: "Look.",
      tool_calls: [{ id: "c1", type: "function", function: { name: "bash", arguments: '{"command":"ls"}' } }],
    },
    { role: "tool", tool_call_id: "c1", content: "a.py" },
    { role: "assistant", content: "Done." },
  ],
});
const session = [
  { type: "user", uuid: "u1", parentUuid: null, sessionId: "s1", message: { role: "user", content: "Do it." } },
  {
    type: "assistant",
    uuid: "u2",
    parentUuid: "u1",
    sessionId: "s1",
    message: { id: "m1", content: [{ type: "tool_use", id: "t1", name: "Bash", input: { command: "ls" } }] },
  },
  {
    type: "user",
    uuid: "u3",
    parentUuid: "u2",
    sessionId: "s1",
    message: { role: "user", content: [{ type: "tool_result", tool_use_id: "t1", content: "a" }] },
  },
];

describe("readText", () => {
  it("gives runs and episodes of a document", () => {
    const { format, runs, episodes, skippedLines } = readText(JSON.stringify(chat("x")));
    expect({
      format,
      skippedLines,
      id: episodes[0]?.id,
      steps: episodes[0]?.steps.length,
      calls: runs[0]?.calls.length,
    }).toEqual({ format: "openai-chat", skippedLines: 0, id: "x", steps: 1, calls: 1 });
  });

  it("passes over bad lines and a half last one, and counts them", () => {
    const text = `npm warn noise\n${lines(session[0])}{"broken\n\n${lines(session[1], session[2])}{"type":"assistant","uuid":"u4","mess`;
    const { format, runs, skippedLines, episodes } = readText(text);
    expect({ format, calls: runs[0]?.calls.length, skippedLines, inEpisode: episodes[0]?.source.skippedLines }).toEqual(
      { format: "claude-code", calls: 1, skippedLines: 3, inEpisode: 3 },
    );
  });

  it("reads through a byte order mark, carriage returns and NUL bytes", () => {
    const text = `\uFEFF${lines(...session).replaceAll("\n", "\r\n")}\0\0\0\0`;
    expect(readText(text)).toMatchObject({ format: "claude-code", skippedLines: 0 });
    expect(readText(`${JSON.stringify(chat("x"))}\0\0`).format).toBe("openai-chat");
  });

  it("reads lone surrogates and deep nesting", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const text = JSON.stringify(chat("x")).replace('"a.py"', `"\\ud83d a.py"`).replace('"Done."', deep);
    expect(readText(text).runs[0]?.calls[0]?.observation).toBe("\ud83d a.py");
  });

  it("reads several runs, one a line or in a list", () => {
    expect(readText(lines(chat("a"), chat("b"))).episodes.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(readText(JSON.stringify([chat("a"), chat("b")])).episodes.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("makes an id of the content where the file has none", () => {
    const { id: _id, ...anonymous } = chat("");
    const first = readText(JSON.stringify(anonymous)).runs[0]?.id;
    expect(first).toMatch(/^[\da-f]{16}$/);
    expect(readText(JSON.stringify(anonymous)).runs[0]?.id).toBe(first);
    expect(readText(JSON.stringify({ ...anonymous, note: 1 })).runs[0]?.id).not.toBe(first);
  });

  it("pairs repeated ids in order", () => {
    const again = chat("x");
    const text = JSON.stringify({
      messages: [
        ...again.messages.slice(0, 3),
        again.messages[1],
        { role: "tool", tool_call_id: "c1", content: "b.py" },
      ],
    });
    expect(readText(text).runs[0]?.calls.map(({ observation }) => observation)).toEqual(["a.py", "b.py"]);
  });

  it("takes the caller's word that the session goes on", () => {
    expect(readText(lines(...session)).episodes[0]?.ended).toBe(true);
    expect(readText(lines(...session), { ongoing: true }).episodes[0]?.ended).toBe(false);
  });

  it("takes the caller's word for the working folder, where the file does not name it", () => {
    const call = {
      id: "c1",
      name: "write_file",
      args: { file_path: "/tmp/shop/src/cart.py", content: "x = 1\n" },
      status: "success",
      result: [{ functionResponse: { name: "write_file", response: { output: "Successfully created." } } }],
    };
    const messages = [
      { id: "m1", type: "user", content: "Write it." },
      { id: "m2", type: "gemini", content: "", toolCalls: [call] },
    ];
    const edited = (more: object, cwd?: string) =>
      readText(
        JSON.stringify({ sessionId: "s", projectHash: "p", messages, ...more }),
        cwd === undefined ? {} : { cwd },
      ).episodes[0]?.steps[0]?.actions[0];
    expect(edited({})).toMatchObject({ pathClass: "scratch" });
    expect(edited({}, "/tmp/shop")).toMatchObject({ path: "src/cart.py", pathClass: "product" });
    expect(edited({ directories: ["/tmp/shop/src"] }, "/tmp")).toMatchObject({ path: "cart.py", pathClass: "product" });
  });

  it("does not look for the format when it is named", () => {
    const text = JSON.stringify(chat("x"));
    expect(readText(text, { format: "anthropic-messages" }).format).toBe("anthropic-messages");
    expect(thrownBy(() => readText(text, { format: "nonesuch" }))).toEqual({
      code: "unknown-format-name",
      message: `There is no format called "nonesuch". Known: ${formatNames().join(", ")}.`,
    });
  });
});

describe("errors of readText", () => {
  it.each([
    ["", "empty-file", "The file is empty: there is no run to read. Record the run again, or leave the file out."],
    [
      " \n\0\n",
      "empty-file",
      "The file is empty: there is no run to read. Record the run again, or leave the file out.",
    ],
    [
      "# aider chat started",
      "not-json",
      'The file is neither JSON nor JSON Lines: it starts with "# aider chat started". Pass the run as the agent recorded it, not a rendering of it.',
    ],
    [
      '{"trajectory": [{"action": "ls',
      "cut-json",
      'The JSON document stops in the middle, after 30 characters: it ends with "{\\"trajectory\\": [{\\"action\\": \\"ls". Copy or download the file again.',
    ],
    [
      '{\n  "messages": [\n    {}\n',
      "cut-json",
      'The JSON document stops in the middle, after 25 characters: it ends with "{   \\"messages\\": [     {}". Copy or download the file again.',
    ],
    [
      '{"acme__tool-1": {"resolved": true, "patch_exists": true}}',
      "sidecar-file",
      "The file is an outcome (swe-bench-report), not a run. Pass the run itself, and this file as its outcome.",
    ],
    [
      JSON.stringify({ trajectory: [], history: [], info: { exit_status: "exit_api" } }),
      "no-steps",
      'The swe-agent file holds no tool call and no command: there is no run to diagnose. The run ended with "exit_api".',
    ],
  ])("%j", (text, code, message) => {
    expect(thrownBy(() => readText(text))).toEqual({ code, message });
  });

  it("names the nearest format and what is missing for it", () => {
    expect(thrownBy(() => readText('{"trajectory": [{"action": "ls"}]}'))).toEqual({
      code: "unknown-format",
      message: `The file is JSON, but not a run in a known format. The nearest is swe-agent; for that it lacks \`action\` and \`observation\` in the items of \`trajectory\`. Tried: ${formatNames().join(", ")}.`,
    });
    expect(thrownBy(() => readText('{"a": 1}')).message).toContain("It has no mark of any of them.");
  });

  it("lets an empty run pass when asked to", () => {
    const text = JSON.stringify({ trajectory: [], history: [], info: {} });
    expect(readText(text, { allowNoSteps: true }).episodes[0]?.steps).toEqual([]);
  });

  it.each([
    "null",
    "1",
    '"text"',
    "[]",
    "{}",
    "[1,2]",
    "[[]]",
    '{"messages":7}',
    '{"steps":null,"schema_version":"ATIF-v1.5"}',
    '{"trajectory":[null],"info":3}',
    "null\n{}\n",
    '{"__proto__":{"role":"user"}}',
  ])("throws nothing but its own for %s", (text) => {
    expect(thrownBy(() => readText(text)).code).toMatch(/^(?:unknown-format|no-steps|not-json)$/);
  });
});

describe("readBytes", () => {
  it("decodes UTF-8 and UTF-16", () => {
    const text = JSON.stringify(chat("ä"));
    expect(readBytes(new TextEncoder().encode(text)).runs[0]?.id).toBe("ä");
    const wide = Buffer.from(`\uFEFF${text}`, "utf16le");
    expect(readBytes(wide).runs[0]?.id).toBe("ä");
  });

  it("refuses other zip archives", () => {
    expect(thrownBy(() => readBytes(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).code).toMatch(
      /^(?:binary-file|broken-archive)$/,
    );
  });
});

describe("createLineReader", () => {
  it("gives each run back with its line, and keeps none", () => {
    const reader = createLineReader();
    expect(reader.push(JSON.stringify(chat("a"))).map(({ episode }) => episode.id)).toEqual(["a"]);
    expect(reader.push("noise")).toEqual([]);
    expect(reader.push(JSON.stringify(chat("b"))).map(({ run }) => run.id)).toEqual(["b"]);
    expect(reader.end()).toEqual({ runs: [], format: "openai-chat", skippedLines: 1 });
  });

  it("keeps the lines of a session until its end", () => {
    const reader = createLineReader();
    expect(session.flatMap((record) => reader.push(JSON.stringify(record)))).toEqual([]);
    const { runs, format } = reader.end();
    expect([format, runs.map(({ episode }) => episode.id)]).toEqual(["claude-code", ["s1"]]);
  });

  it("says at the end that there was nothing", () => {
    expect(thrownBy(() => createLineReader().end()).code).toBe("empty-file");
    const noise = createLineReader();
    noise.push("hello");
    expect(thrownBy(() => noise.end()).code).toBe("not-json");
  });
});
