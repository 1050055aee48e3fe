import type { ShellCommand } from "../evidence/shell-commands.js";

export type Danger =
  | { readonly kind: "remove"; readonly paths: readonly string[] }
  | { readonly kind: "discard"; readonly what: "reset" | "checkout" | "clean" }
  | { readonly kind: "force-push" }
  | { readonly kind: "drop" };

/** Cheap test before a command line is taken apart. */
export const dangerHint: RegExp = /\brm\s|\breset\b|\bcheckout\b|\brestore\b|\bclean\b|\bpush\b|\bdrop\s/i;

const sqlClient = /^(?:psql|mysql|mariadb|sqlcmd|sqlplus|cockroach|clickhouse-client)$/;

/** What a simple command destroys; null for anything else. */
export function dangerOf({ words }: ShellCommand): Danger | null {
  const [name = "", ...rest] = words;
  if (name === "rm") return removal(rest);
  if (name === "git") return gitDanger(rest);
  if (sqlClient.test(name) && /\bdrop\s+(?:table|database|schema)\b/i.test(rest.join(" "))) return { kind: "drop" };
  return null;
}

function removal(words: readonly string[]): Danger | null {
  const flags = words.filter((word) => word.startsWith("-"));
  const recursive = flags.some((flag) => flag === "--recursive" || /^-[a-zA-Z]*[rR]/.test(flag));
  const paths = words.filter((word) => !word.startsWith("-"));
  return recursive && paths.length > 0 ? { kind: "remove", paths } : null;
}

function gitDanger(words: readonly string[]): Danger | null {
  // Options in front of the subcommand; `-C` names another repository and is judged by its folder.
  let at = 0;
  while (words[at]?.startsWith("-")) at += words[at] === "-C" || words[at] === "-c" ? 2 : 1;
  const [subcommand, ...rest] = words.slice(at);
  const flags = rest.filter((word) => word.startsWith("-"));
  const wholeTree = rest.some((word) => word === "." || word === "./" || word === ":/" || word === "*");
  switch (subcommand) {
    case "reset":
      return flags.includes("--hard") ? { kind: "discard", what: "reset" } : null;
    case "checkout":
      return wholeTree && !flags.some((flag) => flag === "-b" || flag === "-p")
        ? { kind: "discard", what: "checkout" }
        : null;
    case "restore":
      return wholeTree && (!flags.includes("--staged") || flags.includes("--worktree"))
        ? { kind: "discard", what: "checkout" }
        : null;
    case "clean":
      return cleansAll(flags, rest) ? { kind: "discard", what: "clean" } : null;
    case "push":
      return flags.some((flag) => flag === "--force" || /^-[a-zA-Z]*f/.test(flag)) ? { kind: "force-push" } : null;
    default:
      return null;
  }
}

/** Forced, with folders, for real, and not limited to some path. */
function cleansAll(flags: readonly string[], rest: readonly string[]): boolean {
  const has = (letter: string, long: string): boolean =>
    flags.some((flag) => flag === long || (!flag.startsWith("--") && flag.includes(letter)));
  return (
    has("f", "--force") &&
    has("d", "-d") &&
    !has("n", "--dry-run") &&
    rest.every((word) => word.startsWith("-") || word === ".")
  );
}

/** The folder of `git -C folder`. */
export function gitFolder({ words, folder }: ShellCommand): string {
  const at = words.indexOf("-C");
  return words[0] === "git" && at > 0 ? (words[at + 1] ?? folder) : folder;
}
