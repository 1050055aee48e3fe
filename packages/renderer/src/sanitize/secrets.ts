interface SecretRule {
  /** What the mask says: `[masked AWS key]`. */
  readonly name: string;
  /** Everything that matches is masked, but for a first group, which stays in front of the mask. */
  readonly pattern: RegExp;
}

/** Recognised by how they begin. */
const prefixed: readonly SecretRule[] = [
  {
    name: "private key",
    pattern:
      /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  // The end of a key whose beginning was cut off.
  {
    name: "private key",
    pattern: /(?:^[A-Za-z0-9+/=]{16,76}\n){1,80}-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/gm,
  },
  { name: "AWS key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { name: "GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255})/g },
  { name: "GitLab token", pattern: /\bgl(?:pat|dt|rt|cbt|ptt|oas)-[A-Za-z0-9_-]{20,255}/g },
  { name: "Slack token", pattern: /\b(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,255}/g },
  { name: "Slack webhook", pattern: /(hooks\.slack\.com\/services\/)[A-Za-z0-9/]{20,255}/g },
  { name: "Anthropic key", pattern: /\bsk-ant-[A-Za-z0-9_-]{20,255}/g },
  { name: "OpenAI key", pattern: /\bsk-(?=[A-Za-z_-]{0,250}[0-9])[A-Za-z0-9_-]{20,255}/g },
  { name: "Stripe key", pattern: /\b(?:(?:sk|rk)_(?:live|test)|whsec)_[A-Za-z0-9]{16,255}/g },
  { name: "npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { name: "PyPI token", pattern: /\bpypi-[A-Za-z0-9_-]{50,255}/g },
  { name: "Hugging Face token", pattern: /\bhf_[A-Za-z0-9]{30,255}/g },
  { name: "Google key", pattern: /\bAIza[A-Za-z0-9_-]{35}/g },
  { name: "web token", pattern: /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]*/g },
];
const prefix =
  /-----|A[KS]IA|AIza|gh[pousr]_|github_pat_|\bgl[a-z]{2,4}-|xox[a-z]-|xapp-|hooks\.slack|\bsk-|[sr]k_(?:live|test)_|whsec_|npm_|pypi-|hf_|eyJ/;

/** No token is shorter. */
const shortestToken = 15;

/** Whether a secret could stand in a text without any `:`, `=` or quote: a quick test for texts of plain words. */
export function mayHoldToken(text: string): boolean {
  return text.length >= shortestToken && (prefix.test(text) || bearer.test(text));
}

const bearer = /\bbearer /i;

/** Recognised by the word in front of them. */
const named: readonly SecretRule[] = [
  {
    name: "AWS secret",
    pattern: /(aws_?secret_?(?:access_?)?key["']?\s{0,4}[=:]\s{0,4}["']?)[A-Za-z0-9/+=]{40}/gi,
  },
  {
    name: "credentials",
    pattern: /(\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?(?:(?:bearer|basic|token)\s{1,4})?)[^\s"',;[\]]{8,}/gi,
  },
  { name: "credentials", pattern: /(\bbearer\s{1,4})(?=[A-Za-z_./+-]{0,250}[0-9])[A-Za-z0-9_./+=-]{16,}/gi },
];
const name = /passw|passphrase|secret|key|token|authorization|bearer/i;

const password: SecretRule = { name: "password", pattern: /(:\/\/[^\s:/@]{1,64}:)[^\s/@[\]]{3,200}(?=@)/g };

/** A name that says its value is secret, then the value, quoted or bare. */
const assignment =
  /((?:password|passwd|passphrase|secret|secret[_-]?key|api[_-]?key|access[_-]?key|(?:access|auth|refresh|api)[_-]?token)["']?\s{0,4}[=:]\s{0,4})("[^"\n]{4,}"|'[^'\n]{4,}'|[^\s"'`,;&()<>{}[\]]{4,}(?![^\s"'`,;&]))/gi;

/** Code rather than a value: a keyword, a type, a name that is passed on, an attribute. */
const codeValue =
  /^(?:none|null|true|false|undefined|str|string|bytes|optional|any|[a-z_]+|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)$/;

/** Replaces keys, tokens, passwords and private keys by masks that say what stood there. */
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
  const asOnCommandLine = label.endsWith("=") && !/\s/.test(label);
  if (asOnCommandLine && /^[a-z]+$/.test(value))
    return /^(?:none|null|true|false|undefined|str|string|bytes|password|secret|token|value|key)$/.test(value);
  return codeValue.test(value);
}
