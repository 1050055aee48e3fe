import { ask, cartEdit, cartSource, edit, read, run, say, write } from "./session.js";
import type { Sessions } from "./session.js";

/** Tests in many languages, as their runners print them. */
export const runners: Sessions = {
  "django manage test": [
    ask("Order numbers must be unique"),
    read("shop/models.py", "class Order(models.Model):\n    number = models.CharField(max_length=20)\n"),
    edit("shop/models.py", "max_length=20)", "max_length=20, unique=True)"),
    run(
      "docker compose run --rm web python manage.py makemigrations shop && docker compose run --rm web python manage.py test shop --keepdb",
      "Migrations for 'shop':\n  shop/migrations/0007_alter_order_number.py\n    - Alter field number on order\nUsing existing test database for alias 'default'...\nFound 14 test(s).\nSystem check identified no issues (0 silenced).\n..............\n----------------------------------------------------------------------\nRan 14 tests in 1.204s\n\nOK\nPreserving test database for alias 'default'...",
    ),
    say("Unique now, with migration 0007; 14 tests pass."),
  ],
  "go table": [
    ask("Trim spaces in ParseKey"),
    read("key/key.go", "package key\n\nfunc ParseKey(s string) string {\n\treturn s\n}\n"),
    edit("key/key.go", "\treturn s\n", "\treturn strings.TrimSpace(s)\n"),
    edit("key/key.go", "package key\n", 'package key\n\nimport "strings"\n'),
    run("cd key && go vet . && go test -run TestParseKey -count=1 .", "ok  \texample.com/shop/key\t0.004s"),
    say("ParseKey trims; TestParseKey passes."),
  ],
  "cargo nextest": [
    ask("parse should trim"),
    read("src/lib.rs", "pub fn parse(s: &str) -> &str { s }\n"),
    edit("src/lib.rs", "{ s }", "{ s.trim() }"),
    run(
      "cargo nextest run 2>&1 | tail -6",
      "    Starting 12 tests across 2 binaries\n        PASS [   0.004s] shop tests::parse_trims\n------------\n     Summary [   0.021s] 12 tests run: 12 passed, 0 skipped\n",
    ),
    say("Trims now."),
  ],
  "cmake ctest": [
    ask("Guard against a null name in greet()"),
    read("src/greet.cpp", 'std::string greet(const char* n) { return std::string("Hi ") + n; }\n'),
    edit("src/greet.cpp", '{ return std::string("Hi ") + n; }', '{ return std::string("Hi ") + (n ? n : "you"); }'),
    run(
      "cmake --build build -j8 2>&1 | tail -3 && ctest --test-dir build --output-on-failure | tail -5",
      "[ 66%] Building CXX object CMakeFiles/greet.dir/src/greet.cpp.o\n[100%] Linking CXX executable greet_test\n[100%] Built target greet_test\n100% tests passed, 0 tests failed out of 3\n\nTotal Test time (real) =   0.02 sec\n",
    ),
    say('`greet(nullptr)` says "Hi you". 3 of 3 ctest tests pass.'),
  ],
  gradle: [
    ask("find() must not throw for unknown ids"),
    read("app/src/main/kotlin/Users.kt", "fun find(id: Int) = repo.getValue(id)\n"),
    edit("app/src/main/kotlin/Users.kt", "repo.getValue(id)", "repo[id]"),
    run(
      "./gradlew :app:test --console=plain 2>&1 | tail -5",
      "> Task :app:test\n\nBUILD SUCCESSFUL in 6s\n5 actionable tasks: 3 executed, 2 up-to-date",
    ),
    say("Returns null now; the app tests pass."),
  ],
  "maven single": [
    ask("NPE in UserService.find"),
    read("src/main/java/UserService.java", "return repo.get(id).name();"),
    edit(
      "src/main/java/UserService.java",
      "repo.get(id).name()",
      "Optional.ofNullable(repo.get(id)).map(User::name).orElse(null)",
    ),
    run("mvn -q -o test -Dtest=UserServiceTest", ""),
    say("Fixed; `UserServiceTest` passes (quiet run, exit 0)."),
  ],
  "dotnet filter": [
    ask("NullReference in Find"),
    read("src/UserService.cs", "return repo.Get(id).Name;"),
    edit("src/UserService.cs", "repo.Get(id).Name", "repo.Get(id)?.Name"),
    run(
      "dotnet test --nologo --filter FullyQualifiedName~UserService -v q",
      "\nPassed!  - Failed:     0, Passed:     6, Skipped:     0, Total:     6, Duration: 41 ms - Shop.Tests.dll (net8.0)",
    ),
    say("Fixed, 6 tests pass."),
  ],
  "rails test": [
    ask("total ignores tax"),
    read("app/models/order.rb", "def total = items.sum"),
    edit("app/models/order.rb", "items.sum", "items.sum * 1.2"),
    run(
      "bin/rails test test/models/order_test.rb",
      "Running 4 tests in a single process (parallelization threshold is 50)\nRun options: --seed 4711\n\n# Running:\n\n....\n\nFinished in 0.214312s, 18.6645 runs/s, 23.3306 assertions/s.\n4 runs, 5 assertions, 0 failures, 0 errors, 0 skips",
    ),
    say("Tax is in."),
  ],
  "artisan pest": [
    ask("total ignores tax"),
    read("app/Order.php", "return $sum;"),
    edit("app/Order.php", "return $sum;", "return $sum * 1.2;"),
    run(
      "./vendor/bin/sail artisan test --filter=OrderTest",
      "   PASS  Tests\\Unit\\OrderTest\n  ✓ it sums items                                                        0.01s  \n\n  Tests:    1 passed (1 assertions)\n  Duration: 0.09s\n",
    ),
    say("Done."),
  ],
  mix: [
    ask("slug should downcase"),
    read("lib/slug.ex", "def slug(s), do: s"),
    edit("lib/slug.ex", "do: s", "do: String.downcase(s)"),
    run(
      "MIX_ENV=test mix test test/slug_test.exs",
      "Running ExUnit with seed: 1, max_cases: 16\n\n..\nFinished in 0.03 seconds (0.03s async, 0.00s sync)\n2 tests, 0 failures",
    ),
    say("Done."),
  ],
  "haskell cabal": [
    ask("slug should downcase"),
    read("src/Slug.hs", "slug = id"),
    edit("src/Slug.hs", "slug = id", "slug = map toLower"),
    run(
      "cabal test --test-show-details=direct 2>&1 | tail -6",
      "Finished in 0.0008 seconds\n5 examples, 0 failures\nTest suite spec: PASS\nTest suite logged to: dist-newstyle/t.log\n1 of 1 test suites (1 of 1 test cases) passed.",
    ),
    say("Done."),
  ],
  "r testthat": [
    ask("mean should skip NA"),
    read("R/stats.R", "m <- function(x) mean(x)"),
    edit("R/stats.R", "mean(x)", "mean(x, na.rm = TRUE)"),
    run(
      "Rscript -e 'devtools::test()' 2>&1 | tail -3",
      "══ Results ═════════════════════\nDuration: 0.4 s\n\n[ FAIL 0 | WARN 0 | SKIP 0 | PASS 9 ]",
    ),
    say("NA is skipped, 9 pass."),
  ],
  julia: [
    ask("area of a circle is off"),
    read("src/Geo.jl", "area(r) = 3 * r^2"),
    edit("src/Geo.jl", "3 * r^2", "π * r^2"),
    run(
      "julia --project=. -e 'using Pkg; Pkg.test()' 2>&1 | tail -5",
      "     Testing Running tests...\nTest Summary: | Pass  Total  Time\nGeo           |    4      4  0.2s\n     Testing Geo tests passed ",
    ),
    say("Uses π; tests pass."),
  ],
  "perl prove": [
    ask("trim in parse"),
    read("lib/P.pm", "sub parse { return $_[0]; }"),
    edit("lib/P.pm", "return $_[0];", "my ($s) = @_; $s =~ s/^\\s+|\\s+$//g; return $s;"),
    run(
      "prove -lr t",
      "t/parse.t .. ok\nAll tests successful.\nFiles=1, Tests=7,  0 wallclock secs ( 0.01 usr  0.00 sys +  0.05 cusr  0.01 csys =  0.07 CPU)\nResult: PASS",
    ),
    say("Trimmed."),
  ],
  "lua busted": [
    ask("clamp low"),
    read("src/m.lua", "return function(x) return x end"),
    edit("src/m.lua", "return x end", "return math.max(0, x) end"),
    run("busted", "●●●\n3 successes / 0 failures / 0 errors / 0 pending : 0.001 seconds"),
    say("Clamped."),
  ],
  "swift test": [
    ask("Crash on empty list"),
    read("Sources/App/List.swift", "items[0]"),
    edit("Sources/App/List.swift", "items[0]", "items.first"),
    run(
      "swift test 2>&1 | tail -4",
      "Test Suite 'All tests' passed at 2026-11-20 10:00:00.000.\n\t Executed 4 tests, with 0 failures (0 unexpected) in 0.003 (0.004) seconds",
    ),
    say("No crash."),
  ],
  "notebook script run": [
    ask("plot the sales by month"),
    read("plot.py", "import pandas as pd\n"),
    edit(
      "plot.py",
      "import pandas as pd\n",
      "import pandas as pd\ndf = pd.read_csv('sales.csv')\ndf.groupby('month').sum().plot().figure.savefig('sales.png')\n",
    ),
    run("uv run plot.py && ls -la sales.png", "-rw-r--r-- 1 u u 18344 Nov 20 10:00 sales.png"),
    say("sales.png is written."),
  ],
  "new cli and smoke": [
    ask("write a small script that counts lines per extension"),
    write(
      "tools/count.py",
      "import pathlib, collections\nprint(collections.Counter(p.suffix for p in pathlib.Path('.').rglob('*')))\n",
    ),
    run("python tools/count.py", "Counter({'.py': 14, '.md': 3})"),
    say("Works: 14 Python files, 3 Markdown."),
  ],
  "sql migration applied": [
    ask("add an index on orders.created_at"),
    write("migrations/0008_idx.sql", "CREATE INDEX orders_created ON orders (created_at);\n"),
    run(
      "psql $DATABASE_URL -f migrations/0008_idx.sql && psql $DATABASE_URL -c '\\d orders' | grep created",
      'CREATE INDEX\n    "orders_created" btree (created_at)',
    ),
    say("Index is there."),
  ],
  "shell script checked": [
    ask("backup.sh should keep 7 files"),
    read("backup.sh", "#!/bin/sh\ntar czf backup.tgz data\n"),
    edit(
      "backup.sh",
      "tar czf backup.tgz data\n",
      'tar czf "backup-$(date +%F).tgz" data\nls -t backup-*.tgz | tail -n +8 | xargs -r rm\n',
    ),
    run(
      "shellcheck backup.sh; sh -n backup.sh && (cd /tmp && mkdir -p bt/data && cd bt && sh /repo/backup.sh && ls)",
      "backup-2026-11-20.tgz\ndata",
    ),
    say("Keeps the last seven; tried in a scratch folder."),
  ],
  "mypy types only asked": [
    ask("make mypy happy in shop/cart.py"),
    run(
      "mypy shop/cart.py",
      "shop/cart.py:1: error: Function is missing a type annotation  [no-untyped-def]\nFound 1 error in 1 file (checked 1 source file)",
      1,
    ),
    read("shop/cart.py", cartSource),
    edit("shop/cart.py", "def total(items):", "def total(items: list[float]) -> float:"),
    run("mypy shop/cart.py", "Success: no issues found in 1 source file"),
    say("mypy is clean."),
  ],
  tox: [
    ask("total should include tax"),
    ...cartEdit,
    run(
      "tox -q -e py312",
      "...                                                                      [100%]\n3 passed in 0.02s\n  py312: OK (2.31 seconds)\n  congratulations :) (2.40 seconds)",
    ),
    say("Done."),
  ],
  hatch: [
    ask("total should include tax"),
    ...cartEdit,
    run(
      "hatch test",
      "========================= test session starts =========================\ncollected 3 items\n\ntests/test_cart.py ...                                          [100%]\n\n========================== 3 passed in 0.02s ==========================",
    ),
    say("Done."),
  ],
  "poetry poe": [
    ask("total should include tax"),
    ...cartEdit,
    run(
      "poetry run poe test",
      "Poe => pytest -q\n...                                                                      [100%]\n3 passed in 0.02s",
    ),
    say("Done."),
  ],
  "makefile ci": [
    ask("total should include tax"),
    ...cartEdit,
    run("make ci 2>&1 | tail -3", "ruff check .\nAll checks passed!\npytest -q\n3 passed in 0.02s"),
    say("Done."),
  ],
  nix: [
    ask("total should include tax"),
    ...cartEdit,
    run("nix develop --command pytest -q", "...\n3 passed in 0.02s"),
    say("Done."),
  ],
};
