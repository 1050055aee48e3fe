import type { CodeLine } from "./code-lines.js";

/** A construct in added code that opens the program to others. */
export interface CodeRule {
  readonly what: string;
  /** What reaches the same result without it. */
  readonly instead: string;
  /** Has to match the added text before any line is looked at. */
  readonly hint: RegExp;
  /** `index` is the line's place among the lines. */
  readonly matches: (line: CodeLine, lines: readonly CodeLine[], index: number) => boolean;
  /** A task that speaks of it asks for it, or is about it. */
  readonly askedFor: RegExp;
}

/** Names under which data of others comes in; anything else may be the program's own. */
const outside =
  /\b(?:request|req|params|query_?string|argv|environ|getenv|payload|user_?input|stdin|recv|cookies?|headers|form|formData|event\.data|location)\b|\$_(?:GET|POST|REQUEST|COOKIE)\b|\binput\s*\(|\breq(?:uest)?\.(?:body|query|params)\b/i;
const builtPython = /\(\s*(?:f["'][^\n]*\{|(?:["'][^"'\n]*["']|\w+)\s*(?:\+|%)\s*\w|["'][^"'\n]*["']\.format\()/;
const spawn = /\bsubprocess\.(?:run|call|Popen|check_output|check_call)\s*\(/;
const sqlCall =
  /\b(?:execute|executemany|raw|query|exec|prepare|executeQuery|executeUpdate|Query|QueryRow|Exec)\s*\(\s*(.*)$/;
const sqlText = /["'`](?:[^"'`]*\b)?(?:SELECT\b.*\bFROM|INSERT\s+INTO|UPDATE\b.*\bSET|DELETE\s+FROM)\b/i;
const interpolated = /\$\{([^}]*)\}|\{([^}]*)\}|["'`]\s*(?:\+|%|\.format\()\s*(.*)$/g;
const keys =
  /\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bglpat-[\w-]{20}\b|\bxox[abp]-\d{6,}-[\w-]{10,}|\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}\b|\bsk_live_[A-Za-z0-9]{20,}|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/;
const placeholder = /example|sample|dummy|fake|placeholder|x{6,}|0{8,}|\.{3}|<[^>]+>/i;

export const codeRules: readonly CodeRule[] = [
  {
    what: "text from outside evaluated as code",
    instead: "parse the input (a literal or JSON parser, a table of allowed operations)",
    hint: /eval|exec|Function/,
    matches: ({ masked }) =>
      /(?<![\w.$])(?:eval|exec|new\s+Function)\s*\(/.test(masked) &&
      outside.test(masked.slice(masked.search(/eval|exec|Function/))),
    askedFor: /\b(?:eval|exec)\b/,
  },
  {
    what: "a shell command built from a text",
    instead: "pass program and arguments as a list, without a shell",
    hint: /os\.system|os\.popen|shell=True|shell = True/,
    matches: ({ text, masked }, lines, index) => {
      if (/\bos\.(?:system|popen)\s*\(/.test(masked))
        return builtPython.test(text.slice(text.search(/\bos\.(?:system|popen)/)));
      if (!/\bshell\s*=\s*True\b/.test(masked)) return false;
      const call = lines
        .slice(Math.max(0, index - 4), index + 1)
        .map((line) => line.text)
        .join(" ");
      const at = call.search(spawn);
      return at >= 0 && builtPython.test(call.slice(at));
    },
    askedFor: /\bos\.system\b|shell\s*=\s*True/,
  },
  {
    what: "a shell command built from a text",
    instead: "call execFile or spawn with a list of arguments",
    hint: /exec\(|execSync\(/,
    matches: ({ text, masked }) =>
      /(?<![\w.$])(?:(?:child_process|cp)\.)?exec(?:Sync)?\s*\(/.test(masked) &&
      /(?<![\w.$])(?:(?:child_process|cp)\.)?exec(?:Sync)?\s*\(\s*(?:`[^`]*\$\{|"[^"]*"\s*\+|'[^']*'\s*\+)/.test(text),
    askedFor: /\bexec(?:Sync)?\(|child_process/,
  },
  {
    what: "data from outside deserialised by a loader that can run code",
    instead: "use a data-only format or the loader's safe form",
    hint: /[pP]ickle\.|yaml\.|marshal\.|unserialize|jsonpickle/,
    matches: ({ masked }) =>
      (/\b(?:c?[pP]ickle|marshal|jsonpickle)\.(?:loads?|decode)\s*\(/.test(masked) ||
        /\byaml\.(?:unsafe_load|load)\s*\((?!.*(?:Safe|CSafe|Base)Loader)/.test(masked) ||
        /\bunserialize\s*\(/.test(masked)) &&
      outside.test(masked),
    askedFor: /\b(?:pickle|unserialize|yaml\.load|deserial)/i,
  },
  {
    what: "an SQL statement put together from data of others",
    instead: "use placeholders and pass the values as parameters",
    hint: /SELECT|INSERT|UPDATE|DELETE|select|insert|update|delete/,
    matches: ({ text, masked }) => {
      if (!sqlCall.test(masked) || !sqlText.test(text)) return false;
      return [...text.matchAll(interpolated)].some((match) => outside.test(match.slice(1).join(" ")));
    },
    askedFor: /\bconcatenat/i,
  },
  {
    what: "certificate checks switched off",
    instead: "trust the certificate at hand by name (a CA bundle or the client's own setting)",
    hint: /verify|CERT_NONE|_create_unverified_context|rejectUnauthorized|InsecureSkipVerify|TLS_REJECT|VERIFYPEER/,
    matches: ({ masked, text }) =>
      (/\bverify\s*=\s*False\b/.test(masked) &&
        /\b(?:requests|session|httpx|aiohttp|client)\b|\.(?:get|post|put|patch|request)\s*\(/i.test(masked)) ||
      /\b(?:verify_mode|cert_reqs)\s*=\s*(?:ssl\.)?CERT_NONE\b|\bssl\._create_unverified_context\b/.test(masked) ||
      /\brejectUnauthorized\s*:\s*false\b|\bInsecureSkipVerify\s*:\s*true\b|\bCURLOPT_SSL_VERIFYPEER\s*,\s*(?:false|0)\b/i.test(
        masked,
      ) ||
      /NODE_TLS_REJECT_UNAUTHORIZED["'\]]*\s*[=:]\s*["']?0/.test(text),
    askedFor: /\b(?:verif(?:y|ication)|certificates?|ssl|tls|insecure)\b/i,
  },
  {
    what: "a key written into the code",
    instead: "read it from the environment or from a secret store at run time",
    hint: /AKIA|gh[pousr]_|glpat-|xox[abp]-|sk-|sk_live_|PRIVATE KEY/,
    matches: ({ text }) => {
      const match = keys.exec(text);
      return match !== null && !placeholder.test(match[0]);
    },
    askedFor: /(?!)/,
  },
];

/** Tells in one pass whether any rule's hint is there. */
export const anyHint: RegExp = new RegExp(codeRules.map(({ hint }) => hint.source).join("|"));

/** A check of who may do something, as decorators, annotations and guards write it. */
export const authorisation: RegExp =
  /@(?:login_required|permission_required|user_passes_test|requires_auth|authenticated|jwt_required|PreAuthorize|Secured|RolesAllowed|Authorize|UseGuards)\b|\b(?:authorize!|check_permissions?\(|has_perm\(|requireAuth\(|ensureAuthenticated\b|isAuthorized\()/;
