import { ask, call, edit, read, run, say, write } from "../sound-turns/session.js";
import type { Sessions } from "../sound-turns/session.js";

const tsSrc = "export function slug(text: string): string {\n  return text.toLowerCase().replace(/ /g, '-');\n}\n";
const tsEdit = [read("src/slug.ts", tsSrc), edit("src/slug.ts", "replace(/ /g, '-')", "trim().replace(/\\s+/g, '-')")];

const source = "def total(items):\n    return sum(items)\n";
const taxed = [
  read("shop/cart.py", source),
  edit("shop/cart.py", "    return sum(items)", "    return sum(items) * 1.2"),
];

export const neverTested: Sessions = {
  "ts plain": [
    ask("slug() leaves double dashes, please fix"),
    ...tsEdit,
    say("I fixed `slug()` so that runs of whitespace become a single dash."),
  ],
  "ts offers tests": [
    ask("slug() leaves double dashes, please fix"),
    ...tsEdit,
    say("Fixed. Would you like me to run the tests?"),
  ],
  "with git status": [
    ask("slug() leaves double dashes, please fix"),
    run("git status --short", ""),
    ...tsEdit,
    run("git diff --stat", " src/slug.ts | 2 +-\n 1 file changed"),
    say("Done, the diff is small."),
  ],
  committed: [
    ask("fix slug and commit"),
    ...tsEdit,
    run(
      "git add -A && git commit -m 'Fix slug'",
      "[main 1a2b3c4] Fix slug\n 1 file changed, 1 insertion(+), 1 deletion(-)",
    ),
    say("Committed."),
  ],
  "lint only eslint": [
    ask("slug() leaves double dashes, please fix"),
    ...tsEdit,
    run("npx eslint src", ""),
    say("Fixed, ESLint is clean."),
  ],
  "prettier only": [
    ask("slug() leaves double dashes, please fix"),
    ...tsEdit,
    run("npx prettier --write src/slug.ts", "src/slug.ts 21ms"),
    say("Fixed and formatted."),
  ],
  python: [
    ask("The tax rate is wrong for books"),
    read("shop/tax.py", "def rate(kind):\n    return 0.2\n"),
    edit("shop/tax.py", "    return 0.2", "    return 0.05 if kind == 'book' else 0.2"),
    say("Books are taxed at 5 % now."),
  ],
  "python many files": [
    ask("Add a currency to Money"),
    run("ls shop", "money.py\ncart.py"),
    read("shop/money.py", "class Money:\n    def __init__(self, n):\n        self.n = n\n"),
    edit("shop/money.py", "def __init__(self, n):", "def __init__(self, n, currency='EUR'):"),
    read("shop/cart.py", "from .money import Money\nm = Money(1)\n"),
    edit("shop/cart.py", "Money(1)", "Money(1, 'EUR')"),
    run("grep -rn 'Money(' shop", "shop/cart.py:2:m = Money(1, 'EUR')"),
    say("Money has a currency."),
  ],
  go: [
    ask("Handler returns 500 for empty body"),
    read("http/h.go", "package http\nfunc H(b []byte) int { return 500 }\n"),
    edit("http/h.go", "return 500", "if len(b) == 0 { return 400 }; return 200"),
    run("gofmt -l http", ""),
    say("Returns 400 for an empty body."),
  ],
  rust: [
    ask("parse should trim"),
    read("src/lib.rs", "pub fn parse(s: &str) -> &str { s }\n"),
    edit("src/lib.rs", "{ s }", "{ s.trim() }"),
    run("cargo fmt", ""),
    say("parse trims now."),
  ],
  java: [
    ask("NPE in UserService.find"),
    read("src/main/java/UserService.java", "return repo.get(id).name();"),
    edit(
      "src/main/java/UserService.java",
      "repo.get(id).name()",
      "Optional.ofNullable(repo.get(id)).map(User::name).orElse(null)",
    ),
    say("No NPE any more."),
  ],
  csharp: [
    ask("NullReference in Find"),
    read("src/UserService.cs", "return repo.Get(id).Name;"),
    edit("src/UserService.cs", "repo.Get(id).Name", "repo.Get(id)?.Name"),
    say("Fixed the null reference."),
  ],
  ruby: [
    ask("total ignores tax"),
    read("app/models/order.rb", "def total = items.sum"),
    edit("app/models/order.rb", "items.sum", "items.sum * 1.2"),
    say("Tax is in."),
  ],
  php: [
    ask("total ignores tax"),
    read("app/Order.php", "return $sum;"),
    edit("app/Order.php", "return $sum;", "return $sum * 1.2;"),
    say("Tax is in."),
  ],
  swift: [
    ask("Crash on empty list"),
    read("Sources/App/List.swift", "items[0]"),
    edit("Sources/App/List.swift", "items[0]", "items.first"),
    say("No crash any more."),
  ],
  c: [
    ask("Overflow in copy"),
    read("src/copy.c", "strcpy(a, b);"),
    edit("src/copy.c", "strcpy(a, b);", "strncpy(a, b, sizeof a - 1);"),
    say("Bounded copy."),
  ],
  "second turn": [
    ask("What does slug do?"),
    read("src/slug.ts", tsSrc),
    say("It makes URL parts."),
    ask("Make it handle umlauts"),
    edit("src/slug.ts", "text.toLowerCase()", "text.toLowerCase().normalize('NFKD')"),
    say("Umlauts are handled."),
  ],
  "new module unrun": [
    ask("Write a rate limiter in src/limit.py and use it in src/app.py"),
    read("src/app.py", "def app(): pass\n"),
    write("src/limit.py", "class Limiter:\n    def __init__(self, n):\n        self.n = n\n"),
    edit("src/app.py", "def app(): pass", "from limit import Limiter\n\ndef app():\n    Limiter(3)"),
    say("I added a rate limiter and it is production ready."),
  ],
  kotlin: [
    ask("find() must not throw for unknown ids"),
    read("app/src/main/kotlin/Users.kt", "fun find(id: Int) = repo.getValue(id)\n"),
    edit("app/src/main/kotlin/Users.kt", "repo.getValue(id)", "repo[id]"),
    run("./gradlew ktlintFormat", "BUILD SUCCESSFUL in 2s"),
    say("Returns null now."),
  ],
  "elixir formatted": [
    ask("slug should downcase"),
    read("lib/slug.ex", "def slug(s), do: s"),
    edit("lib/slug.ex", "do: s", "do: String.downcase(s)"),
    run("mix format", ""),
    say("Done."),
  ],
  scala: [
    ask("slug should downcase"),
    read("src/main/scala/Slug.scala", "def slug(s: String) = s"),
    edit("src/main/scala/Slug.scala", "= s", "= s.toLowerCase"),
    say("Done."),
  ],
  "wrote tests unrun": [
    ask("total with tax, and tests"),
    ...taxed,
    write("tests/test_tax.py", "from shop.cart import total\n\ndef test_tax():\n    assert total([10]) == 12\n"),
    say("Added tax and tests for it."),
  ],
  "git diff looked": [
    ask("total with tax"),
    ...taxed,
    run("git diff", "diff --git a/shop/cart.py b/shop/cart.py"),
    run("wc -l shop/cart.py", "2 shop/cart.py"),
    say("The diff looks right."),
  ],
  "pip install": [
    ask("total with tax using babel"),
    run("pip install babel", "Successfully installed babel-2.16.0"),
    ...taxed,
    say("Done."),
  ],
  "only other test in first turn": [
    ask("run the tests"),
    run("pytest -q", "3 passed in 0.1s"),
    say("3 pass."),
    ask("now add tax to total"),
    ...taxed,
    say("Added."),
  ],
  ruff: [
    ask("total with tax"),
    ...taxed,
    run("ruff check shop && ruff format shop", "All checks passed!\n1 file left unchanged"),
    say("Done, lint is clean."),
  ],
  "cat after": [ask("total with tax"), ...taxed, run("cat shop/cart.py", source), say("Now total includes tax.")],
  "multi edit": [
    ask("total with tax"),
    read("shop/cart.py", source),
    call(
      "MultiEdit",
      { file_path: "/repo/shop/cart.py", edits: [{ old_string: "sum(items)", new_string: "sum(items) * 1.2" }] },
      "Applied 1 edit to /repo/shop/cart.py",
    ),
    say("Done."),
  ],
};
