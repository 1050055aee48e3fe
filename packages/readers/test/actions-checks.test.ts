import { describe, expect, it } from "vitest";
import { episodeOf, lastActions, only, seenProduct, shell, tool, words } from "./actions-helpers.js";

function script(content: string, output: string, exit = 0): readonly string[] {
  return words(
    lastActions([
      ...seenProduct,
      shell(`cat > repro.py <<'EOF'\n${content}\nEOF`),
      shell("python repro.py", output, exit),
    ]),
  );
}

const deadImport =
  'Traceback (most recent call last):\n  File "/repo/repro.py", line 1, in <module>\n    from shop import cart\n  File "/repo/shop/cart.py", line 3, in <module>\n    import numpy\nModuleNotFoundError: No module named \'numpy\'';

describe("checks", () => {
  it.each([
    ["from shop.cart import Cart\nprint(Cart().total())", "3"],
    ["import shop\nprint(shop.cart.RATE)", "0.2"],
    ["from shop import *\nprint(total())", "3"],
    ["import subprocess\nsubprocess.run(['python', '-m', 'shop', 'list'])", "ok"],
  ])("is one: %j", (content, output) => {
    expect(script(content, output)).toEqual(["check"]);
  });

  it.each([
    ["print('all good')", "all good"],
    ["import shop\nprint('imported')", "imported"],
    ["import shop\nprint(shop.__version__)", "1.0"],
    ["import inspect\nfrom shop.cart import Cart\nprint(inspect.getsource(Cart))", "class Cart: ..."],
    ["class Cart:\n    def total(self):\n        return 3\nprint(Cart().total())", "3"],
    ["text = open('shop/cart.py').read()\nprint('def total' in text)", "True"],
    ["code = '''\nimport shop\nshop.total()\n'''\nprint(code)", "import shop"],
    ["# import shop; shop.total()\nprint(1)", "1"],
    ["import numpy as np\nprint(np.long)", "int"],
  ])("is none: %j", (content, output) => {
    expect(script(content, output)).toEqual(["run"]);
  });

  describe("of a script that puts a function of its own in the place of one", () => {
    const edit = shell("cat > shop/cart.py <<'EOF'\ndef total(self):\n    return 4\nEOF");
    const copy = "def fixed(self):\n    return Cart.sum(self)\n\nCart.total = fixed\n";
    const kinds = (content: string): readonly string[] =>
      words(
        episodeOf([
          ...seenProduct,
          shell(`cat > repro.py <<'EOF'\n${content}\nEOF`),
          shell("python repro.py", "3"),
          edit,
        ]).steps[3]!.actions,
      );

    it("is none, when the agent changes that function", () => {
      expect(
        kinds(`from shop.cart import Cart\nkept = Cart.total\n${copy}print(Cart().total())\nCart.total = kept`),
      ).toEqual(["run"]);
    });

    it("is one, when the function itself was tried before or after", () => {
      expect(kinds(`from shop.cart import Cart\nprint(Cart().total())\n${copy}print(Cart().total())`)).toEqual([
        "check",
      ]);
      expect(
        kinds(`from shop.cart import Cart\nkept = Cart.total\n${copy}Cart.total = kept\nprint(Cart().total())`),
      ).toEqual(["check"]);
    });

    it("is one, when only another function is replaced", () => {
      expect(
        kinds(`from shop.cart import Cart\ndef three(self):\n    return 3\nCart.rate = three\nprint(Cart().total())`),
      ).toEqual(["check"]);
    });
  });

  it("is none where the run died before it reached the code", () => {
    expect(script("from shop import cart\ncart.total()", deadImport, 1)).toEqual(["run"]);
    expect(
      script(
        "from shop import cart\nx: 1 / 0\ncart.total()",
        'Traceback (most recent call last):\n  File "/repo/repro.py", line 2, in <module>\n    1 / 0\nZeroDivisionError: division by zero',
        1,
      ),
    ).toEqual(["run"]);
  });

  it("is one where the code itself failed", () => {
    const failure =
      'Traceback (most recent call last):\n  File "/repo/repro.py", line 2, in <module>\n    cart.total()\n  File "/repo/shop/cart.py", line 9, in total\n    return x\nNameError: name \'x\' is not defined';
    expect(script("from shop import cart\ncart.total()", failure, 1)).toEqual(["check"]);
    const broken =
      'Traceback (most recent call last):\n  File "/repo/repro.py", line 1, in <module>\n    from shop import cart\n  File "/repo/shop/cart.py", line 2\n    def (\n        ^\nSyntaxError: invalid syntax';
    expect(script("from shop import cart\ncart.total()", broken, 1)).toEqual(["check"]);
  });

  it("is one where an edited file dies as it is imported, though inside a library", () => {
    const inLibrary =
      'Traceback (most recent call last):\n  File "/repo/repro.py", line 1, in <module>\n    from shop import cart\n  File "/repo/shop/cart.py", line 2, in <module>\n    @total_ordering\n  File "/usr/lib/python3.11/functools.py", line 193, in total_ordering\n    raise ValueError("must define")\nValueError: must define';
    const text = "from shop import cart\ncart.total()";
    expect(script(text, inLibrary, 1)).toEqual(["run"]);
    const edited = [...seenProduct, shell("sed -i 's/x/y/' shop/cart.py")];
    const calls = [...edited, shell(`cat > repro.py <<'EOF'\n${text}\nEOF`), shell("python repro.py", inLibrary, 1)];
    expect(words(lastActions(calls))).toEqual(["check"]);
  });

  it("says where Node could not read a file", () => {
    const output =
      "/repo/shop/cart.js:7\n  if (x === null {\n                 ^\n\nSyntaxError: Unexpected token '{'\n    at wrapSafe (node:internal/modules/cjs/loader:1281:20)";
    const actions = lastActions([
      tool("Edit", { file_path: "/repo/shop/cart.js", old_string: "a", new_string: "b" }, "The file has been updated."),
      shell("node shop/cart.js", output, 1),
    ]);
    expect(actions).toMatchObject([
      { error: { name: "SyntaxError", message: "Unexpected token '{'", path: "shop/cart.js", line: 7 } },
    ]);
  });

  it("says what stopped a run", () => {
    const steps = episodeOf([
      ...seenProduct,
      shell("cat > repro.py <<'EOF'\nfrom shop import cart\ncart.total()\nEOF"),
      shell("python repro.py", deadImport, 1),
    ]).steps;
    expect(only(steps[3]!.actions, "run")).toMatchObject({
      stoppedByEnvironment: true,
      ok: false,
      error: { name: "ModuleNotFoundError", message: "No module named 'numpy'", path: "shop/cart.py", line: 3 },
    });
  });

  it.each([
    ["go build ./...", "build"],
    ["go vet ./...", "types"],
    ["cargo check", "types"],
    ["tsc --noEmit", "types"],
    ["mypy shop", "types"],
    ["npm run build", "build"],
    ["npm run typecheck", "types"],
    ["pnpm --filter core build", "build"],
    ["pnpm -F core -F web run typecheck", "types"],
    ["npm -w core run build", "build"],
    ["yarn workspace core build", "build"],
    ["make -j build", "build"],
    ["make -C sub all", "build"],
    ["golangci-lint run", "lint"],
    ["python -m py_compile shop/cart.py", "build"],
    ["python -m shop list", "program"],
    ["shop list", "program"],
    ["./bin/shop list", "program"],
    ["./gradlew bootRun", "program"],
    ["./gradlew clean bootRun", "program"],
    ["curl http://localhost:8000/cart", "program"],
  ])("%s is a check by its kind", (command, kind) => {
    expect(only(lastActions([...seenProduct, shell(command, "fine")]), "check").checks).toBe(kind);
  });

  it.each([
    "eslint .",
    "ruff check .",
    "black shop",
    "gofmt -w .",
    "npm run lint",
    "go version",
    "tsc --version",
    "python --version",
    "make clean > log",
    "./gradlew ktlintFormat",
    "./gradlew -q :app:spotlessApply :app:clean",
    "./mvnw spotless:apply",
    "python -m http.server",
    "gcc /tmp/a.c -o /tmp/a",
    "ls -la",
  ])("%s is none", (command) => {
    expect(words(lastActions([...seenProduct, shell(command, "")]))).not.toContain("check");
  });

  it.each([
    ["make", "/bin/sh: 1: cd: can't cd to /repo/build/release\nmake: *** [Makefile:12: build] Error 2"],
    ["make", "Error: could not load cache\nmake: *** [Makefile:12: build] Error 1"],
  ])("%s in a build folder that was never set up is none", (command, output) => {
    expect(only(lastActions([...seenProduct, shell(command, output, 2)]), "run").stoppedByEnvironment).toBe(true);
  });

  it("takes a lint task for a check only where its linter checks types", () => {
    expect(words(lastActions([...seenProduct, shell("npm run lint", "> eslint .\n")]))).toEqual(["run"]);
    expect(
      words(lastActions([...seenProduct, shell("mise run lint", "[lint] $ golangci-lint run ./...\n0 issues.")])),
    ).toEqual(["check"]);
    const found = "[lint:go] cmd/a.go:116:2: missing cases in switch (exhaustive)\n[lint:go] 1 issues:";
    expect(lastActions([...seenProduct, shell("mise run lint 2>&1 | head -50", found)])).toEqual([
      expect.objectContaining({ kind: "check", checks: "lint", ok: false }),
    ]);
  });

  it("is not ok when it printed an error", () => {
    expect(
      only(
        lastActions([...seenProduct, shell("go build ./... 2>&1 | head", "cart.go:3:2: undefined: x\nerror: failed")]),
        "check",
      ).ok,
    ).toBe(false);
    expect(only(lastActions([...seenProduct, shell("go build ./...", "")]), "check").ok).toBe(true);
    const typed = shell("npx tsc --noEmit 2>&1 | tail -5", "shop/cart.ts(7,22): error TS1005: ')' expected.");
    expect(only(lastActions([...seenProduct, typed]), "check").ok).toBe(false);
    const caught = shell('python -c "import shop; shop.total()"', "Case 1: 3\nError: no such cart");
    expect(only(lastActions([...seenProduct, caught]), "check").ok).toBe(false);
  });

  it("does not count what ran in another checkout or out of sight", () => {
    expect(
      words(
        lastActions([
          ...seenProduct,
          shell("git worktree add /tmp/old HEAD~1"),
          shell("cd /tmp/old && python -c 'import shop; shop.total()'", "3"),
        ]),
      ),
    ).toEqual(["run"]);
    expect(words(lastActions([...seenProduct, shell("python -c 'import shop; shop.total()' > /dev/null")]))).toEqual([
      "run",
    ]);
  });

  it("reaches an edited file through the folder that it stands in", () => {
    const edited = [shell("cat src/cart.py", "x = 1\n"), shell("sed -i 's/1/2/' src/cart.py")];
    const tried = (code: string) => words(lastActions([...edited, shell(`python -c '${code}'`, "2")]));
    expect(tried("from src.cart import x; print(x())")).toEqual(["check"]);
    expect(tried("from lib.cart import x; print(x())")).toEqual(["run"]);
  });

  it("takes the product for itself when it is a test runner", () => {
    const calls = [
      shell("sed -n '1,9p' src/_pytest/unittest.py", "x\n"),
      shell("pytest --fixtures a.py", "== no tests ran in 0.01s =="),
    ];
    expect(words(lastActions(calls))).toEqual(["check"]);
  });
});

describe("test runs", () => {
  it("reads counts, targets and the outcome", () => {
    const action = only(
      lastActions([
        ...seenProduct,
        shell(
          "python -m pytest tests/test_cart.py::test_add -q 2>&1 | tail -5",
          "FAILED tests/test_cart.py::test_add - KeyError: 'a'\n1 failed, 2 passed in 0.1s",
        ),
      ]),
      "test",
    );
    expect(action).toMatchObject({
      runner: "pytest",
      ran: true,
      passed: 2,
      failed: 1,
      ok: false,
      targets: ["tests/test_cart.py::test_add"],
      failing: ["tests/test_cart.py::test_add"],
      ownTestsOnly: false,
    });
  });

  it("records a runner that did not run", () => {
    expect(
      only(lastActions([shell("python -m pytest tests", "/usr/bin/python: No module named pytest", 1)]), "test"),
    ).toMatchObject({ ran: false, notRun: "not-started", ok: false, passed: null });
    expect(only(lastActions([shell("pytest tests 2>/dev/null | head", "")]), "test").ran).toBe(false);
    expect(only(lastActions([shell("pytest tests", "", -1)]), "test").notRun).toBe("timed-out");
  });

  it.each([
    ["pytest -q | grep -oE '[0-9]+ (passed|failed)'", "3 passed", { passed: 3, failed: 0, ok: true }],
    ["pytest | grep -E 'passed|failed'", "1 failed, 2 passed", { passed: 2, failed: 1, ok: false }],
    ["cargo test 2>&1 | cut -c1-60", "ok. 3 passed; 0 failed; 1 ignored", { passed: 3, failed: 0, skipped: 1 }],
    ["npx jest 2>&1 | tail -1", "2 tests failed\n4 tests passed", { passed: 4, failed: 0 }],
    ["mvn -q test", "", { passed: null, failed: null, ok: true }],
    ["pytest -q > out.txt 2>&1", "", { passed: null, failed: null, ok: true }],
  ])("counts what a filter or a quiet runner leaves of the report of %s", (command, printed, expected) => {
    expect(only(lastActions([...seenProduct, shell(command, printed)]), "test")).toMatchObject({
      ran: true,
      ...expected,
    });
  });

  it("takes silence for success only of a runner that was told to be silent", () => {
    const ran = (command: string) => only(lastActions([...seenProduct, shell(command, "", null)]), "test").ran;
    expect(ran("mvn -q test")).toBe(true);
    expect(ran("mvn test")).toBe(false);
    expect(ran("mvn -q test | tail")).toBe(false);
    expect(ran("mvn -q test; true")).toBe(false);
  });

  it.each([
    ["pytest -q | grep -c passed", "0 passed, 0 failed"],
    ["pytest -q | grep skipped", "4 skipped"],
    ["mvn -q test", ""],
  ])("takes no count out of %s that it does not hold", (command, printed) => {
    const exit = printed === "" ? 1 : 0;
    expect(only(lastActions([...seenProduct, shell(command, printed, exit)]), "test").ran).toBe(false);
  });

  it("records a runner's own script that died before its first test", () => {
    const crash = 'Traceback (most recent call last):\n  File "tests/runtests.py", line 9\nRuntimeError: no app_label';
    const died = shell("python tests/runtests.py carts.tests", crash, 1);
    expect(only(lastActions([...seenProduct, died]), "test")).toMatchObject({
      runner: "django",
      ran: false,
      notRun: "died",
    });
    const missing = shell(
      "python runtests.py carts",
      "python: can't open file 'runtests.py': No such file or directory",
      2,
    );
    expect(only(lastActions([...seenProduct, missing]), "test")).toMatchObject({ ran: false, notRun: "not-started" });
  });

  it("tells what a test file run by hand is", () => {
    const own = shell("cat > tests/test_mine.py <<'EOF'\nimport shop\nprint(shop.total())\nEOF");
    expect(words(lastActions([...seenProduct, own, shell("python tests/test_mine.py", "3")]))).toEqual(["check"]);
    expect(
      words(lastActions([...seenProduct, shell("python tests/test_cart.py", "Ran 2 tests in 0.1s\n\nOK")])),
    ).toEqual(["test"]);
  });

  it("recognises a suite started from code", () => {
    const code =
      "import unittest\nfrom tests import test_cart\nunittest.TextTestRunner().run(unittest.TestLoader().loadTestsFromModule(test_cart))";
    expect(
      only(lastActions([...seenProduct, shell(`python -c "${code}"`, "Ran 3 tests in 0.1s\n\nOK")]), "test"),
    ).toMatchObject({ passed: 3, failed: 0, ok: true });
  });

  it("marks runs of the agent's own tests", () => {
    const steps = [
      ...seenProduct,
      shell("cat > tests/test_mine.py <<'EOF'\nx = 1\nEOF"),
      shell("pytest tests/test_mine.py", "== 1 passed in 0.1s =="),
    ];
    expect(only(lastActions(steps), "test").ownTestsOnly).toBe(true);
  });
});
