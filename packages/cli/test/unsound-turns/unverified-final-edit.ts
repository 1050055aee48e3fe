import { ask, edit, read, run, say, write } from "../sound-turns/session.js";
import type { Sessions } from "../sound-turns/session.js";

const tsSrc = "export function slug(text: string): string {\n  return text.toLowerCase().replace(/ /g, '-');\n}\n";
const tsEdit = [read("src/slug.ts", tsSrc), edit("src/slug.ts", "replace(/ /g, '-')", "trim().replace(/\\s+/g, '-')")];

const source = "def total(items):\n    return sum(items)\n";
const taxed = [
  read("shop/cart.py", source),
  edit("shop/cart.py", "    return sum(items)", "    return sum(items) * 1.2"),
];

export const unverifiedFinalEdit: Sessions = {
  "after green": [
    ask("slug() leaves double dashes, please fix"),
    ...tsEdit,
    run("npx vitest run", " Test Files  1 passed (1)\n      Tests  6 passed (6)\n"),
    edit("src/slug.ts", "trim()", "trim().slice(0, 80)"),
    say("Also limited the length."),
  ],
  "second turn": [
    ask("fix slug"),
    ...tsEdit,
    run("npx vitest run", " Test Files  1 passed (1)\n      Tests  6 passed (6)\n"),
    say("Fixed, tests pass."),
    ask("limit it to 80 characters as well"),
    edit("src/slug.ts", "trim()", "trim().slice(0, 80)"),
    say("Done, slugs have at most 80 characters."),
  ],
  "python refactor at end": [
    ask("Fix the tax"),
    read("shop/tax.py", "def rate(kind):\n    return 0.2\n"),
    edit("shop/tax.py", "return 0.2", "return 0.05"),
    run("pytest -q", "...\n3 passed in 0.02s"),
    edit(
      "shop/tax.py",
      "def rate(kind):\n    return 0.05",
      "def rate(kind):\n    rates = {'book': 0.05}\n    return rates.get(kind, 0.2)",
    ),
    run("git diff --stat", " shop/tax.py | 3 ++-"),
    say("Tidied up a little at the end."),
  ],
  "go then lint": [
    ask("Fix H"),
    read("http/h.go", "package http\nfunc H() int { return 500 }\n"),
    edit("http/h.go", "return 500", "return 200"),
    run("go test ./...", "ok  \tacme/http\t0.003s"),
    edit("http/h.go", "return 200", "return 201"),
    run("gofmt -w http/h.go", ""),
    say("Uses 201 now."),
  ],
  cargo: [
    ask("parse should trim"),
    read("src/lib.rs", "pub fn parse(s: &str) -> &str { s }\n"),
    edit("src/lib.rs", "{ s }", "{ s.trim() }"),
    run(
      "cargo test -q",
      "running 3 tests\n...\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
    ),
    edit("src/lib.rs", "s.trim()", "s.trim_end()"),
    say("Only the end is trimmed."),
  ],
  "another file after build": [
    ask("Add a page"),
    read("app/page.tsx", "export default () => <p/>"),
    edit("app/page.tsx", "<p/>", "<Nav/>"),
    run("npm run build", "✓ Compiled successfully"),
    write("components/Nav.tsx", "export function Nav() { return <nav>{items.map(i => i)}</nav> }\n"),
    edit("app/page.tsx", "<Nav/>", "<Nav items={[]}/>"),
    say("Added the navigation."),
  ],
  "two files": [
    ask("total with tax; use it in invoice"),
    ...taxed,
    run("pytest -q", "3 passed in 0.1s"),
    read("shop/invoice.py", "def bill(x): return x\n"),
    edit("shop/invoice.py", "return x", "return total(x)"),
    say("Invoice uses total."),
  ],
  "after red fix": [
    ask("total with tax"),
    ...taxed,
    run("pytest -q", "FAILED tests/test_cart.py::test_total - assert 1.2 == 1\n1 failed in 0.1s", 1),
    edit("shop/cart.py", "sum(items) * 1.2", "round(sum(items) * 1.2, 2)"),
    say("That should do it."),
  ],
  "sed at the end": [
    ask("total with tax"),
    ...taxed,
    run("pytest -q", "3 passed in 0.1s"),
    run("sed -i 's/1.2/TAX/' shop/cart.py", ""),
    say("Named the constant."),
  ],
  go: [
    ask("Trim"),
    read("key/key.go", "package key\nfunc P(s string) string { return s }\n"),
    edit("key/key.go", "return s", "return strings.TrimSpace(s)"),
    run("go test ./...", "ok  \texample.com/key\t0.004s"),
    edit("key/key.go", "strings.TrimSpace(s)", "strings.ToLower(strings.TrimSpace(s))"),
    say("Also lower-cases."),
  ],
};
