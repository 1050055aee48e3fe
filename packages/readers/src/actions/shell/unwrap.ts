import { behindManager } from "./package-programs.js";
import { behindPlace } from "./places.js";

/** Wrappers that only change how the command behind them is started. Value: options that take an argument. */
const plainWrappers: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["sudo", new Set(["-u", "-g", "-C", "-D", "-h", "-p"])],
  ["time", new Set(["-f", "-o"])],
  ["nohup", new Set<string>()],
  ["nice", new Set(["-n"])],
  ["ionice", new Set(["-c", "-n"])],
  ["stdbuf", new Set(["-i", "-o", "-e"])],
  ["unbuffer", new Set<string>()],
  ["xvfb-run", new Set(["-n", "-s", "-w"])],
  ["command", new Set<string>()],
  ["exec", new Set<string>()],
  ["builtin", new Set<string>()],
  ["setsid", new Set<string>()],
  ["catchsegv", new Set<string>()],
  ["doas", new Set(["-u"])],
  ["caffeinate", new Set<string>()],
  ["arch", new Set<string>()],
  ["cross-env", new Set<string>()],
  ["dotenv", new Set(["-e", "-c", "-v"])],
  ["env-cmd", new Set(["-f", "-e"])],
  ["npx", new Set(["-p", "--package", "-c"])],
  ["bunx", new Set<string>()],
  ["pnpx", new Set<string>()],
  ["fvm", new Set<string>()],
  ["uvx", new Set(["--from", "--with", "-p", "--python"])],
]);

/** `uv run pytest`: a tool and its subcommand. Value: options that take an argument. */
const subcommandWrappers: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    "uv run",
    new Set(["--with", "--extra", "--group", "-p", "--python", "--project", "--directory", "--package", "--env-file"]),
  ],
  ["poetry run", new Set(["-C", "--directory"])],
  ["pipenv run", new Set<string>()],
  ["pdm run", new Set(["-p"])],
  ["hatch run", new Set<string>()],
  ["rye run", new Set<string>()],
  ["pixi run", new Set(["-e", "--environment"])],
  ["conda run", new Set(["-n", "--name", "-p", "--prefix", "--cwd"])],
  ["mamba run", new Set(["-n", "--name", "-p", "--prefix"])],
  ["micromamba run", new Set(["-n", "--name", "-p", "--prefix"])],
  ["bundle exec", new Set<string>()],
  ["mise exec", new Set<string>()],
  ["mise x", new Set<string>()],
  ["asdf exec", new Set<string>()],
  ["devbox run", new Set<string>()],
  ["go tool", new Set<string>()],
  ["pipx run", new Set(["--spec", "--python"])],
  ["coverage run", new Set(["--source", "--rcfile", "--omit", "--include"])],
]);

const subcommandTools: ReadonlySet<string> = new Set(
  [...subcommandWrappers.keys()].map((pair) => pair.slice(0, pair.indexOf(" "))),
);

const assignment = /^[A-Za-z_]\w*\+?=/;
const shells: ReadonlySet<string> = new Set(["bash", "sh", "zsh", "dash", "ksh"]);

export interface Unwrapped {
  readonly words: readonly string[];
  /** The script of `bash -c '…'`, to be read in place of the words. */
  readonly script?: string;
  readonly directory?: string;
}

/** Takes `VAR=x timeout 60 uv run pytest` down to `pytest`. */
export function unwrap(words: readonly string[]): Unwrapped {
  let at = 0;
  let directory: string | undefined;
  for (;;) {
    const word = words[at];
    if (word === undefined) break;
    if (assignment.test(word)) {
      at++;
      continue;
    }
    const name = baseName(word);
    if (name === "env") {
      at++;
      while (at < words.length && (words[at]!.startsWith("-") || assignment.test(words[at]!))) {
        const option = words[at]!;
        if (option === "-C" || option === "--chdir") directory = words[at + 1];
        at += option === "-u" || option === "-C" || option === "--chdir" ? 2 : 1;
      }
      continue;
    }
    if (name === "timeout" || name === "gtimeout") {
      at = skipOptions(words, at + 1, new Set(["-s", "--signal", "-k", "--kill-after"])) + 1;
      continue;
    }
    if (shells.has(name)) {
      const script = scriptOption(words, at + 1);
      if (script !== undefined) return scripted(script, directory);
      break;
    }
    const behind = behindPlace(name, words, at);
    if (behind !== undefined) {
      if ("script" in behind) return scripted(behind.script, directory);
      at = behind.at;
      continue;
    }
    const program = behindManager(name, words, at);
    if (program !== undefined) {
      at = program;
      continue;
    }
    const plain = plainWrappers.get(name);
    if (plain !== undefined && words.length > at + 1) {
      at = skipOptions(words, at + 1, plain);
      continue;
    }
    const pair = subcommandTools.has(name) ? subcommandWrappers.get(`${name} ${words[at + 1] ?? ""}`) : undefined;
    if (pair !== undefined) {
      const next = skipOptions(words, at + 2, pair);
      if (name === "coverage") {
        const rest = words.slice(next);
        const module = words[next - 1] === "-m" || words.slice(at, next).includes("-m");
        return { words: module ? ["python", "-m", ...rest] : ["python", ...rest] };
      }
      at = next;
      continue;
    }
    break;
  }
  const rest = at === 0 ? words : words.slice(at);
  return directory === undefined ? { words: rest } : { words: rest, directory };
}

function scripted(script: string, directory: string | undefined): Unwrapped {
  return directory === undefined ? { words: [], script } : { words: [], script, directory };
}

export function baseName(word: string): string {
  return word.includes("/") ? word.slice(word.lastIndexOf("/") + 1) : word;
}

function skipOptions(words: readonly string[], from: number, withValue: ReadonlySet<string>): number {
  let at = from;
  while (at < words.length && words[at]!.startsWith("-")) {
    if (words[at] === "--") return at + 1;
    at += withValue.has(words[at]!) ? 2 : 1;
  }
  return at;
}

function scriptOption(words: readonly string[], from: number): string | undefined {
  for (let at = from; at < words.length; at++) {
    const word = words[at]!;
    if (!word.startsWith("-")) return undefined;
    if (/^-[a-z]*c$/.test(word)) return words[at + 1];
    if (word === "-o" || word === "-O") at++;
  }
  return undefined;
}
