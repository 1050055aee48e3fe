import type { ShellCommand } from "../evidence/shell-commands.js";

/** Something of the repository's own future that a call asks for. */
export interface Upstream {
  readonly kind: "pull-request" | "commit" | "file";
  /** Name of the repository. */
  readonly repository: string;
  /** Number, hash or path. */
  readonly what: string;
  readonly address: string;
}

const addresses: readonly { readonly kind: Upstream["kind"]; readonly pattern: RegExp }[] = [
  {
    kind: "pull-request",
    pattern:
      /https?:\/\/(?:patch-diff\.githubusercontent\.com\/raw|(?:www\.)?github\.com|api\.github\.com\/repos)\/[\w.-]+\/([\w.-]+)\/pulls?\/(\d+)/,
  },
  {
    kind: "commit",
    pattern:
      /https?:\/\/(?:(?:www\.)?github\.com|api\.github\.com\/repos)\/[\w.-]+\/([\w.-]+)\/commits?\/([0-9a-f]{7,40})/,
  },
  { kind: "pull-request", pattern: /https?:\/\/gitlab\.[\w.]+\/(?:[\w.-]+\/)+([\w.-]+)\/-\/merge_requests\/(\d+)/ },
  { kind: "commit", pattern: /https?:\/\/gitlab\.[\w.]+\/(?:[\w.-]+\/)+([\w.-]+)\/-\/commit\/([0-9a-f]{7,40})/ },
  { kind: "file", pattern: /https?:\/\/raw\.githubusercontent\.com\/[\w.-]+\/([\w.-]+)\/[\w.-]+\/([\w./-]+)/ },
  { kind: "file", pattern: /https?:\/\/(?:www\.)?github\.com\/[\w.-]+\/([\w.-]+)\/(?:blob|raw)\/[\w.-]+\/([\w./-]+)/ },
];

export const upstreamHint: RegExp = /git(?:hub|lab)/i;

export function upstreamOfAddress(text: string): Upstream | null {
  for (const { kind, pattern } of addresses) {
    const match = pattern.exec(text);
    if (match !== null)
      return { kind, repository: (match[1] ?? "").replace(/\.git$/, ""), what: match[2] ?? "", address: match[0] };
  }
  return null;
}

/** Commands that print what an address holds; cloning or installing from one shows nothing yet. */
export function fetchedAddress({ words }: ShellCommand): string | null {
  return words[0] === "curl" || words[0] === "wget" || words[0] === "http"
    ? (words.find((word) => /^https?:/.test(word)) ?? null)
    : null;
}

const remote = /^(?:origin|upstream)\/|^FETCH_HEAD\b/;

/** `git show upstream/main:path`, `git diff HEAD..origin/main`: reads what a remote has and the checkout has not. */
export function readsRemote({ words }: ShellCommand): string | null {
  const [name, subcommand, ...rest] = words;
  if (name !== "git" || subcommand === undefined) return null;
  const reference = rest.find((word) => !word.startsWith("-")) ?? "";
  switch (subcommand) {
    case "show":
      return remote.test(reference) && !rest.includes("--stat") ? reference : null;
    case "diff":
      return /^(?:HEAD)?\.\.\.?(?:origin|upstream)\//.test(reference) &&
        !rest.some((word) => /^--(?:stat|name)/.test(word))
        ? reference
        : null;
    case "log":
      return rest.some((word) => word === "-p" || word === "--patch") &&
        /^(?:HEAD)?\.\.(?:origin|upstream)\//.test(reference)
        ? reference
        : null;
    case "checkout":
      return remote.test(reference) && rest.includes("--") ? reference : null;
    case "cherry-pick":
      return reference === "" ? null : reference;
    default:
      return null;
  }
}

export function fetchesRemote({ words }: ShellCommand): boolean {
  return (
    words[0] === "git" &&
    (words[1] === "fetch" || (words[1] === "remote" && (words[2] === "add" || words[2] === "update")))
  );
}
