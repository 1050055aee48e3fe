import type { Happening, ToolCall } from "../hook-sessions.js";

/** One thing that happens in a session of Claude Code. */
export type Event = Happening | ToolCall;
/** Sessions by what is special about them; the last turn of each is one to stay silent after. */
export type Sessions = Readonly<Record<string, readonly Event[]>>;

export const ask = (text: string): Event => ({ ask: text });
export const say = (text: string): Event => ({ say: text });
export const read = (path: string, text: string): Event => ({ read: path, text });
export const edit = (path: string, from: string, to: string): Event => ({ edit: path, from, to });
export const run = (command: string, output: string, exit = 0): Event => ({ run: command, output, exit });
export const call = (tool: string, input: object, text: string, error = false): Event => ({
  call: tool,
  input,
  text,
  error,
});
export const write = (path: string, content: string): Event =>
  call("Write", { file_path: `/repo/${path}`, content }, `File created successfully at: /repo/${path}`);
export const ts = "export function total(items: number[]) {\n  return items.reduce((a, b) => a + b);\n}\n";
export const tsEdit = [
  read("src/cart.ts", ts),
  edit("src/cart.ts", "items.reduce((a, b) => a + b)", "items.reduce((a, b) => a + b, 0)"),
];
export const vitest =
  "\n RUN  v4.1.0 /repo\n\n ✓ test/cart.test.ts (3 tests) 4ms\n\n Test Files  1 passed (1)\n      Tests  3 passed (3)\n";

export const slugSource =
  "export function slug(text: string): string {\n  return text.toLowerCase().replace(/ /g, '-');\n}\n";
export const slugEdit = [
  read("src/slug.ts", slugSource),
  edit("src/slug.ts", "replace(/ /g, '-')", "trim().replace(/\\s+/g, '-')"),
];
export const cartSource = "def total(items):\n    return sum(items)\n";
export const cartEdit = [
  read("shop/cart.py", cartSource),
  edit("shop/cart.py", "    return sum(items)", "    return sum(items) * 1.2"),
];
