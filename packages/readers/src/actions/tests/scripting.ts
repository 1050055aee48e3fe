import { namesOf, report, type TestReport, type TestRunner } from "./runner.js";

export const rspec: TestRunner = {
  name: "rspec",
  matchesCommand(words) {
    return /(?:^|\/)rspec$/.test(words[0] ?? "") && !words.includes("--version") && !words.includes("--dry-run");
  },
  parseOutput(output): TestReport | null {
    const line =
      /^(\d+) examples?, (\d+) failures?(?:, (\d+) pending)?(?:, (\d+) errors? occurred outside of examples)?/m.exec(
        output,
      );
    if (line === null) return null;
    const all = Number(line[1]);
    const failed = Number(line[2]) + Number(line[4] ?? 0);
    const skipped = Number(line[3] ?? 0);
    if (all === 0) return report({ ran: false, notRun: line[4] === undefined ? "none-selected" : "died" });
    return report({
      ran: true,
      passed: all - Number(line[2]) - skipped,
      failed,
      skipped,
      failing: namesOf(output, /^rspec (\S+)/gm),
    });
  },
};

/** Minitest and test-unit, also through `rails test` and `rake test`. */
export const minitest: TestRunner = {
  name: "minitest",
  matchesCommand(words) {
    if (/(?:^|\/)rails$/.test(words[0] ?? "")) return words[1] === "test" || words[1] === "test:all";
    if (/(?:^|\/)rake$/.test(words[0] ?? ""))
      return words.length === 1 || words.slice(1).some((word) => /^(?:test|spec)(?::|$)/.test(word));
    return false;
  },
  parseOutput(output): TestReport | null {
    const line =
      /^(\d+) (?:runs|tests), \d+ assertions, (\d+) failures, (\d+) errors(?:, (\d+) (?:skips|pendings))?/m.exec(
        output,
      );
    if (line === null) return rspec.parseOutput(output);
    const all = Number(line[1]);
    const failed = Number(line[2]) + Number(line[3]);
    const skipped = Number(line[4] ?? 0);
    if (all === 0) return report({ ran: false, notRun: "none-selected" });
    return report({
      ran: true,
      passed: all - failed - skipped,
      failed,
      skipped,
      failing: namesOf(output, /^(?:rails test|[ \t]*\d+\) (?:Failure|Error):\n)(\S+)/gm),
    });
  },
};

export const phpunit: TestRunner = {
  name: "phpunit",
  matchesCommand(words) {
    const name = words[0] ?? "";
    if (/(?:^|\/)(?:phpunit|pest|paratest|codecept|simple-phpunit)(?:\.phar)?$/.test(name))
      return !words.includes("--version") && !words.includes("--list-tests");
    return name === "artisan" && words[1] === "test";
  },
  parseOutput(output): TestReport | null {
    const good = /^OK \((\d+) tests?, \d+ assertions?\)/m.exec(output);
    if (good !== null) return report({ ran: true, passed: Number(good[1]), failed: 0, skipped: 0 });
    const line = /^Tests: (\d+), Assertions: \d+(.*)$/m.exec(output);
    if (line !== null) {
      const number = (pattern: RegExp): number => Number(pattern.exec(line[2]!)?.[1] ?? 0);
      const failed = number(/Failures: (\d+)/) + number(/Errors: (\d+)/);
      const skipped = number(/Skipped: (\d+)/) + number(/Incomplete: (\d+)/);
      return report({
        ran: true,
        passed: Number(line[1]) - failed - skipped,
        failed,
        skipped,
        failing: namesOf(output, /^\d+\) (\S+::\S+)/gm),
      });
    }
    const pest = /^[ \t]*Tests:\s+(?:(\d+) failed, )?(?:(\d+) skipped, )?(\d+) passed/m.exec(output);
    if (pest !== null)
      return report({
        ran: true,
        passed: Number(pest[3]),
        failed: Number(pest[1] ?? 0),
        skipped: Number(pest[2] ?? 0),
      });
    return /^No tests executed!/m.test(output) ? report({ ran: false, notRun: "none-selected" }) : null;
  },
};

export const bats: TestRunner = {
  name: "bats",
  matchesCommand(words) {
    return /(?:^|\/)bats$/.test(words[0] ?? "");
  },
  parseOutput(output): TestReport | null {
    const line = /^(\d+) tests?, (\d+) failures?/m.exec(output);
    if (line === null) return null;
    return report({
      ran: Number(line[1]) > 0,
      passed: Number(line[1]) - Number(line[2]),
      failed: Number(line[2]),
      failing: namesOf(output, /^ ✗ (.+)$/gm),
    });
  },
};
