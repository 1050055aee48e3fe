// Made-up shell commands with their answers, of the sizes that real runs have: looks, searches, edits, test runs and
// one-liners. The same step always gives the same call.
const words =
  "value parser token index result buffer option request handler session length offset config field node".split(" ");

export const task = "Fix the failing parser in src/package/module_1.py so that options keep their order.";

export function printedLines(seed, count) {
  return Array.from({ length: count }, (_, line) => {
    const at = (step) => words[(seed * 7 + line * step + step) % words.length];
    return `${String(line + 1).padStart(5)}  def ${at(3)}_${at(5)}(self, ${at(2)}, ${at(11)}=None):  # ${at(13)} \u2014 ${at(4)}`;
  }).join("\n");
}

export const fileOf = (step) => `src/package/module_${step % 9}.py`;

/** `[command, output, exit code]` */
export function shellCall(step) {
  const file = fileOf(step);
  const from = 1 + (step % 5) * 60;
  switch (step % 8) {
    case 0:
      return [
        `cd /testbed && grep -rn "${words[step % words.length]}" src/package | head -20`,
        printedLines(step, 20),
        0,
      ];
    case 1:
    case 2:
    case 3:
      return [`cd /testbed && sed -n '${from},${from + 60}p' ${file}`, printedLines(step, 60), 0];
    case 4:
      return [`cd /testbed && nl -ba ${file} | sed -n '${from},${from + 90}p'`, printedLines(step, 90), 0];
    case 5:
      return [
        `cd /testbed && python - <<'EOF'\nfrom pathlib import Path\npath = Path("${file}")\ntext = path.read_text()\npath.write_text(text.replace("old_${step}", "new_${step}"))\nEOF`,
        "",
        0,
      ];
    case 6:
      return [
        `cd /testbed && python -m pytest tests/test_module_${step % 9}.py -q 2>&1 | tail -30`,
        `${".".repeat(40)}F [100%]\n=== FAILURES ===\n${printedLines(step, 25)}\nE   AssertionError: assert ${step} == 2\n\ntests/test_module_${step % 9}.py:12: AssertionError\n=== short test summary info ===\nFAILED tests/test_module_${step % 9}.py::test_${step} - AssertionError: assert ${step} == 2\n1 failed, 40 passed in 0.52s`,
        1,
      ];
    default:
      return [
        `cd /testbed && python -c "from package import module_${step % 9}; print(module_${step % 9}.run(${step}))"`,
        `${step}\n`,
        0,
      ];
  }
}
