import { count, namesOf, report, type TestReport, type TestRunner } from "./runner.js";

const jestLine = /^Tests: +((?:\S.*?)?\b\d+ total)/m;
/** `● suite › test`, `● test`; what else jest marks so are its own reports. */
const jestFailing =
  /^[ \t]+● ((?!Console$|Test suite failed to run|Cannot log after|Validation |process\.exit|Multiple configurations|Deprecation ).+)$/gm;
const jestSuites = /^Test Suites: .*\d+ total/m;
const vitestLine = /^[ \t]*Tests\s+((?:\d+ \w+(?: \| )?)+)\s*\(\d+\)/m;
const vitestFailing = /^[ \t]*(?:FAIL|×)\s+(\S+ > .+?)(?: \d+ms)?$/gm;
const mochaPassing = /^[ \t]*(\d+) passing\b/m;
const mochaFailing = /^[ \t]*(\d+) failing\b/m;
const mochaPending = /^[ \t]*(\d+) pending\b/m;
const mochaNames = /^ {2}\d+\) (\S.*)$/gm;
const tapCounts = {
  passed: /^[#ℹ] pass\s+(\d+)/m,
  failed: /^[#ℹ] fail\s+(\d+)/m,
  skipped: /^[#ℹ] skip(?:ped)?\s+(\d+)/m,
  total: /^[#ℹ] tests\s+(\d+)/m,
};
const tapFailing = /^[ \t]*not ok \d+ -? ?(.*?)(?: # .*)?$/gm;
const nodeFailing = /^✖ (.+?) \([\d.]+ms\)$/gm;
const help = new Set(["--help", "-h", "--version", "-v", "--listTests", "--showConfig"]);

function asks(words: readonly string[]): boolean {
  return words.length === 2 && help.has(words[1]!);
}

function fromParts(line: string): { passed: number; failed: number; skipped: number } {
  const number = (pattern: RegExp): number => Number(pattern.exec(line)?.[1] ?? 0);
  return {
    passed: number(/\b(\d+) passed/),
    failed: number(/\b(\d+) failed/),
    skipped: number(/\b(\d+) skipped/) + number(/\b(\d+) todo/) + number(/\b(\d+) pending/),
  };
}

export const jest: TestRunner = {
  name: "jest",
  matchesCommand(words) {
    const name = words[0] ?? "";
    if (/(?:^|\/)jest(?:\.js)?$/.test(name)) return !asks(words) && !words.includes("--listTests");
    return (name === "react-scripts" || name === "craco" || name === "expo") && words[1] === "test";
  },
  parseOutput(output): TestReport | null {
    const line = jestLine.exec(output)?.[1];
    if (line === undefined) {
      if (/^No tests found/m.test(output)) return report({ ran: false, notRun: "none-selected" });
      return jestSuites.test(output) ? report({ ran: false, notRun: "died" }) : null;
    }
    const numbers = fromParts(line);
    const failing = namesOf(output, jestFailing);
    if (numbers.passed + numbers.failed === 0)
      return report({
        ran: false,
        notRun:
          /\b0 total/.test(line) && jestSuites.test(output) && /Test Suites: .*failed/.test(output)
            ? "died"
            : "none-selected",
      });
    return report({ ran: true, ...numbers, failing });
  },
};

export const vitest: TestRunner = {
  name: "vitest",
  matchesCommand(words) {
    return (
      /(?:^|\/)vitest(?:\.m?js)?$/.test(words[0] ?? "") && !asks(words) && words[1] !== "list" && words[1] !== "init"
    );
  },
  parseOutput(output): TestReport | null {
    const line = vitestLine.exec(output)?.[1];
    if (line === undefined) {
      if (/^[ \t]*No test (?:suite )?files? found/m.test(output))
        return report({ ran: false, notRun: "none-selected" });
      return /^[ \t]*Test Files\s+\d+ failed/m.test(output) ? report({ ran: false, notRun: "died" }) : null;
    }
    const numbers = fromParts(line);
    if (numbers.passed + numbers.failed === 0) return report({ ran: false, notRun: "none-selected" });
    return report({ ran: true, ...numbers, failing: namesOf(output, vitestFailing) });
  },
};

export const mocha: TestRunner = {
  name: "mocha",
  matchesCommand(words) {
    return /(?:^|\/)_?mocha(?:\.js)?$/.test(words[0] ?? "") && !asks(words);
  },
  parseOutput(output): TestReport | null {
    const passed = count(output, mochaPassing);
    const failed = count(output, mochaFailing);
    if (passed === null && failed === null)
      return /^(?:Error|Warning): No test files found/m.test(output)
        ? report({ ran: false, notRun: "none-selected" })
        : null;
    if ((passed ?? 0) + (failed ?? 0) === 0) return report({ ran: false, notRun: "none-selected" });
    return report({
      ran: true,
      passed: passed ?? 0,
      failed: failed ?? 0,
      skipped: count(output, mochaPending) ?? 0,
      failing: namesOf(output, mochaNames),
    });
  },
};

/** `node --test` and everything that prints TAP: tape, tap, ava with `--tap`. */
export const nodeTest: TestRunner = {
  name: "node-test",
  matchesCommand(words) {
    const name = words[0] ?? "";
    if (name === "node" || name === "tsx") return words.some((word) => word === "--test" || word.startsWith("--test-"));
    if ((name === "bun" || name === "deno") && words[1] === "test") return true;
    return /^(?:tap|tape|ava|uvu|qunit|jasmine|borp|c8-tap)$/.test(name);
  },
  parseOutput(output): TestReport | null {
    const total = count(output, tapCounts.total);
    const passed = count(output, tapCounts.passed);
    const failed = count(output, tapCounts.failed);
    if (total !== null || (passed !== null && failed !== null)) {
      if ((total ?? (passed ?? 0) + (failed ?? 0)) === 0) return report({ ran: false, notRun: "none-selected" });
      const failing = [...namesOf(output, tapFailing), ...namesOf(output, nodeFailing)];
      return report({
        ran: true,
        passed,
        failed: failed ?? (passed === total ? 0 : null),
        skipped: count(output, tapCounts.skipped),
        failing,
      });
    }
    const bun = /^[ \t]*(\d+) pass\n\s*(?:(\d+) skip\n\s*)?(?:\d+ todo\n\s*)?(\d+) fail/m.exec(output);
    if (bun !== null)
      return report({
        ran: Number(bun[1]) + Number(bun[3]) > 0,
        passed: Number(bun[1]),
        failed: Number(bun[3]),
        skipped: Number(bun[2] ?? 0),
        failing: namesOf(output, /^\(fail\) (.+?)(?: \[.*)?$/gm),
      });
    const deno = /^(?:ok|FAILED) \| (\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed/m.exec(output);
    if (deno !== null) return report({ ran: true, passed: Number(deno[1]), failed: Number(deno[2]), skipped: 0 });
    if (!/^TAP version \d|^1\.\.\d+$/m.test(output)) return null;
    const good = output.match(/^ok \d+/gm)?.length ?? 0;
    const bad = output.match(/^not ok \d+/gm)?.length ?? 0;
    return good + bad === 0
      ? null
      : report({ ran: true, passed: good, failed: bad, failing: namesOf(output, tapFailing) });
  },
};

export const playwright: TestRunner = {
  name: "playwright",
  matchesCommand(words) {
    return words[0] === "playwright" && words[1] === "test";
  },
  parseOutput(output): TestReport | null {
    const passed = count(output, /^[ \t]*(\d+) passed \([\d.]+m?s\)/m);
    const failed = count(output, /^[ \t]*(\d+) failed$/m);
    if (passed === null && failed === null) return null;
    return report({
      ran: true,
      passed: passed ?? 0,
      failed: failed ?? 0,
      failing: namesOf(output, /^[ \t]+\d+\) (\[.+?\] › .+?)(?: ─+)?$/gm),
    });
  },
};

/** Read from the table at the end (tests, passing, failing, pending, skipped), else from the block of one spec. */
export const cypress: TestRunner = {
  name: "cypress",
  matchesCommand(words) {
    return words[0] === "cypress" && words[1] === "run";
  },
  parseOutput(output): TestReport | null {
    const table =
      /^ *(?:✔ +All specs passed!|✖ +\d+ of \d+ failed \(\d+%\)) +\S+ +\d+ +(\d+|-) +(\d+|-) +(\d+|-) +(\d+|-)/m.exec(
        output,
      );
    const block = (name: string): string => new RegExp(`│ ${name}: +(\\d+) `).exec(output)?.[1] ?? "-";
    const cells = table?.slice(1) ?? ["Passing", "Failing", "Pending", "Skipped"].map(block);
    const [passed = 0, failed = 0, pending = 0, skipped = 0] = cells.map((cell) => (cell === "-" ? 0 : Number(cell)));
    if (passed + failed === 0) return null;
    return report({
      ran: true,
      passed,
      failed,
      skipped: pending + skipped,
      failing: namesOf(output, /^ {2}\d+\) (\S.*)$/gm),
    });
  },
};
