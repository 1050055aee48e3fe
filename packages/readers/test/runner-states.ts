import type { NotRunReason } from "@mulligan/core";

export interface RunnerState {
  readonly runner: string;
  readonly command: string;
  readonly state: NotRunReason;
  readonly output: string;
  readonly exitCode: number | null;
}

type Told = readonly [output: string, exitCode: number | null];

interface Runner {
  readonly runner: string;
  readonly command: string;
  readonly notStarted: readonly Told[];
  readonly died: readonly Told[];
  readonly noneSelected: readonly Told[];
  readonly timedOut: readonly Told[];
}

const missing = (name: string): Told => [`bash: line 1: ${name}: command not found`, 127];

const python: readonly Runner[] = [
  {
    runner: "pytest",
    command: "python -m pytest tests/test_cart.py -q",
    notStarted: [
      ["/usr/bin/python: No module named pytest", 1],
      [
        "ERROR: usage: __main__.py [options] [file_or_dir] [file_or_dir] [...]\n__main__.py: error: unrecognized arguments: --timeout=60\n  inifile: /repo/setup.cfg\n  rootdir: /repo",
        4,
      ],
    ],
    died: [
      [
        "ImportError while loading conftest '/repo/tests/conftest.py'.\ntests/conftest.py:3: in <module>\n    import shop\nE   ModuleNotFoundError: No module named 'shop'",
        4,
      ],
      [
        "==================================== ERRORS ====================================\n_____________________ ERROR collecting tests/test_cart.py ______________________\ntests/test_cart.py:2: in <module>\n    from shop.cart import total\nE   ImportError: cannot import name 'total' from 'shop.cart' (/repo/shop/cart.py)\n=========================== short test summary info ============================\nERROR tests/test_cart.py\n!!!!!!!!!!!!!!!!!!!! Interrupted: 1 error during collection !!!!!!!!!!!!!!!!!!!!\n1 error in 0.12s",
        2,
      ],
      [
        "INTERNALERROR> Traceback (most recent call last):\nINTERNALERROR>   File \"/usr/lib/python3/_pytest/main.py\", line 269, in wrap_session\nINTERNALERROR> KeyError: 'x'",
        3,
      ],
      ["Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f (most recent call first):", 139],
    ],
    noneSelected: [
      ["collected 0 items\n\n============================ no tests ran in 0.01s =============================", 5],
      ["12 deselected in 0.05s", 5],
      ["ERROR: file or directory not found: tests/test_cart.py\n\nno tests ran in 0.00s", 4],
    ],
    timedOut: [["Command timed out after 120 seconds", null]],
  },
  {
    runner: "unittest",
    command: "python -m unittest tests.test_cart",
    notStarted: [
      ["python: can't open file '/repo/unittest': [Errno 2] No such file or directory", 2],
      missing("python"),
    ],
    died: [
      [
        "E\n======================================================================\nERROR: test_cart (unittest.loader._FailedTest)\n----------------------------------------------------------------------\nImportError: Failed to import test module: test_cart\nTraceback (most recent call last):\n  File \"/repo/tests/test_cart.py\", line 1, in <module>\n    import shop\nModuleNotFoundError: No module named 'shop'\n\n\n----------------------------------------------------------------------\nRan 1 test in 0.000s\n\nFAILED (errors=1)",
        1,
      ],
    ],
    noneSelected: [
      ["\n----------------------------------------------------------------------\nRan 0 tests in 0.000s\n\nOK", 0],
      [
        "\n----------------------------------------------------------------------\nRan 0 tests in 0.000s\n\nNO TESTS RAN",
        5,
      ],
    ],
    timedOut: [["test_total (tests.test_cart.CartTest) ... \n", 124]],
  },
  {
    runner: "django",
    command: "python tests/runtests.py admin_views",
    notStarted: [
      ["python: can't open file '/repo/tests/runtests.py': [Errno 2] No such file or directory", 2],
      ["usage: runtests.py [-h] [-v {0,1,2,3}] [--noinput]\nruntests.py: error: unrecognized arguments: --nope", 2],
    ],
    died: [
      [
        "Testing against Django installed in '/repo/django' with up to 2 processes\nTraceback (most recent call last):\n  File \"tests/runtests.py\", line 566, in <module>\n    failures = django_tests(\n  File \"/repo/django/apps/registry.py\", line 91, in populate\n    app_config = AppConfig.create(entry)\nModuleNotFoundError: No module named 'admin_views.nope'",
        1,
      ],
      [
        "Creating test database for alias 'default'...\nTraceback (most recent call last):\n  File \"/repo/django/db/backends/base/base.py\", line 219, in ensure_connection\n    self.connect()\ndjango.db.utils.OperationalError: could not connect to server: Connection refused",
        1,
      ],
    ],
    noneSelected: [
      [
        "Testing against Django installed in '/repo/django' with up to 2 processes\nFound 0 test(s).\nSystem check identified no issues (0 silenced).\n\n----------------------------------------------------------------------\nRan 0 tests in 0.000s\n\nOK",
        0,
      ],
    ],
    timedOut: [["Testing against Django installed in '/repo/django' with up to 2 processes\nFound 340 test(s).", 124]],
  },
  {
    runner: "nose",
    command: "nosetests tests/test_cart.py",
    notStarted: [missing("nosetests")],
    died: [
      [
        'E\n======================================================================\nERROR: Failure: ImportError (No module named shop)\n----------------------------------------------------------------------\nTraceback (most recent call last):\n  File "/usr/lib/python3/nose/loader.py", line 418, in loadTestsFromName\nImportError: No module named shop\n\n----------------------------------------------------------------------\nRan 1 test in 0.001s\n\nFAILED (errors=1)',
        1,
      ],
    ],
    noneSelected: [
      ["\n----------------------------------------------------------------------\nRan 0 tests in 0.001s\n\nOK", 0],
    ],
    timedOut: [["....", 124]],
  },
  {
    runner: "unknown",
    command: "tox -e py311",
    notStarted: [
      missing("tox"),
      ["ERROR: tox config file (either pyproject.toml, tox.ini, setup.cfg) not found", 1],
      [
        "py311: skipped because could not find python interpreter with spec(s): py311\n  py311: SKIP (0.01 seconds)\n  evaluation failed :( (0.05 seconds)",
        255,
      ],
    ],
    died: [
      [
        "py311: install_deps> python -I -m pip install pytest\nERROR: Could not find a version that satisfies the requirement pytest\npy311: exit 1 (1.20 seconds) /repo> python -I -m pip install pytest pid=88\n  py311: FAIL code 1 (1.30 seconds)\n  evaluation failed :( (1.35 seconds)",
        1,
      ],
    ],
    noneSelected: [
      [
        "py311: commands[0]> pytest tests\n============================ no tests ran in 0.01s =============================\npy311: exit 5 (0.30 seconds) /repo> pytest tests pid=91\n  py311: FAIL code 5 (1.30 seconds)\n  evaluation failed :( (1.35 seconds)",
        5,
      ],
    ],
    timedOut: [["py311: commands[0]> pytest tests", 124]],
  },
  {
    runner: "sympy",
    command: "bin/test sympy/core/tests/test_basic.py",
    notStarted: [["bash: bin/test: No such file or directory", 127]],
    died: [
      [
        'Traceback (most recent call last):\n  File "bin/test", line 57, in <module>\n    import sympy\n  File "/repo/sympy/__init__.py", line 12, in <module>\n    import mpmath\nImportError: SymPy now depends on mpmath as an external library.',
        1,
      ],
    ],
    noneSelected: [
      [
        "============================= test process starts ==============================\nexecutable:         /usr/bin/python  (3.9.1-final-0) [CPython]\n\n================== tests finished: 0 passed, in 0.00 seconds ===================",
        0,
      ],
    ],
    timedOut: [["============================= test process starts ==============================", 124]],
  },
];

const javascript: readonly Runner[] = [
  {
    runner: "jest",
    command: "npx jest test/cart.test.js",
    notStarted: [
      missing("jest"),
      [
        "Error: Cannot find module '/repo/node_modules/jest/bin/jest.js'\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1145:15)",
        1,
      ],
      ['● Unrecognized CLI Parameter:\n\n  Unrecognized option "testPathPatter". Did you mean "testPathPattern"?', 1],
    ],
    died: [
      [
        "FAIL test/cart.test.js\n  ● Test suite failed to run\n\n    Cannot find module './cart' from 'test/cart.test.js'\n\nTest Suites: 1 failed, 1 total\nTests:       0 total\nSnapshots:   0 total\nTime:        0.4 s",
        1,
      ],
      [
        "● Validation Error:\n\n  Preset ts-jest not found.\n\n  Configuration Documentation:\n  https://jestjs.io/docs/configuration",
        1,
      ],
    ],
    noneSelected: [
      ["No tests found, exiting with code 1\nRun with `--passWithNoTests` to exit with code 0", 1],
      ["Test Suites: 1 skipped, 0 of 1 total\nTests:       4 skipped, 4 total\nSnapshots:   0 total", 0],
    ],
    timedOut: [["RUNS  test/cart.test.js\nCommand timed out after 120000ms", null]],
  },
  {
    runner: "vitest",
    command: "npx vitest run",
    notStarted: [missing("vitest"), ["CACError: Unknown option `--nope`\n    at Command.checkUnknownOptions", 1]],
    died: [
      [
        " FAIL  test/cart.test.ts [ test/cart.test.ts ]\nError: Failed to load url ./cart (resolved id: ./cart). Does the file exist?\n\n Test Files  1 failed (1)\n      Tests  no tests\n   Start at  10:00:00",
        1,
      ],
      [
        "failed to load config from /repo/vitest.config.ts\n\n⎯⎯⎯⎯⎯⎯⎯ Startup Error ⎯⎯⎯⎯⎯⎯⎯⎯\nError: Cannot find package 'vite'",
        1,
      ],
    ],
    noneSelected: [
      ["No test files found, exiting with code 1\n\nfilter: nope\ninclude: **/*.{test,spec}.?(c|m)[jt]s?(x)", 1],
      [" Test Files  1 skipped (1)\n      Tests  3 skipped (3)", 0],
    ],
    timedOut: [[" RUN  v3.0.0 /repo\n", 124]],
  },
  {
    runner: "mocha",
    command: "npx mocha test/cart.js",
    notStarted: [missing("mocha")],
    died: [
      [
        "\nError: Cannot find module '../lib/cart'\nRequire stack:\n- /repo/test/cart.js\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1145:15)",
        1,
      ],
      ["\n/repo/test/cart.js:3\nconst = 1;\n      ^\n\nSyntaxError: Unexpected token '='", 1],
    ],
    noneSelected: [
      ["\n\n  0 passing (1ms)\n", 0],
      ['Error: No test files found: "test/cart.js"', 1],
    ],
    timedOut: [["  cart\n    ✓ adds", 124]],
  },
  {
    runner: "node-test",
    command: "node --test test/",
    notStarted: [missing("node"), ["node: bad option: --test-nope", 9]],
    died: [["Could not find '/repo/test/nope.js'", 1]],
    noneSelected: [
      ["TAP version 13\n1..0\n# tests 0\n# suites 0\n# pass 0\n# fail 0\n# cancelled 0\n# skipped 0\n# todo 0", 0],
      ["ℹ tests 0\nℹ suites 0\nℹ pass 0\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0", 0],
    ],
    timedOut: [["TAP version 13\n", 124]],
  },
  {
    runner: "node-test",
    command: "tape test/cart.js",
    notStarted: [missing("tape")],
    died: [["TAP version 13\n/repo/test/cart.js:1\nconst = 1;\n      ^\nSyntaxError: Unexpected token '='", 1]],
    noneSelected: [["TAP version 13\n\n1..0\n# tests 0\n# pass  0\n\n# ok", 0]],
    timedOut: [["TAP version 13\n# adds", 124]],
  },
];

const compiled: readonly Runner[] = [
  {
    runner: "go-test",
    command: "go test ./...",
    notStarted: [
      missing("go"),
      ["flag provided but not defined: -nope\nusage: go test [build/test flags] [packages]", 2],
    ],
    died: [
      ["# shop/cart [shop/cart.test]\n./cart_test.go:9:2: undefined: total\nFAIL\tshop/cart [build failed]\nFAIL", 1],
      [
        "go: cannot find main module, but found .git/config in /repo\n\tto create a module there, run:\n\tgo mod init",
        1,
      ],
    ],
    noneSelected: [
      ["?   \tshop/cart\t[no test files]", 0],
      ["testing: warning: no tests to run\nPASS\nok  \tshop/cart\t0.004s [no tests to run]", 0],
    ],
    timedOut: [
      [
        "panic: test timed out after 1s\n\ngoroutine 17 [running]:\ntesting.(*M).startAlarm.func1()\nFAIL\tshop/cart\t1.005s\nFAIL",
        1,
      ],
    ],
  },
  {
    runner: "cargo-test",
    command: "cargo test total",
    notStarted: [missing("cargo"), ["error: could not find `Cargo.toml` in `/repo` or any parent directory", 101]],
    died: [
      [
        "   Compiling shop v0.1.0 (/repo)\nerror[E0425]: cannot find value `x` in this scope\n --> src/lib.rs:3:5\nerror: could not compile `shop` (lib test) due to 1 previous error",
        101,
      ],
    ],
    noneSelected: [
      [
        "running 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 12 filtered out; finished in 0.00s",
        0,
      ],
    ],
    timedOut: [["    Updating crates.io index\n   Compiling serde v1.0.0", 124]],
  },
  {
    runner: "maven",
    command: "mvn -q test -Dtest=CartTest",
    notStarted: [
      missing("mvn"),
      [
        "[ERROR] The goal you specified requires a project to execute but there is no POM in this directory (/repo).",
        1,
      ],
    ],
    died: [
      ["[ERROR] COMPILATION ERROR : \n[ERROR] /repo/src/Cart.java:[3,5] cannot find symbol\n[INFO] BUILD FAILURE", 1],
    ],
    noneSelected: [
      [
        '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.0.0:test (default-test) on project shop: No tests matching pattern "CartTest" were executed! (Set -Dsurefire.failIfNoSpecifiedTests=false to ignore this error.)\n[INFO] BUILD FAILURE',
        1,
      ],
      ["[INFO] No tests to run.\n[INFO] BUILD SUCCESS", 0],
    ],
    timedOut: [["[INFO] Scanning for projects...\n[INFO] Running shop.CartTest", 124]],
  },
  {
    runner: "gradle",
    command: "./gradlew test --tests CartTest",
    notStarted: [
      ["bash: ./gradlew: No such file or directory", 127],
      ["ERROR: JAVA_HOME is not set and no 'java' command could be found in your PATH.", 1],
    ],
    died: [
      [
        "> Task :compileJava FAILED\n/repo/src/Cart.java:3: error: cannot find symbol\n\nFAILURE: Build failed with an exception.\n\n* What went wrong:\nExecution failed for task ':compileJava'.\n> Compilation failed; see the compiler error output for details.\n\nBUILD FAILED in 2s",
        1,
      ],
      [
        "> Task :compileTestKotlin FAILED\ne: /repo/CartTest.kt: (3, 5): Unresolved reference: total\n\nFAILURE: Build failed with an exception.\n\nBUILD FAILED in 2s",
        1,
      ],
    ],
    noneSelected: [
      [
        "FAILURE: Build failed with an exception.\n\n* What went wrong:\nExecution failed for task ':test'.\n> No tests found for given includes: [CartTest](--tests filter)\n\nBUILD FAILED in 1s",
        1,
      ],
      ["> Task :test NO-SOURCE\n\nBUILD SUCCESSFUL in 1s", 0],
    ],
    timedOut: [["> Task :compileJava\n> Task :test", 124]],
  },
  {
    runner: "dotnet",
    command: "dotnet test",
    notStarted: [
      missing("dotnet"),
      [
        "MSBUILD : error MSB1003: Specify a project or solution file. The current working directory does not contain a project or solution file.",
        1,
      ],
    ],
    died: [
      ["/repo/Cart.cs(3,5): error CS0103: The name 'x' does not exist in the current context\n\nBuild FAILED.", 1],
    ],
    noneSelected: [
      ["No test matches the given testcase filter `Name=x` in /repo/bin/Debug/net8.0/shop.dll", 0],
      ["No test is available in /repo/bin/shop.dll. Make sure that test discoverer & executors are registered.", 0],
    ],
    timedOut: [["Starting test execution, please wait...", 124]],
  },
  {
    runner: "ctest",
    command: "ctest --output-on-failure",
    notStarted: [missing("ctest")],
    died: [["CMake Error: Cannot read DartConfiguration.tcl\nSegmentation fault (core dumped)", 139]],
    noneSelected: [["Test project /repo/build\nNo tests were found!!!", 0]],
    timedOut: [["Test project /repo/build\n    Start 1: cart", 124]],
  },
  {
    runner: "swift",
    command: "swift test",
    notStarted: [
      missing("swift"),
      ["error: Could not find Package.swift in this directory or any of its parent directories.", 1],
    ],
    died: [["/repo/Sources/Cart.swift:3:5: error: cannot find 'x' in scope\nerror: fatalError", 1]],
    noneSelected: [
      [
        "Test Suite 'All tests' passed at 2024-01-01.\n\t Executed 0 tests, with 0 failures (0 unexpected) in 0.000 (0.001) seconds",
        0,
      ],
    ],
    timedOut: [["Building for debugging...", 124]],
  },
];

const scripting: readonly Runner[] = [
  {
    runner: "rspec",
    command: "bundle exec rspec spec/cart_spec.rb",
    notStarted: [["bundler: command not found: rspec\nInstall missing gem executables with `bundle install`", 127]],
    died: [
      [
        "An error occurred while loading ./spec/cart_spec.rb.\nFailure/Error: require 'cart'\n\nLoadError:\n  cannot load such file -- cart\n\nFinished in 0.00002 seconds (files took 0.08 seconds to load)\n0 examples, 0 failures, 1 error occurred outside of examples",
        1,
      ],
    ],
    noneSelected: [["No examples found.\n\nFinished in 0.0003 seconds\n0 examples, 0 failures", 0]],
    timedOut: [["..", 124]],
  },
  {
    runner: "phpunit",
    command: "vendor/bin/phpunit tests/CartTest.php",
    notStarted: [["bash: vendor/bin/phpunit: No such file or directory", 127]],
    died: [
      [
        'PHPUnit 10.5.0 by Sebastian Bergmann and contributors.\n\nPHP Fatal error:  Uncaught Error: Class "Cart" not found in /repo/tests/CartTest.php:5',
        255,
      ],
    ],
    noneSelected: [["PHPUnit 10.5.0 by Sebastian Bergmann and contributors.\n\nNo tests executed!", 0]],
    timedOut: [["PHPUnit 10.5.0 by Sebastian Bergmann and contributors.\n\n..", 124]],
  },
];

const states: readonly (readonly [NotRunReason, "notStarted" | "died" | "noneSelected" | "timedOut"])[] = [
  ["not-started", "notStarted"],
  ["died", "died"],
  ["none-selected", "noneSelected"],
  ["timed-out", "timedOut"],
];

/** What runners print that executed no test, each in all four states. */
export const runnerStates: readonly RunnerState[] = [...python, ...javascript, ...compiled, ...scripting].flatMap(
  (entry) =>
    states.flatMap(([state, member]) =>
      entry[member].map(([output, exitCode]) => ({
        runner: entry.runner,
        command: entry.command,
        state,
        output,
        exitCode,
      })),
    ),
);
