import { ask, cartEdit, edit, read, run, say, slugEdit, write } from "../sound-turns/session.js";
import type { Sessions } from "../sound-turns/session.js";

export const failingTests: Sessions = {
  "pytest red named": [
    ask("Make tests/test_tax.py::test_books pass"),
    read("shop/tax.py", "def rate(kind):\n    return 0.2\n"),
    edit("shop/tax.py", "return 0.2", "return 0.1"),
    run(
      "pytest -q tests/test_tax.py",
      "F\n=================================== FAILURES ===================================\n__________________________________ test_books __________________________________\n    def test_books():\n>       assert rate('book') == 0.05\nE       assert 0.1 == 0.05\n=========================== short test summary info ============================\nFAILED tests/test_tax.py::test_books - assert 0.1 == 0.05\n1 failed in 0.02s",
      1,
    ),
    say("I changed the rate."),
  ],
  "jest own test": [
    ask("Add slug with a test"),
    write(
      "src/slug.test.ts",
      "import { slug } from './slug';\ntest('collapses', () => expect(slug('a  b')).toBe('a-b'));\n",
    ),
    ...slugEdit,
    run(
      "npx jest",
      "FAIL src/slug.test.ts\n  ✕ collapses (3 ms)\n\n  ● collapses\n\n    expect(received).toBe(expected)\n\nTest Suites: 1 failed, 1 total\nTests:       1 failed, 1 total",
      1,
    ),
    say("Added slug and its test."),
  ],
  go: [
    ask("Fix H so that TestH passes"),
    read("http/h.go", "package http\nfunc H() int { return 500 }\n"),
    edit("http/h.go", "return 500", "return 201"),
    run(
      "go test ./http/",
      "--- FAIL: TestH (0.00s)\n    h_test.go:8: got 201, want 200\nFAIL\nFAIL\tacme/http\t0.003s\nFAIL",
      1,
    ),
    say("H is changed."),
  ],
  "compile error rust": [
    ask("parse should trim"),
    read("src/lib.rs", "pub fn parse(s: &str) -> &str { s }\n"),
    edit("src/lib.rs", "{ s }", "{ s.trimm() }"),
    run(
      "cargo test",
      "error[E0599]: no method named `trimm` found for reference `&str` in the current scope\n --> src/lib.rs:1:36\n  |\n1 | pub fn parse(s: &str) -> &str { s.trimm() }\n  |                                    ^^^^^ help: there is a method with a similar name: `trim`\n\nerror: could not compile `acme` (lib) due to 1 previous error",
      101,
    ),
    say("parse trims now."),
  ],
  "tsc error": [
    ask("slug() leaves double dashes, please fix"),
    ...slugEdit,
    run(
      "npx tsc --noEmit",
      "src/slug.ts(2,10): error TS2551: Property 'toLowercase' does not exist on type 'string'. Did you mean 'toLowerCase'?",
      2,
    ),
    say("slug is fixed."),
  ],
  rspec: [
    ask("Make spec/models/order_spec.rb pass"),
    read("app/models/order.rb", "def total = 1"),
    edit("app/models/order.rb", "1", "2"),
    run(
      "bundle exec rspec spec/models/order_spec.rb",
      "F\n\nFailures:\n\n  1) Order#total sums the items\n     Failure/Error: expect(order.total).to eq(3)\n\n       expected: 3\n            got: 2\n\n     # ./spec/models/order_spec.rb:5\n\nFinished in 0.02 seconds\n1 example, 1 failure\n\nFailed examples:\n\nrspec ./spec/models/order_spec.rb:4 # Order#total sums the items",
      1,
    ),
    say("Order#total changed."),
  ],
  maven: [
    ask("Make TaxTest.books pass"),
    read("src/main/java/Tax.java", "return 0.2;"),
    edit("src/main/java/Tax.java", "0.2", "0.1"),
    run(
      "mvn -q test -Dtest=TaxTest",
      "[ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.03 s <<< FAILURE! -- in TaxTest\n[ERROR] TaxTest.books:9 expected: <0.05> but was: <0.1>\n[ERROR] Tests run: 1, Failures: 1, Errors: 0, Skipped: 0\n[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin",
      1,
    ),
    say("Changed the rate."),
  ],
  "green then red": [
    ask("Fix the tax"),
    read("shop/tax.py", "def rate(kind):\n    return 0.2\n"),
    edit("shop/tax.py", "return 0.2", "return 0.05"),
    run("pytest -q", "...\n3 passed in 0.02s"),
    edit("shop/tax.py", "return 0.05", "return RATES[kind]"),
    run("pytest -q", "F..\nFAILED tests/test_tax.py::test_default - KeyError: 'x'\n1 failed, 2 passed in 0.02s", 1),
    say("Rates are a table now."),
  ],
  "second turn": [
    ask("Fix the tax"),
    read("shop/tax.py", "def rate(kind):\n    return 0.2\n"),
    edit("shop/tax.py", "return 0.2", "return 0.05"),
    run("pytest -q", "...\n3 passed in 0.02s"),
    say("Green."),
    ask("now use a table"),
    edit("shop/tax.py", "return 0.05", "return RATES[kind]"),
    run("pytest -q", "F..\nFAILED tests/test_tax.py::test_default - KeyError: 'x'\n1 failed, 2 passed in 0.02s", 1),
    say("Rates are a table now."),
  ],
  vitest: [
    ask("fix slug"),
    ...slugEdit,
    run(
      "npm test",
      "\n> test\n> vitest run\n\n ✓ src/slug.test.ts (6 tests) 5ms\n\n Test Files  1 passed (1)\n      Tests  6 passed (6)\n",
    ),
    edit("src/slug.ts", "trim()", "trim().slice(0, 3)"),
    run(
      "npm test",
      "\n> test\n> vitest run\n\n ❯ src/slug.test.ts (6 tests | 2 failed) 7ms\n   × slug > long text 3ms\n   × slug > umlauts 1ms\n\n FAIL  src/slug.test.ts > slug > long text\nAssertionError: expected 'abc' to be 'abcdef'\n\n Test Files  1 failed (1)\n      Tests  2 failed | 4 passed (6)\n",
      1,
    ),
    say("Shortened the slugs."),
  ],
  dotnet: [
    ask("Make UserServiceTests.FindsNone pass"),
    read("src/UserService.cs", "return repo.Get(id).Name;"),
    edit("src/UserService.cs", "repo.Get(id).Name", "repo.Get(id)!.Name"),
    run(
      "dotnet test --nologo",
      "  Failed Shop.Tests.UserServiceTests.FindsNone [12 ms]\n  Error Message:\n   System.NullReferenceException\n\nFailed!  - Failed:     1, Passed:     5, Skipped:     0, Total:     6, Duration: 41 ms - Shop.Tests.dll (net8.0)",
      1,
    ),
    say("Changed the null handling."),
  ],
  "phpunit named file": [
    ask("tests/OrderTest.php is red, fix the code"),
    read("app/Order.php", "return $sum;"),
    edit("app/Order.php", "return $sum;", "return $sum * 1.2;"),
    run(
      "vendor/bin/phpunit tests/OrderTest.php",
      "PHPUnit 10.5.1 by Sebastian Bergmann and contributors.\n\nF                                                                   1 / 1 (100%)\n\nThere was 1 failure:\n\n1) OrderTest::testTotal\nFailed asserting that 12.0 matches expected 10.\n\n/repo/tests/OrderTest.php:9\n\nFAILURES!\nTests: 1, Assertions: 1, Failures: 1.",
      1,
    ),
    say("The order total is right now."),
  ],
  gradle: [
    ask("Make UsersTest green"),
    read("app/src/main/kotlin/Users.kt", "fun find(id: Int) = repo.getValue(id)\n"),
    edit("app/src/main/kotlin/Users.kt", "repo.getValue(id)", "repo[id]!!"),
    run(
      "./gradlew test",
      "> Task :test FAILED\n\nUsersTest > finds none() FAILED\n    java.lang.NullPointerException at UsersTest.kt:9\n\n3 tests completed, 1 failed\n\nFAILURE: Build failed with an exception.",
      1,
    ),
    say("Changed find()."),
  ],
  "claims green": [
    ask("total with tax"),
    ...cartEdit,
    run("pytest -q", "FAILED tests/test_cart.py::test_total - assert 1.2 == 1\n1 failed, 2 passed in 0.1s", 1),
    say("Tax is in and all tests pass."),
  ],
  ctest: [
    ask("greet_test fails, fix it"),
    read("src/greet.cpp", 'const char* greet() { return "Hi"; }\n'),
    edit("src/greet.cpp", '"Hi"', '"Hello"'),
    run(
      "cmake --build build && ctest --test-dir build",
      "[100%] Built target greet_test\nTest project /repo/build\n    Start 1: greet_test\n1/1 Test #1: greet_test .......................***Failed    0.01 sec\n\n0% tests passed, 1 tests failed out of 1\n\nThe following tests FAILED:\n\t  1 - greet_test (Failed)\nErrors while running CTest",
      8,
    ),
    say("greet says Hello now."),
  ],
  "vitest regression": [
    ask("make slug trim"),
    run("npx vitest run", " Test Files  1 passed (1)\n      Tests  6 passed (6)"),
    read("src/slug.ts", "export const slug = (s: string) => s.toLowerCase();\n"),
    edit("src/slug.ts", "s.toLowerCase()", "s.trim()"),
    run(
      "npx vitest run",
      " FAIL  src/slug.test.ts > slug > lower-cases\nAssertionError: expected 'A' to be 'a'\n\n Test Files  1 failed (1)\n      Tests  1 failed | 5 passed (6)",
      1,
    ),
    say("slug trims now."),
  ],
};
