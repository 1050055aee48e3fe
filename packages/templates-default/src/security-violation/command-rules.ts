/** A command that gives something away or opens it. */
export interface CommandRule {
  readonly what: string;
  readonly instead: string;
  readonly pattern: RegExp;
  /** Only where the answer holds something. */
  readonly printed?: boolean;
  readonly askedFor: RegExp;
}

const secretFile = String.raw`(?:~|\$HOME|/root|/home/[\w.-]+)/(?:\.aws/credentials|\.ssh/id_\w+(?!\.pub|\w)|\.netrc|\.git-credentials|\.docker/config\.json|\.kube/config|\.pypirc|\.npmrc)`;
const secretVariable = String.raw`\$\{?\w*(?:API_?KEY|SECRET|TOKEN|PASSWORD|PASSWD|PRIVATE_KEY)\w*\}?`;
const outsideHost = String.raw`https?://(?!localhost|127\.|0\.0\.0\.0|\[::1\]|10\.|192\.168\.|host\.docker)`;
/** A line break starts a command itself: blanks that took it in would be looked through from each of many. */
const start = String.raw`(?:^|[\n;&|(][^\S\n]*|\bsudo\s+)`;

export const commandRules: readonly CommandRule[] = [
  {
    what: "a script from the network piped into a shell",
    instead: "use the package manager, or download the script, read it and run it from the file",
    pattern: new RegExp(
      String.raw`${start}(?:curl|wget)\s[^\n;&|]*\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:ba|z|da|k)?sh\b(?!\s*-n)`,
    ),
    askedFor: /\b(?:curl|wget)\b[^\n]*\|\s*(?:sudo\s+)?(?:ba)?sh\b/,
  },
  {
    what: "credentials printed",
    instead: "check that the file is there and leave its contents unread",
    pattern: new RegExp(
      String.raw`${start}(?:cat|less|more|head|tail|bat|strings|base64)\s[^\n;&|]*${secretFile}(?=\s|$|[;&|)])`,
    ),
    printed: true,
    askedFor: /credentials|\bid_rsa\b|netrc|kubeconfig|\.npmrc|\.pypirc/i,
  },
  {
    what: "a secret variable printed",
    instead: "test that the variable is set without printing it",
    pattern: new RegExp(String.raw`${start}(?:echo|printf)\s[^\n;&|>]*${secretVariable}(?![^\n;&|]*[|>])`),
    printed: true,
    askedFor: /(?!)/,
  },
  {
    what: "files or the environment sent to an outside host",
    instead: "keep the data in the working folder",
    pattern: new RegExp(
      String.raw`${start}curl\s(?=[^\n;]*${outsideHost})[^\n;]*(?:-T\s|--upload-file[\s=]|(?:-d|--data(?:-binary|-raw|-urlencode)?|-F|--form)[\s=]*["']?(?:\w+=)?(?:@(?!-)|\$\((?:cat|env|printenv)\b))|${start}(?:env|printenv|tar\s[^\n;|]*|cat\s[^\n;|]*)\s*\|[^\n;]*\bcurl\s[^\n;]*${outsideHost}`,
    ),
    askedFor: /\bupload/i,
  },
  {
    what: "a tree opened for everyone to write",
    instead: "give the one user or group the one right that is missing",
    pattern: new RegExp(
      String.raw`${start}chmod\s+(?:-\w*R\w*\s+(?:0?777|a\+rwx|ugo\+rwx)|(?:0?777|a\+rwx|ugo\+rwx)\s+-\w*R\w*|--recursive\s+(?:0?777|a\+rwx))\s+(?!/tmp/|/var/tmp/)`,
    ),
    askedFor: /\b0?777\b/,
  },
];

/** Stands in every command that a rule matches. */
export const commandHint: RegExp =
  /curl|wget|chmod|KEY|SECRET|TOKEN|PASSW|\/\.(?:aws|ssh|netrc|git-credentials|docker|kube|pypirc|npmrc)/;

const documentHead = /<<-?\s*(["']?)(\w+)\1/;
const singleQuoted = /'[^'\n]*'/g;

/** The parts of a command that the shell itself executes: without the texts of here-documents and single quotes. */
export function executedText(command: string): string {
  const text = command.includes("<<") ? withoutDocuments(command) : command;
  return text.includes("'") ? text.replaceAll(singleQuoted, "''") : text;
}

function withoutDocuments(command: string): string {
  const lines = command.split("\n");
  // Else every head whose document never ends would have the rest of the command searched.
  const lastAt = new Map(lines.map((line, index) => [line.trimStart(), index]));
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const head = documentHead.exec(line);
    const delimiter = head?.[2] ?? "";
    if (head === null || (lastAt.get(delimiter) ?? at) <= at) {
      kept.push(line);
      continue;
    }
    kept.push(line.slice(0, head.index));
    do at += 1;
    while (lines[at]?.trimStart() !== delimiter);
  }
  return kept.join("\n");
}
