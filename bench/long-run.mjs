// A made-up recording in mini-swe-agent's format: looks, searches, edits, test runs and one-liners through a shell, with
// answers of the sizes that real runs have. The same number of steps gives the same bytes.
const words =
  "value parser token index result buffer option request handler session length offset config field node".split(" ");

function lines(seed, count) {
  return Array.from({ length: count }, (_, line) => {
    const at = (step) => words[(seed * 7 + line * step + step) % words.length];
    return `${String(line + 1).padStart(5)}  def ${at(3)}_${at(5)}(self, ${at(2)}, ${at(11)}=None):  # ${at(13)} \u2014 ${at(4)}`;
  }).join("\n");
}

function call(step) {
  const file = `src/package/module_${step % 9}.py`;
  const from = 1 + (step % 5) * 60;
  switch (step % 8) {
    case 0:
      return [`cd /testbed && grep -rn "${words[step % words.length]}" src/package | head -20`, lines(step, 20)];
    case 1:
    case 2:
    case 3:
      return [`cd /testbed && sed -n '${from},${from + 60}p' ${file}`, lines(step, 60)];
    case 4:
      return [`cd /testbed && nl -ba ${file} | sed -n '${from},${from + 90}p'`, lines(step, 90)];
    case 5:
      return [
        `cd /testbed && python - <<'EOF'\nfrom pathlib import Path\npath = Path("${file}")\ntext = path.read_text()\npath.write_text(text.replace("old_${step}", "new_${step}"))\nEOF`,
        "",
      ];
    case 6:
      return [
        `cd /testbed && python -m pytest tests/test_module_${step % 9}.py -q 2>&1 | tail -30`,
        `${".".repeat(40)}F [100%]\n=== FAILURES ===\n${lines(step, 25)}\nE   AssertionError: assert ${step} == 2\n\ntests/test_module_${step % 9}.py:12: AssertionError\n=== short test summary info ===\nFAILED tests/test_module_${step % 9}.py::test_${step} - AssertionError: assert ${step} == 2\n1 failed, 40 passed in 0.52s`,
      ];
    default:
      return [
        `cd /testbed && python -c "from package import module_${step % 9}; print(module_${step % 9}.run(${step}))"`,
        `${step}\n`,
      ];
  }
}

export function longRun(steps) {
  const messages = [
    { role: "system", content: "You are an agent that works in a shell." },
    { role: "user", content: "Fix the failing parser in src/package/module_1.py so that options keep their order." },
  ];
  for (let step = 1; step <= steps; step += 1) {
    const [command, output] = call(step);
    const returncode = step % 8 === 6 ? 1 : 0;
    messages.push({
      role: "assistant",
      content: `Step ${step}: I look at the next place.`,
      tool_calls: [
        { id: `call_${step}`, type: "function", function: { name: "bash", arguments: JSON.stringify({ command }) } },
      ],
      extra: { actions: [{ command, tool_call_id: `call_${step}` }] },
    });
    messages.push({
      role: "tool",
      tool_call_id: `call_${step}`,
      content: `<returncode>${returncode}</returncode>\n<output>\n${output}\n</output>`,
      extra: { raw_output: output, returncode },
    });
  }
  messages.push({ role: "exit", content: "", extra: { exit_status: "Submitted", submission: "" } });
  return JSON.stringify({
    info: { exit_status: "Submitted", submission: "", config: { environment: { cwd: "/testbed" } } },
    messages,
    trajectory_format: "mini-swe-agent-1.1",
    instance_id: "bench__bench-1",
  });
}
