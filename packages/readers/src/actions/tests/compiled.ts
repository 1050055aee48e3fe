import { count, namesOf, report, type TestReport, type TestRunner } from "./runner.js";

const goPackage = /^(ok|FAIL|---|\?)\s+(\S+)\s*(.*)$/gm;
const goPass = /^[ \t]*--- PASS: /gm;
const goFail = /^[ \t]*--- FAIL: (\S+)/gm;
const goSkip = /^[ \t]*--- SKIP: /gm;

export const goTest: TestRunner = {
  name: "go-test",
  matchesCommand(words) {
    if (words[0] === "gotestsum" || words[0] === "ginkgo" || words[0] === "richgo") return true;
    return words[0] === "go" && words[1] === "test" && !words.includes("-c") && !words.includes("-list");
  },
  parseOutput(output): TestReport | null {
    let ok = 0;
    let okWithTests = 0;
    let failedPackages = 0;
    let builds = 0;
    goPackage.lastIndex = 0;
    for (let match = goPackage.exec(output); match !== null; match = goPackage.exec(output)) {
      if (match[1] === "ok") {
        ok++;
        if (!match[3]!.includes("[no tests to run]")) okWithTests++;
      } else if (match[1] === "FAIL" && match[2] !== "" && match[3] !== "") {
        if (/\[(?:build|setup) failed\]/.test(match[3]!)) builds++;
        else failedPackages++;
      }
    }
    const passed = output.match(goPass)?.length ?? 0;
    const failing = namesOf(output, goFail);
    const skipped = output.match(goSkip)?.length ?? 0;
    const failed = output.match(/^[ \t]*--- FAIL: /gm)?.length ?? 0;
    if (ok + failedPackages + builds + passed + failed === 0) {
      if (/^\?\s+\S+\s+\[no test files\]/m.test(output) || /no packages to test|matched no packages/.test(output))
        return report({ ran: false, notRun: "none-selected" });
      if (/^PASS$/m.test(output)) return report({ ran: true, failed: 0 });
      return /^FAIL\b/m.test(output) ? report({ ran: false, notRun: "died" }) : null;
    }
    if (passed + failed === 0) {
      if (okWithTests + failedPackages === 0)
        return report({ ran: false, notRun: builds > 0 ? "died" : "none-selected" });
      return report({ ran: true, failed: failedPackages + builds === 0 ? 0 : null, failing });
    }
    const verbose = passed > 0 || /^=== RUN /m.test(output);
    return report({
      ran: true,
      passed: verbose ? passed : null,
      failed: failed + builds,
      skipped: verbose ? skipped : null,
      failing,
    });
  },
};

const cargoResult = /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored;/gm;
const cargoFailing = /^test (\S+)(?: - .*)? \.\.\. FAILED$/gm;

export const cargoTest: TestRunner = {
  name: "cargo-test",
  matchesCommand(words) {
    if (words[0] !== "cargo") return false;
    const verb = words.slice(1).find((word) => !word.startsWith("+") && !word.startsWith("-"));
    return (
      (verb === "test" || verb === "t" || verb === "nextest") &&
      !words.includes("--no-run") &&
      !words.includes("--help")
    );
  },
  parseOutput(output): TestReport | null {
    let passed = 0;
    let failed = 0;
    let skipped = 0;
    let found = false;
    cargoResult.lastIndex = 0;
    for (let match = cargoResult.exec(output); match !== null; match = cargoResult.exec(output)) {
      found = true;
      passed += Number(match[1]);
      failed += Number(match[2]);
      skipped += Number(match[3]);
    }
    if (found) {
      if (passed + failed === 0) return report({ ran: false, notRun: "none-selected", skipped });
      return report({ ran: true, passed, failed, skipped, failing: namesOf(output, cargoFailing) });
    }
    const nextest =
      /Summary \[[^\]\n]{0,40}\]\s+\d+ tests? run: (\d+) passed(?: \([^)]*\))?(?:, (\d+) failed)?(?:, (\d+) skipped)?/.exec(
        output,
      );
    if (nextest !== null)
      return report({
        ran: true,
        passed: Number(nextest[1]),
        failed: Number(nextest[2] ?? 0),
        skipped: Number(nextest[3] ?? 0),
        failing: namesOf(output, /^[ \t]+FAIL \[[^\]\n]*\] (.+)$/gm),
      });
    if (/^error: could not compile|^error\[E\d+\]/m.test(output)) return report({ ran: false, notRun: "died" });
    return null;
  },
};

const maven = /^(?:\[\w+\] )?Tests run: (\d+), Failures: (\d+), Errors: (\d+)(?:, Skipped: (\d+))?(.*)$/gm;
const mavenFailing = /^\[ERROR\] +([\w.$]+(?:\.\w+|:\d+)\S*)(?::\d+)?(?: »| )/gm;

export const mavenTest: TestRunner = {
  name: "maven",
  matchesCommand(words) {
    if (!/(?:^|\/)mvnw?(?:\.cmd)?$|^mvnd$/.test(words[0] ?? "") || words.includes("-DskipTests")) return false;
    return (
      words.some((word) => /^(?:test|verify|integration-test|surefire:test|failsafe:integration-test)$/.test(word)) ||
      (words.some((word) => /^(?:package|install)$/.test(word)) && words.some((word) => word.startsWith("-Dtest=")))
    );
  },
  parseOutput(output): TestReport | null {
    let run = 0;
    let failed = 0;
    let skipped = 0;
    let total: readonly [number, number, number] | undefined;
    maven.lastIndex = 0;
    let found = false;
    for (let match = maven.exec(output); match !== null; match = maven.exec(output)) {
      found = true;
      const numbers = [Number(match[1]), Number(match[2]) + Number(match[3]), Number(match[4] ?? 0)] as const;
      // Lines of single classes carry their time; the line without it is the total of a module.
      if (!match[5]!.includes("Time elapsed"))
        total = total === undefined ? numbers : [total[0] + numbers[0], total[1] + numbers[1], total[2] + numbers[2]];
      else {
        run += numbers[0];
        failed += numbers[1];
        skipped += numbers[2];
      }
    }
    if (!found) {
      if (/No tests (?:to run|were executed|matching pattern)/.test(output))
        return report({ ran: false, notRun: "none-selected" });
      if (output.includes("there is no POM in this directory")) return report({ ran: false, notRun: "not-started" });
      if (/COMPILATION ERROR|BUILD FAILURE/.test(output)) return report({ ran: false, notRun: "died" });
      return null;
    }
    const [all, bad, left] = total ?? [run, failed, skipped];
    if (all === 0) return report({ ran: false, notRun: "none-selected" });
    return report({
      ran: true,
      passed: Math.max(0, all - bad - left),
      failed: bad,
      skipped: left,
      failing: namesOf(output, mavenFailing),
    });
  },
};

const gradleFailing = /^(?=\S.*? > \S+ )(.+) FAILED$/gm;

export const gradleTest: TestRunner = {
  name: "gradle",
  matchesCommand(words) {
    if (!/(?:^|\/)gradlew?(?:\.bat)?$/.test(words[0] ?? "")) return false;
    return words.some((word) => /^(?::?[\w-]+:)*(?:test\w*|check|\w+Test)$/.test(word) && !word.startsWith("-"));
  },
  parseOutput(output): TestReport | null {
    const line = /^(\d+) tests? completed(?:, (\d+) failed)?(?:, (\d+) skipped)?/m.exec(output);
    const failing = namesOf(output, gradleFailing);
    if (line !== null) {
      const failed = Number(line[2] ?? 0);
      const skipped = Number(line[3] ?? 0);
      return report({ ran: true, passed: Number(line[1]) - failed - skipped, failed, skipped, failing });
    }
    const passedLines = output.match(/^(?=\S.*? > \S+ ).+ PASSED$/gm)?.length ?? 0;
    if (passedLines + failing.length > 0)
      return report({ ran: true, passed: passedLines, failed: failing.length, failing });
    if (/compile\w{0,80}Java FAILED|Compilation failed|Could not (?:resolve|determine)/.test(output))
      return report({ ran: false, notRun: "died" });
    if (/No tests found for given includes/.test(output)) return report({ ran: false, notRun: "none-selected" });
    if (/BUILD SUCCESSFUL/.test(output))
      return /test\w{0,80} (?:NO-SOURCE|SKIPPED)/.test(output)
        ? report({ ran: false, notRun: "none-selected" })
        : report({ ran: true, failed: 0 });
    return null;
  },
};

export const dotnetTest: TestRunner = {
  name: "dotnet",
  matchesCommand(words) {
    return words[0] === "dotnet" && (words[1] === "test" || words[1] === "vstest") && !words.includes("--list-tests");
  },
  parseOutput(output): TestReport | null {
    const line = /(?:Passed|Failed)!\s+- Failed:\s+(\d+), Passed:\s+(\d+), Skipped:\s+(\d+)/.exec(output);
    if (line !== null)
      return report({
        ran: true,
        passed: Number(line[2]),
        failed: Number(line[1]),
        skipped: Number(line[3]),
        failing: namesOf(output, /^[ \t]+Failed (\S+) \[/gm),
      });
    const passed = output.includes("Passed:") ? count(output, /^[ \t]*Passed:\s+(\d+)/m) : null;
    const failed = output.includes("Failed:") ? count(output, /^[ \t]*Failed:\s+(\d+)/m) : null;
    if (passed !== null || failed !== null)
      return report({
        ran: true,
        passed: passed ?? 0,
        failed: failed ?? 0,
        failing: namesOf(output, /^[ \t]+Failed (\S+) \[/gm),
      });
    if (/error CS\d+|Build FAILED/.test(output)) return report({ ran: false, notRun: "died" });
    return /No test (?:is available|matches)/.test(output) ? report({ ran: false, notRun: "none-selected" }) : null;
  },
};

export const ctest: TestRunner = {
  name: "ctest",
  matchesCommand(words) {
    return /(?:^|\/)ctest$/.test(words[0] ?? "") && !words.includes("-N") && !words.includes("--version");
  },
  parseOutput(output): TestReport | null {
    const line = /\b\d+% tests passed, (\d+) tests? failed out of (\d+)/.exec(output);
    if (line === null)
      return /No tests were found/.test(output) ? report({ ran: false, notRun: "none-selected" }) : null;
    const failed = Number(line[1]);
    const all = Number(line[2]);
    if (all === 0) return report({ ran: false, notRun: "none-selected" });
    return report({ ran: true, passed: all - failed, failed, failing: namesOf(output, /^[ \t]+\d+ - (\S+) \(/gm) });
  },
};

/** GoogleTest and Catch2 programs, recognised by what they print. */
export const nativeTest: TestRunner = {
  name: "native",
  matchesCommand() {
    return false;
  },
  parseOutput(output): TestReport | null {
    const google = /\[==========\] (\d+) tests? from .* ran\./.exec(output);
    if (google !== null) {
      const failed = count(output, /\[  FAILED  \] (\d+) tests?, listed below/) ?? 0;
      return report({
        ran: Number(google[1]) > 0,
        passed: count(output, /\[  PASSED  \] (\d+) tests?/),
        failed,
        failing: namesOf(output, /^\[  FAILED  \] (\S+)$/gm),
      });
    }
    const catchTwo = /^test cases:\s*(\d+)(?: \|\s*(\d+) passed)?(?: \|\s*(\d+) failed)?/m.exec(output);
    if (catchTwo !== null)
      return report({ ran: true, passed: Number(catchTwo[2] ?? 0), failed: Number(catchTwo[3] ?? 0) });
    const all = /^All tests passed \(\d+ assertions? in (\d+) test cases?\)/m.exec(output);
    return all === null ? null : report({ ran: true, passed: Number(all[1]), failed: 0 });
  },
};

export const swiftTest: TestRunner = {
  name: "swift",
  matchesCommand(words) {
    return (words[0] === "swift" && words[1] === "test") || (words[0] === "xcodebuild" && words.includes("test"));
  },
  parseOutput(output): TestReport | null {
    const lines = [...output.matchAll(/Executed (\d+) tests?, with (?:(\d+) tests? skipped and )?(\d+) failures?/g)];
    const last = lines.at(-1);
    if (last !== undefined) {
      const all = Number(last[1]);
      if (all === 0 && !/Test run with [1-9]/.test(output)) return report({ ran: false, notRun: "none-selected" });
      const failed = Number(last[3]);
      if (all > 0)
        return report({
          ran: true,
          passed: all - failed - Number(last[2] ?? 0),
          failed,
          skipped: Number(last[2] ?? 0),
          failing: namesOf(output, /error: -\[([^\]\n]+)\]/g),
        });
    }
    const modern = /Test run with (\d+) tests? .*?(passed|failed)(?:.* with (\d+) issues?)?/.exec(output);
    if (modern !== null)
      return report({
        ran: true,
        passed: modern[2] === "passed" ? Number(modern[1]) : null,
        failed: modern[2] === "passed" ? 0 : null,
      });
    if (output.includes("Could not find Package.swift")) return report({ ran: false, notRun: "not-started" });
    return /error: fatalError|error: .*\.swift|: error: /.test(output) ? report({ ran: false, notRun: "died" }) : null;
  },
};
