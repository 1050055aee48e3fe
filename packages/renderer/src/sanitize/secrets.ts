import { name, named, password, prefix, prefixed } from "./secret-rules.js";
import type { SecretRule } from "./secret-rules.js";

/** No token is shorter. */
const shortestToken = 15;
const bearer = /\bbearer /i;
const option = /--[pats]/;

/** Whether a secret could stand in a text without any `:`, `=` or quote: a quick test for texts of plain words. */
export function mayHoldToken(text: string): boolean {
  return text.length >= shortestToken && (prefix.test(text) || bearer.test(text) || option.test(text));
}

const secretNames =
  "passw(?:or)?d|pass_?phrase|mysql_pwd|;\\s?pwd|secret|secret[_-]?key|private[_-]?key|api[_-]?key|access[_-]?key|(?:access|auth|refresh|session|id|api)[_-]?token";
const bareValue = "[^\\s\"'`,;&()<>{}[\\]]";
/** A name that says its value is secret, then the value, quoted or bare. What goes on in brackets is a call. */
const assignment = new RegExp(
  `((?:${secretNames})["']?\\s{0,4}[=:]\\s{0,4})("[^"\\n]{4,}"|'[^'\\n]{4,}'|${bareValue}{400}${bareValue}*|${bareValue}{4,399}(?![^\\s"'\`,;&]))`,
  "gi",
);

const keyword = /^(?:none|null|nil|true|false|undefined|str|string|bytes|optional|any)$/i;

/** Code rather than a value: a name that is passed on, an attribute, a variable of the shell, a placeholder. */
const codeValue = /^(?:[a-z_]+|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+|[$%].*|\*+|\.{3,}|=.*)$/;

/**
 * Replaces keys, tokens, passwords and private keys by masks that say what stood there. Hashes, UUIDs, versions and test
 * names stay. Applying it twice changes nothing more.
 */
export function maskSecrets(text: string): string {
  let masked = text;
  if (prefix.test(masked)) masked = prefixed.reduce(mask, masked);
  if (masked.includes("://")) masked = mask(masked, password);
  if (!name.test(masked)) return masked;
  return named.reduce(mask, masked).replace(assignment, (whole, label: string, value: string) => {
    const quoted = value.startsWith('"') || value.startsWith("'");
    if (value.includes("[masked ") || (!quoted && isCode(label, value))) return whole;
    const quote = quoted ? value[0]! : "";
    return `${label}${quote}[masked secret]${quote}`;
  });
}

function mask(text: string, rule: SecretRule): string {
  return text.replace(
    rule.pattern,
    (_, kept: unknown) => `${typeof kept === "string" ? kept : ""}[masked ${rule.name}]`,
  );
}

/** `password=hunter2` is a secret also without a digit, `password = value` and `password: string` are code. */
function isCode(label: string, value: string): boolean {
  if (keyword.test(value)) return true;
  const asOnCommandLine = label.endsWith("=") && !/\s/.test(label);
  if (asOnCommandLine && /^[a-z]+$/.test(value)) return /^(?:password|secret|token|value|key)$/.test(value);
  return codeValue.test(value);
}
