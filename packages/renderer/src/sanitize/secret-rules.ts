/** A kind of secret that is known by its own form. */
export interface SecretRule {
  /** What the mask says: `[masked AWS key]`. */
  readonly name: string;
  /** All that matches is masked, but for a first group, which stays in front of the mask. */
  readonly pattern: RegExp;
}

const end = "-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----";

/** Recognised by how they begin. */
export const prefixed: readonly SecretRule[] = [
  {
    name: "private key",
    pattern: new RegExp(`-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----[^]*?(?:${end}|$)`, "g"),
  },
  // The end of a key whose beginning was cut off.
  { name: "private key", pattern: new RegExp(`(?:^[A-Za-z0-9+/=]{16,76}\\n){1,80}${end}`, "gm") },
  { name: "private key", pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{40,80}/g },
  { name: "AWS key", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g },
  { name: "GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255})/g },
  { name: "GitLab token", pattern: /\bgl(?:pat|dt|rt|cbt|ptt|oas|soat|ft|imt|agent)-[A-Za-z0-9_-]{20,255}/g },
  { name: "Bitbucket token", pattern: /\bAT(?:BB|ATT3|CTT3)[A-Za-z0-9_=-]{24,255}/g },
  { name: "Slack token", pattern: /\b(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,255}/g },
  { name: "Slack webhook", pattern: /(hooks\.slack\.com\/services\/)[A-Za-z0-9/]{20,255}/g },
  { name: "Anthropic key", pattern: /\bsk-ant-[A-Za-z0-9_-]{20,255}/g },
  {
    name: "OpenAI key",
    pattern:
      /\bsk-(?:(?:proj|svcacct|admin|None|or-v1)-[A-Za-z0-9_-]{20,255}|(?=[A-Za-z]{0,250}[0-9])[A-Za-z0-9]{20,255})/g,
  },
  { name: "model service key", pattern: /\b(?:gsk_|xai-|pplx-|r8_)(?=[A-Za-z]{0,250}[0-9])[A-Za-z0-9]{32,255}/g },
  { name: "Stripe key", pattern: /\b(?:(?:sk|rk)_(?:live|test)|whsec)_[A-Za-z0-9]{16,255}/g },
  { name: "npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { name: "PyPI token", pattern: /\bpypi-[A-Za-z0-9_-]{50,255}/g },
  { name: "RubyGems key", pattern: /\brubygems_[0-9a-f]{40,64}\b/g },
  { name: "Docker token", pattern: /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,255}/g },
  { name: "Hugging Face token", pattern: /\bhf_[A-Za-z0-9]{30,255}/g },
  {
    name: "Google key",
    pattern: /\b(?:AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{20,64}|ya29\.[A-Za-z0-9_-]{20,500})/g,
  },
  { name: "DigitalOcean token", pattern: /\bdo[opr]_v1_[a-f0-9]{64}\b/g },
  { name: "SendGrid key", pattern: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}/g },
  { name: "Twilio key", pattern: /\bSK[0-9a-f]{32}\b/g },
  { name: "Shopify token", pattern: /\bshp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}\b/g },
  { name: "Vault token", pattern: /\bhv[sbr]\.[A-Za-z0-9_-]{24,255}/g },
  { name: "Databricks token", pattern: /\bdapi[a-f0-9]{32}\b/g },
  { name: "bot token", pattern: /\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b/g },
  { name: "web token", pattern: /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]*/g },
];

/** What every text begins with, somewhere, in which one of them can match: a quick test before twenty searches. */
export const prefix: RegExp =
  /-----|A(?:KIA|SIA|BIA|CCA|Iza|TBB|TATT3|TCTT3|GE-SEC)|gh[pousr]_|github_pat_|\bgl[a-z]{2,5}-|xox[a-z]-|xapp-|hooks\.slack|\bsk-|gsk_|xai-|pplx-|\br8_|[sr]k_(?:live|test)_|whsec_|npm_|pypi-|rubygems_|dckr_|hf_|GOCSPX-|ya29\.|do[opr]_v1_|\bSG\.|\bSK[0-9a-f]{8}|shp[a-z]{2}_|\bhv[sbr]\.|dapi[a-f0-9]{8}|:AA|eyJ/;

/** Recognised by the word in front of them. */
export const named: readonly SecretRule[] = [
  {
    name: "AWS secret",
    pattern: /(aws_?secret_?(?:access_?)?key["']?\s{0,4}[=:]\s{0,4}["']?)[A-Za-z0-9/+=]{40}/gi,
  },
  { name: "Azure key", pattern: /((?:Account|SharedAccess)Key=)[A-Za-z0-9+/]{40,90}={0,2}/g },
  {
    name: "credentials",
    pattern: /(\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?(?:(?:bearer|basic|token)\s{1,4})?)[^\s"',;[\]]{8,}/gi,
  },
  { name: "credentials", pattern: /(\bbearer\s{1,4})(?=[A-Za-z_./+-]{0,250}[0-9])[A-Za-z0-9_./+=-]{16,}/gi },
  { name: "password", pattern: /(\bcurl\s[^\n]{0,200}?-u\s{0,2}["']?[^\s:"'[\]]{1,64}:)[^\s"'[\]]{3,200}/g },
  { name: "secret", pattern: /(\s--(?:password|passwd|token|api-key|secret)\s{1,2})(?![-[$<{"'])[^\s[\]]{6,200}/g },
  {
    name: "secret",
    pattern:
      /(\btoken["']?\s{0,4}[=:]\s{0,4}["']?)(?=[^\s"']{0,60}[0-9])(?=[^\s"']{0,60}[A-Za-z])[A-Za-z0-9_.+/=-]{20,500}/gi,
  },
];
export const name: RegExp = /passw|passphrase|pwd|secret|key|token|authorization|bearer|curl/i;

/** In an address, `://user:password@`. */
export const password: SecretRule = {
  name: "password",
  pattern: /(:\/\/[^\s:/@]{0,64}:)[^\s/@[\]]{3,200}(?=@)/g,
};
