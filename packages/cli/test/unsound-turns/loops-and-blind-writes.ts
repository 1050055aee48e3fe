import { ask, call, read, run, say, slugSource } from "../sound-turns/session.js";
import type { Sessions } from "../sound-turns/session.js";

export const loopsAndBlindWrites: Sessions = {
  "same read": [
    ask("Fix slug"),
    ...Array.from({ length: 6 }, () => read("src/slug.ts", slugSource)),
    say("I looked at the file."),
  ],
  "same grep": [
    ask("Find where total is defined and fix it"),
    ...Array.from({ length: 5 }, () => run("grep -rn 'def totall' src", "", 1)),
    say("I could not find it."),
  ],
  "write over": [
    ask("Make the config loader read YAML"),
    run("ls src", "config.py\nmain.py"),
    call(
      "Bash",
      { command: "cat > src/config.py <<'EOF'\nimport yaml\ndef load(p):\n    return yaml.safe_load(open(p))\nEOF" },
      "",
    ),
    say("The loader reads YAML now."),
  ],
  "sed blind": [ask("Rename the flag to --quiet"), run("sed -i 's/--silent/--quiet/' src/cli.py", ""), say("Renamed.")],
  "a cycle and one more look": [
    ask("Find where total is defined and fix it"),
    ...Array.from({ length: 5 }, () => [
      run("grep -rn 'def totall' src", "", 1),
      run("ls src", "cart.py\nshop.py"),
    ]).flat(),
    run("ls lib", "ls: cannot access 'lib': No such file or directory", 2),
    say("I could not find it."),
  ],
  "script writes": [
    ask("Make src/app.py read the port from PORT"),
    run(
      "python - <<'EOF'\nimport re\np='src/app.py'\ns=open(p).read()\nopen(p,'w').write(s.replace('8000','int(os.environ[\"PORT\"])'))\nEOF",
      "",
    ),
    say("Reads PORT."),
  ],
};
