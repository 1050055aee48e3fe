import type { RecordedCall, RecordedRun } from "@mulligan/readers/record";

type Given = Partial<RecordedCall>;

function shell(command: string, observation = "", exitCode = 0): Given {
  const status = exitCode === 0 ? "ok" : "error";
  return { tool: "bash", dialect: "shell", input: { command }, command, observation, exitCode, status };
}

function edit(path: string, before: string, after: string): Given {
  const input = { command: "str_replace", path, old_str: before, new_str: after };
  return { tool: "str_replace_editor", input, observation: `The file ${path} has been edited.` };
}

function look(path: string, ...lines: readonly string[]): Given {
  const shown = lines.map((line, index) => `${String(index + 1).padStart(6)}\t${line}`).join("\n");
  return {
    tool: "str_replace_editor",
    input: { command: "view", path },
    observation: `Here's the result of running \`cat -n\` on ${path}:\n${shown}\n`,
  };
}

function runOf(id: string, more: Partial<RecordedRun>, calls: readonly Given[]): RecordedRun {
  return {
    id,
    format: "test",
    agent: {},
    task: "",
    root: "/repo/shop",
    cwd: "/repo/shop",
    events: [],
    finalMessage: "",
    ended: true,
    endedBy: "message",
    skippedLines: 0,
    ...more,
    calls: calls.map((call, index) => ({
      origin: { index },
      says: "",
      tool: "bash",
      dialect: "tool",
      input: {},
      observation: "",
      exitCode: null,
      status: "ok",
      ...call,
    })),
  };
}

const total = "def total(items):";
const price = "    return sum(item.price for item in items)";

/** A sound run in Python that hands in a patch. */
const python = runOf(
  "python",
  {
    task: "The sum of an empty cart raises an error. Please fix the bug in the cart.",
    finalMessage: "I made the sum of an empty cart zero.",
    endedBy: "finished",
    submission:
      "diff --git a/shop/cart.py b/shop/cart.py\n--- a/shop/cart.py\n+++ b/shop/cart.py\n@@ -2,1 +2,1 @@\n-    return sum(item.price for item in items)\n+    return sum((item.price for item in items), 0)\n",
  },
  [
    shell("ls shop tests", "shop:\ncart.py\nviews.py\n\ntests:\ntest_cart.py\n"),
    shell("grep -rn 'def total' shop", "shop/cart.py:1:def total(items):\n"),
    look("/repo/shop/shop/views.py", "from shop.cart import total", "", "def show(cart):", "    return total(cart)"),
    look("/repo/shop/shop/cart.py", total, price),
    look("/repo/shop/tests/test_cart.py", "def test_total():", "    assert total([]) == 0"),
    edit("/repo/shop/shop/cart.py", price, "    return sum((item.price for item in items), 0)"),
    shell(
      "python -m pytest tests/test_cart.py",
      "============ test session starts ============\ncollected 1 item\n\ntests/test_cart.py . [100%]\n\n============ 1 passed in 0.02s ============\n",
    ),
    { tool: "submit", input: {}, observation: "" },
  ],
);

/** The same sort of work in Go, without a patch of its own. */
const go = runOf(
  "go",
  { task: "Fix the bug: the sum of an empty cart is wrong.", finalMessage: "The sum of an empty cart is zero now." },
  [
    look("/repo/shop/store/cart.go", "package store", "", "func Total(items []Item) int {", "\treturn -1", "}"),
    look("/repo/shop/store/cart_test.go", "func TestTotal(t *testing.T) {", '\tt.Errorf("bad")', "}"),
    shell("grep -rn 'Total(' store", "store/cart.go:3:func Total(items []Item) int {\n"),
    edit("/repo/shop/store/cart.go", "\treturn -1", "\treturn 0"),
    shell("go test ./store/...", "ok  \texample.org/shop/store\t0.012s\n"),
  ],
);

/** And in TypeScript, where nothing was verified. */
const typescript = runOf(
  "typescript",
  { task: "Fix the bug that the sum of an empty cart is undefined.", finalMessage: "This should fix it." },
  [
    shell("ls src/store", "cart.ts\ncart.test.ts\n"),
    look("/repo/shop/src/store/cart.ts", "export function total(items: Item[]) {", "  return items[0].price;", "}"),
    look("/repo/shop/src/store/cart.test.ts", 'it("sums", () => {', "  expect(total([])).toBe(0);", "});"),
    edit("/repo/shop/src/store/cart.ts", "  return items[0].price;", "  return items.reduce(add, 0);"),
  ],
);

export const smallRuns: readonly { readonly name: string; readonly run: RecordedRun }[] = [python, go, typescript].map(
  (run) => ({ name: run.id ?? "", run }),
);
