import { describe, expect, it } from "vitest";
import { cleanLine, inlineCode, maskSecrets } from "../src/index.ts";

// Put together here, so that no scanner takes this file for a leak.
const letters = (count: number) => "aZ3kQ9xW7b".repeat(30).slice(0, count);
const upper = (count: number) => "AZ3KQ9XW7B".repeat(30).slice(0, count);
const hex = (count: number) => "a3f09c7e15".repeat(30).slice(0, count);
const joined = (...parts: readonly string[]) => parts.join("");

const secrets: readonly (readonly [kind: string, text: string, secret: string])[] = [
  ["AWS key id", "key ", joined("AK", "IA", upper(16))],
  ["AWS session key id", "key ", joined("AS", "IA", upper(16))],
  ["AWS secret key", "aws_secret_access_key = ", letters(40)],
  ["Azure storage key", "AccountName=box;AccountKey=", `${letters(86)}==`],
  ["Google API key", "?key=", joined("AI", "za", letters(35))],
  ["Google client secret", "secret is ", joined("GOC", "SPX-", letters(28))],
  ["GitHub token", "remote: ", joined("gh", "p_", letters(36))],
  ["GitHub fine-grained token", "remote: ", joined("github", "_pat_", letters(22), "_", letters(59))],
  ["GitLab token", "PRIVATE-TOKEN: ", joined("gl", "pat-", letters(20))],
  ["Bitbucket token", "git clone with ", joined("AT", "BB", letters(32))],
  ["Slack bot token", "token ", joined("xo", "xb-", "123456789012-1234567890123-", letters(24))],
  ["Slack webhook", "https://hooks.slack.com/services/", joined("T", upper(8), "/B", upper(8), "/", letters(24))],
  ["Anthropic key", "x ", joined("sk-", "ant-api03-", letters(90))],
  ["OpenAI project key", "x ", joined("sk-", "proj-", letters(60))],
  ["OpenAI key", "x ", joined("sk-", letters(48))],
  ["Stripe key", "x ", joined("sk_", "live_", letters(24))],
  ["npm token", "//registry/:", joined("np", "m_", letters(36))],
  ["PyPI token", "pass ", joined("py", "pi-", letters(80))],
  ["Docker token", "login with ", joined("dckr", "_pat_", letters(27))],
  ["Hugging Face token", "login with ", joined("h", "f_", letters(34))],
  ["SendGrid key", "mail: ", joined("S", "G.", letters(22), ".", letters(43))],
  ["Twilio key", "sms: ", joined("S", "K", hex(32))],
  ["DigitalOcean token", "x ", joined("dop", "_v1_", hex(64))],
  ["Shopify token", "x ", joined("shp", "at_", hex(32))],
  ["Vault token", "x ", joined("hv", "s.", letters(90))],
  ["bot token", "x ", joined("123456789", ":AA", letters(33))],
  ["JWT", "cookie ", joined("ey", "J", letters(17), ".ey", "J", letters(30), ".", letters(43))],
  ["bearer header", "Authorization: Bearer ", letters(24)],
  ["bearer on a command line", "curl -H 'x: bearer ", letters(24)],
  ["basic header", "Authorization: Basic ", letters(24)],
  ["user of curl", "curl -s -u admin:", "Correct-Horse9"],
  ["connection string", "postgresql://app:", joined("s3", "cr3t")],
  ["connection string without a user", "redis://:", joined("s3", "cr3t")],
  ["ADO connection string", "Server=db;Uid=app;Pwd=", joined("s3", "cr3t!")],
  ["password assignment", "PASSWORD=", "hunter2"],
  ["password of PostgreSQL", "PGPASSWORD=", "hunter2"],
  ["password in JSON", '{"password": "', "two words"],
  ["key in YAML", 'api_key: "', "1234-abcd"],
  ["password of letters alone", "DB_PASSWORD=", "correcthorse"],
  ["password in YAML", "db_password: ", "Tr0ub4dor"],
  ["password option", "tool login --password ", "Tr0ub4dor"],
  ["client secret", "client_secret=", letters(30)],
  ["session token", "AWS_SESSION_TOKEN=", letters(60)],
  ["plain token", '"token": "', letters(32)],
  ["npm configuration", "//registry.example/:_authToken=", joined("0a1b", "-", letters(12))],
];

describe("maskSecrets", () => {
  it.each(secrets)("masks: %s", (_kind, before, secret) => {
    const after = before.includes("://") && before.endsWith(":") ? "@host/db" : before.endsWith('"') ? '"' : "";
    const text = `first line\n${before}${secret}${after}\nlast line`;
    const masked = maskSecrets(text);
    expect(masked).not.toContain(secret);
    expect(masked).not.toContain(secret.slice(-8));
    expect(masked).toMatch(/^first line\n[^]*\[masked [\w ]+\][^]*\nlast line$/);
    expect(masked).toContain(before.slice(0, 4));
    expect(maskSecrets(masked)).toBe(masked);
    expect(inlineCode(`${before}${secret}${after}`)).not.toContain(secret.slice(0, 12));
  });

  it("masks a private key with all its lines, also where it stands in one line or a part is cut off", () => {
    const body = Array.from({ length: 6 }, () => letters(64)).join("\n");
    const begin = joined("-----BEGIN ", "RSA PRIVATE", " KEY-----");
    const end = begin.replace("BEGIN", "END");
    for (const key of [
      `${begin}\n${body}\n${end}`,
      `${begin}\n${body}`,
      `${body}\n${end}`,
      `"${begin}\\n${body.replaceAll("\n", "\\n")}\\n${end}\\n"`,
    ]) {
      const masked = maskSecrets(`before\n${key}`);
      expect(masked).not.toContain(letters(64));
      expect(masked).toContain("before\n");
    }
  });

  it.each([
    ["commit", `commit ${hex(40)}`],
    ["short commit", "HEAD is now at 1a2b3c4 Mend the token reader"],
    ["SHA-256", `sha256:${hex(64)}`],
    ["integrity of a lock file", `integrity sha512-${letters(86)}==`],
    ["MD5", `key: ${hex(32)}`],
    ["UUID", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"],
    ["UUID behind a word", "session 3f2504e0-4f89-41d3-9a0c-0305e82c3301, key=3f2504e0"],
    ["test id", "tests/auth/test_tokens.py::TestToken::test_secret_key_rotation[bearer-basic]"],
    ["test of a password", "FAILED test_password.py::test_reset - AssertionError: assert 'a' == 'b'"],
    ["version", "openssl 3.0.13-0ubuntu3.4, node v20.20.2, pkg@1.2.3-beta.4+build.567"],
    ["range of versions", '"token-types": "^6.0.0", "key-store": ">=1.2.3 <2"'],
    ["class of scikit-learn", "<div class='sk-container-id-12-estimator-doc-link'>"],
    ["path", "/home/dev/project/src/secrets/token_bucket_2/password-field.component.ts:41:13"],
    ["address", "http://localhost:8080/@fs/work/app.js?token=&v=12"],
    ["address with a port", "connect ECONNREFUSED http://127.0.0.1:5432/db"],
    ["remote", "git@forge.example:group/project.git"],
    ["environment", "PWD=/home/dev/project OLDPWD=/home/dev"],
    ["parameter", "def connect(host, password=None, token: str = '', api_key: Optional[str] = None):"],
    ["variable", 'password="$DB" --token $TOKEN --password ${PASSWORD} token=%s'],
    ["attribute", "client = Client(api_key=settings.api_key, secret=config.secret)"],
    ["token of a parser", "unexpected token: RIGHT_PAREN at line 12, token = self.tokens[index]"],
    ["base64 image", `data:image/png;base64,${letters(60)}`],
    ["source map", "//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozfQ=="],
    ["field of a form", "password = forms.CharField(max_length=128)"],
    ["type", "password: string"],
    ["passed on", "login(password=user.password)\ntoken = next(tokens)"],
    ["package", "sk-learn-contrib-something-else"],
    ["message", "AssertionError: secret is not set"],
    ["address with a scope", "https://example.org/a:b/c https://example.org:8080/@scope/name"],
    ["prose", "The password is hashed, the secret is kept, and a bearer token is needed."],
    ["diff mark", "----- a/password.py\n+++++ b/password.py"],
  ])("leaves alone: %s", (_kind, text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it("does not show half of a secret where a long text is cut", () => {
    const token = joined("gh", "p_", letters(36));
    for (let offset = 0; offset < 60; offset += 1) {
      const text = `${"\u001b[1m".repeat(300)}${"x".repeat(60 + offset)} ${token} ${"y ".repeat(2_000)}`;
      expect(cleanLine(text, 160)).not.toMatch(/gh[p]_/);
    }
  });
});
