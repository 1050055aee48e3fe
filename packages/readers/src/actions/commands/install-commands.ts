import type { Walk } from "../walk/walk.js";
import { baseName } from "../shell/unwrap.js";
import type { Piped } from "./context.js";

interface Installer {
  readonly name: RegExp;
  readonly verb: RegExp;
}

const installers: readonly Installer[] = [
  { name: /^pip[\d.]*$|^pipx$/, verb: /^(?:install|uninstall|download)$/ },
  { name: /^uv$/, verb: /^(?:pip|add|sync|remove|tool|venv)$/ },
  { name: /^(?:conda|mamba|micromamba)$/, verb: /^(?:install|create|update|env|remove)$/ },
  {
    name: /^(?:apt-get|apt|yum|dnf|apk|brew|pacman|zypper|port|choco|winget)$/,
    verb: /^(?:install|update|upgrade|add|remove|-S\w*|-Sy)$/,
  },
  { name: /^(?:npm|pnpm|yarn|bun)$/, verb: /^(?:install|i|ci|add|remove|uninstall|rebuild|link)$/ },
  { name: /^(?:poetry|pdm|pipenv|rye|hatch)$/, verb: /^(?:install|add|update|sync|lock|env)$/ },
  {
    name: /^(?:gem|bundle|bundler|composer|cargo|nuget|opam|cpan|cpanm|luarocks|stack|cabal|rustup|nvm|pyenv|asdf|mise|mix|flutter|dart|pub)$/,
    verb: /^(?:install|require|update|add|component|target|toolchain|use|deps\.get|pub|restore|fetch)$/,
  },
  { name: /^go$/, verb: /^(?:get|mod)$/ },
  { name: /^dotnet$/, verb: /^(?:restore|add|tool)$/ },
];

const failed =
  /^ERROR: |No matching distribution|Could not find a version|npm ERR!|error: externally-managed|Unable to locate package|Could not resolve host|Temporary failure|E: |error: (?:subprocess|metadata|could not)|CondaError|Network is unreachable|Failed building/m;
const installOptions = new Set([
  "-r",
  "-c",
  "-e",
  "--index-url",
  "-i",
  "--extra-index-url",
  "-t",
  "--target",
  "-f",
  "--find-links",
  "-n",
  "--name",
  "-p",
  "--prefix",
]);

/** `pip install x`, `npm ci`, `apt-get install y`, `python setup.py develop`. */
export function install(walk: Walk, piped: Piped): boolean {
  let words = piped.first.words;
  const name = baseName(words[0]!);
  if (/^python[\d.]*$/.test(name)) {
    if (words[1] === "-m" && /^(?:pip|ensurepip|venv|virtualenv|pipx|build)$/.test(words[2] ?? ""))
      words = words[2] === "pip" ? words.slice(2) : ["pip", "install"];
    else if (
      /(?:^|\/)setup\.py$/.test(words[1] ?? "") &&
      words.slice(2).some((word) => /^(?:install|develop|build_ext|build|egg_info|bdist_wheel|sdist)$/.test(word))
    )
      words = ["pip", "install", "-e", "."];
    else return false;
  }
  const verb = words[1] ?? "";
  const installer = installers.find(
    (candidate) => candidate.name.test(baseName(words[0]!)) && candidate.verb.test(verb),
  );
  if (installer === undefined) {
    const bare = /^(?:yarn|pnpm)$/.test(name) && words.length === 1;
    if (!bare && name !== "virtualenv" && name !== "autoreconf" && name !== "configure" && words[0] !== "./configure")
      return false;
  }
  if (verb === "uninstall" || verb === "remove") {
    walk.emit({ kind: "install", command: piped.first.text, packages: [], ok: true });
    return true;
  }
  const packages: string[] = [];
  const from = verb === "pip" || verb === "tool" ? 3 : 2;
  for (let at = from; at < words.length; at++) {
    const word = words[at]!;
    if (installOptions.has(word)) at++;
    else if (!word.startsWith("-") && !/^[./~]|\.(?:txt|toml|whl)$|^(?:install|y)$/.test(word))
      packages.push(word.replace(/[=<>~![;@][^]*$/, "") || word);
  }
  const { output, exitCode } = piped.answer;
  const exit = piped.final ? exitCode : null;
  const ok =
    exit === null
      ? !failed.test(output) && !(piped.final && piped.answer.failed)
      : exit === 0 && !/^ERROR: (?!pip's dependency)/m.test(output);
  for (const installed of packages) if (ok) walk.installed.add(installed);
  walk.emit({ kind: "install", command: piped.first.text, packages, ok });
  return true;
}
