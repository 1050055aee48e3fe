import { ask, call, edit, read, run, say, write, ts } from "./session.js";
import type { Sessions } from "./session.js";

/** Nothing was changed that a run could speak of. */
export const nothingToRun: Sessions = {
  "plan mode": [
    ask("Plan how to fix total."),
    read("src/cart.ts", ts),
    call("Write", { file_path: "/home/u/.claude/plans/fix.md", content: "# Plan\n1. x" }, "File created successfully"),
    call("ExitPlanMode", { plan: "1. x" }, "User has approved your plan."),
    say("Planned."),
  ],
  "scratch only": [ask("Try how reduce behaves."), write("/tmp/x.mjs".slice(1), "console.log(1)"), say("Wrote it.")],
  "yaml ci": [
    ask("Cache npm in CI."),
    read(".github/workflows/ci.yml", "steps:\n  - run: npm ci\n"),
    edit(".github/workflows/ci.yml", "  - run: npm ci", "  - uses: actions/cache@v4\n  - run: npm ci"),
    say("CI caches npm now."),
  ],
  dockerfile: [
    ask("Use node 22 in the Dockerfile."),
    read("Dockerfile", "FROM node:20\n"),
    edit("Dockerfile", "node:20", "node:22"),
    say("Node 22."),
  ],
  tsconfig: [
    ask("Turn on strict."),
    read("tsconfig.json", '{"compilerOptions":{}}'),
    edit("tsconfig.json", "{}", '{"strict":true}'),
    say("Strict is on."),
  ],
  i18n: [
    ask("Add the German texts."),
    read("src/locales/de.json", "{}"),
    edit("src/locales/de.json", "{}", '{"a":"b"}'),
    say("Added."),
  ],
  css: [ask("Blue button."), read("src/app.scss", ".b{color:red}"), edit("src/app.scss", "red", "blue"), say("Blue.")],
  html: [
    ask("Fix the typo on the page."),
    read("public/index.html", "<p>teh</p>"),
    edit("public/index.html", "teh", "the"),
    say("Fixed the typo."),
  ],
  "copy in code": [
    ask("Fix the typo in the comment."),
    read("src/cart.ts", "// teh total\n" + ts),
    edit("src/cart.ts", "// teh total", "// the total"),
    say("Fixed."),
  ],
  "comment added": [
    ask("Comment total."),
    read("src/cart.py", "def total(items):\n    return sum(items)\n"),
    edit("src/cart.py", "return sum(items)", "# takes discounts off\n    return sum(items)"),
    say("Commented."),
  ],
  docstring: [
    ask("Add a docstring."),
    read("src/cart.py", "def total(items):\n    return sum(items)\n"),
    edit("src/cart.py", "def total(items):", 'def total(items):\n    """The sum."""'),
    say("Documented."),
  ],
  jsdoc: [
    ask("Document total."),
    read("src/cart.ts", ts),
    edit("src/cart.ts", "export function total", "/** The sum. */\nexport function total"),
    say("Documented."),
  ],
  "new project static": [
    ask("Create an index.html with a hello."),
    write("index.html", "<p>hello</p>"),
    say("Created."),
  ],
  version: [
    ask("Bump the version to 2.0.0"),
    read("pyproject.toml", 'version = "1.0.3"'),
    edit("pyproject.toml", "1.0.3", "2.0.0"),
    read("src/__init__.py", '__version__ = "1.0.3"\n'),
    edit("src/__init__.py", "1.0.3", "2.0.0"),
    say("Bumped."),
  ],
  dependency: [ask("Upgrade zod."), run("npm install zod@4", "changed 1 package in 2s"), say("Upgraded.")],
  "claude.md": [
    ask("Remember to use pnpm."),
    read("CLAUDE.md", "# Notes"),
    edit("CLAUDE.md", "# Notes", "# Notes\n- use pnpm"),
    say("Noted."),
  ],
  notebook: [
    ask("Add a plot."),
    call("Read", { file_path: "/repo/a.ipynb" }, '<cell id="1">load()</cell id="1">'),
    call("NotebookEdit", { notebook_path: "/repo/a.ipynb", cell_id: "1", new_source: "plot()" }, "Updated cell 1"),
    say("Added the plot."),
  ],
  outside: [
    ask("Add an alias to my zshrc."),
    call(
      "Edit",
      { file_path: "/home/u/.zshrc", old_string: "a", new_string: "b" },
      "The file /home/u/.zshrc has been updated.",
    ),
    say("Added."),
  ],
  "terraform unplanned": [
    ask("Bigger instance."),
    read("main.tf", 'instance_type = "t3.micro"'),
    edit("main.tf", "t3.micro", "t3.small"),
    say("Changed."),
  ],
  "sql view": [
    ask("Add an index on orders.user_id"),
    write("db/migrations/20260101_idx.sql", "CREATE INDEX orders_user ON orders (user_id);\n"),
    say("Migration added; it runs with the next deployment."),
  ],
  "helm template file": [
    ask("Add a label to the deployment template"),
    read("charts/api/templates/deployment.yaml", "metadata:\n  name: api\n"),
    edit("charts/api/templates/deployment.yaml", "  name: api", "  name: api\n  labels:\n    team: web"),
    say("Label added."),
  ],
  "review comments only docs": [
    ask("Address the review comments on the docs"),
    read("docs/api.rst", "Teh API\n"),
    edit("docs/api.rst", "Teh", "The"),
    say("Addressed."),
  ],
  "cherry-pick": [
    ask("Cherry-pick abc123 to release"),
    run(
      "git checkout release && git cherry-pick abc123",
      "Switched to branch 'release'\n[release 9f8e7d] Fix total\n 1 file changed, 2 insertions(+)",
    ),
    say("Picked."),
  ],
  "word of a comment": [
    ask("there's a typo in the comment above retryDelay"),
    read("src/net.ts", "// expontential backoff\nexport const retryDelay = (n: number) => 2 ** n * 100;\n"),
    edit("src/net.ts", "expontential", "exponential"),
    say("Corrected."),
  ],
  "texts of a language": [
    ask("Add the French texts of the checkout"),
    read("src/i18n/en.ts", 'export const en = {\n  cart: "Cart",\n  pay: "Pay now",\n};\n'),
    read("src/i18n/fr.ts", 'export const fr = {\n  cart: "Panier",\n};\n'),
    edit("src/i18n/fr.ts", '  cart: "Panier",\n', '  cart: "Panier",\n  pay: "Payer maintenant",\n'),
    say("Added."),
  ],
  "no compiler here": [
    ask("Ask for Face ID on the lock screen"),
    read("ios/LockScreen.swift", "import SwiftUI\n\nstruct LockScreen: View {}\n"),
    edit("ios/LockScreen.swift", "import SwiftUI\n", "import LocalAuthentication\nimport SwiftUI\n"),
    run("which xcodebuild swiftc", "", 1),
    say("Written but not compiled: this machine has neither Xcode nor swiftc. Please build it once on your Mac."),
  ],
};
