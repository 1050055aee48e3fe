/** What an in-place `sed` or `perl` does, so far as its text tells. */
export interface SedCall {
  readonly files: readonly string[];
  readonly script: string;
  readonly inPlace: boolean;
  readonly backupSuffix?: string;
  readonly quiet: boolean;
  readonly extended: boolean;
}

export function readSed(words: readonly string[]): SedCall {
  const scripts: string[] = [];
  const files: string[] = [];
  let inPlace = false;
  let quiet = false;
  let extended = false;
  let backupSuffix: string | undefined;
  let fromFile = false;
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!;
    if (word === "--") continue;
    if (word === "-e" || word === "--expression") scripts.push(words[++at] ?? "");
    else if (word.startsWith("--expression=")) scripts.push(word.slice(13));
    else if (word === "-f" || word === "--file") {
      at++;
      fromFile = true;
    } else if (word.startsWith("--in-place")) {
      inPlace = true;
      if (word.includes("=")) backupSuffix = word.slice(word.indexOf("=") + 1);
    } else if (/^-[nErszu]*i/.test(word)) {
      inPlace = true;
      const suffix = word.slice(word.indexOf("i") + 1);
      if (suffix === "e" && words[at + 1] !== undefined) scripts.push(words[++at]!);
      else if (suffix !== "" && !/^[Ersnz]+$/.test(suffix)) backupSuffix = suffix;
      if (/^-[nErs]*[Er]/.test(word)) extended = true;
      // BSD: `sed -i '' …`
      else if (words[at + 1] === "") at++;
    } else if (word === "--quiet" || word === "--silent") quiet = true;
    else if (word === "--regexp-extended") extended = true;
    else if (word.startsWith("-") && word.length > 1) {
      if (word.includes("n")) quiet = true;
      if (/[Er]/.test(word)) extended = true;
      if (word.endsWith("e") && words[at + 1] !== undefined) scripts.push(words[++at]!);
    } else if (scripts.length === 0 && !fromFile) scripts.push(word);
    else files.push(word);
  }
  return {
    files,
    script: scripts.join("\n"),
    inPlace,
    quiet,
    extended,
    ...(backupSuffix === undefined ? {} : { backupSuffix }),
  };
}

export interface Substitution {
  readonly pattern: string;
  readonly replacement: string;
  readonly flags: string;
  readonly address: string;
}

/** All `s` commands of a script; undefined where the script holds anything else. */
export function substitutions(script: string): readonly Substitution[] | undefined {
  const found: Substitution[] = [];
  let at = 0;
  while (at < script.length) {
    while (at < script.length && /[\s;]/.test(script[at]!)) at++;
    if (at >= script.length) break;
    const start = at;
    const address =
      /^(?:\d+|\$|\/(?:[^/\\]|\\.)*\/)(?:,(?:\+?\d+|\$|\/(?:[^/\\]|\\.)*\/))?!?\s*/.exec(script.slice(at))?.[0] ?? "";
    at += address.length;
    if (script[at] !== "s") return undefined;
    const mark = script[at + 1];
    if (mark === undefined || /[\w\s]/.test(mark)) return undefined;
    const parts: string[] = [];
    let part = "";
    at += 2;
    while (at < script.length && parts.length < 2) {
      const char = script[at]!;
      if (char === "\\" && at + 1 < script.length) {
        part += script[at + 1] === mark ? mark : char + script[at + 1];
        at += 2;
      } else if (char === mark) {
        parts.push(part);
        part = "";
        at++;
      } else {
        part += char;
        at++;
      }
    }
    if (parts.length < 2 || start === at) return undefined;
    const flags = /^[gGiIpemM\d]*/.exec(script.slice(at))![0];
    at += flags.length;
    found.push({ pattern: parts[0]!, replacement: parts[1]!, flags, address: address.trim() });
  }
  return found.length === 0 ? undefined : found;
}

/** Lines that a script like `10,20d` or `5s/a/b/` addresses. */
export function addressedLines(script: string): { from: number; to: number } | undefined {
  const match = /^\s*(\d+)(?:,(\d+|\+\d+))?\s*[a-zA-Z{]/.exec(script);
  if (match === null) return undefined;
  const from = Number(match[1]);
  const end = match[2];
  return { from, to: end === undefined ? from : end.startsWith("+") ? from + Number(end) : Number(end) };
}

/** A sed or perl pattern as a regular expression of this language; undefined where that is not safe. */
export function toRegExp(pattern: string, flags: string, extended: boolean): RegExp | undefined {
  let source = "";
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === "\\") {
      const next = pattern[++at] ?? "";
      if (!extended && /[(){}+?|]/.test(next)) source += next;
      else if (/[<>]/.test(next)) source += "\\b";
      else if (next === "'" || next === '"' || next === "`" || next === "/") source += next === "/" ? "\\/" : next;
      else source += `\\${next}`;
    } else if (!extended && /[(){}+?|]/.test(char)) source += `\\${char}`;
    else if (char === "[") {
      const end = pattern.indexOf("]", at + (pattern[at + 1] === "]" || pattern[at + 1] === "^" ? 2 : 1));
      if (end < 0) return undefined;
      const set = pattern
        .slice(at, end + 1)
        .replace(/\[:space:\]/g, "\\s")
        .replace(/\[:alpha:\]/g, "a-zA-Z")
        .replace(/\[:digit:\]/g, "0-9")
        .replace(/\[:alnum:\]/g, "a-zA-Z0-9");
      if (set.includes("[:")) return undefined;
      source += set.slice(0, 1) + set.slice(1, -1).replace(/[[\\]/g, "\\$&") + "]";
      at = end;
    } else source += char;
  }
  try {
    return new RegExp(source, `m${/[iI]/.test(flags) ? "i" : ""}`);
  } catch {
    return undefined;
  }
}

/** The literal text of a pattern without any operators; undefined where it has some. */
export function literalOf(pattern: string, extended: boolean): string | undefined {
  let text = "";
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === "\\") {
      const next = pattern[++at] ?? "";
      if (/[\w]/.test(next) || (!extended && /[(){}+?|<>]/.test(next))) return undefined;
      text += next;
    } else if (/[.*[\]^$]/.test(char) && !(char === ".")) return undefined;
    else if (extended && /[(){}+?|]/.test(char)) return undefined;
    else text += char;
  }
  return text;
}
