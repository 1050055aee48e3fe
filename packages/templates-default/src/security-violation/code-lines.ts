export interface CodeLine {
  /** Without comments. */
  readonly text: string;
  /** Without the contents of texts either. */
  readonly masked: string;
  /** As written. */
  readonly source: string;
}

/** What can start a comment or a text, in any language. */
const special = /["'`#]|\/[/*]/;
const hashComments = /\.(?:pyx?|rb|sh|bash|zsh|pl|ex|exs|r|ya?ml|toml)$/i;

/** The lines of added code with comments, docstrings and the contents of texts blanked out. */
export function codeLines(path: string, added: string): CodeLine[] {
  const hash = hashComments.test(path);
  let open: string | null = null;
  return added.split("\n").map((source) => {
    if (open === null && !special.test(source)) return { text: source, masked: source, source };
    let text = "";
    let masked = "";
    for (let at = 0; at < source.length;) {
      if (open !== null) {
        const end = source.indexOf(open, at);
        if (end < 0) break;
        at = end + open.length;
        open = null;
        continue;
      }
      const three = source.slice(at, at + 3);
      const character = source[at] ?? "";
      if (hash && (three === '"""' || three === "'''")) {
        open = three;
        at += 3;
      } else if (!hash && source.startsWith("/*", at)) {
        open = "*/";
        at += 2;
      } else if (hash ? character === "#" : source.startsWith("//", at)) {
        break;
      } else if (character === '"' || character === "'" || (character === "`" && !hash)) {
        const end = closing(source, at + 1, character);
        text += source.slice(at, end + 1);
        masked += `${character}${character}`;
        at = end + 1;
      } else {
        text += character;
        masked += character;
        at += 1;
      }
    }
    return { text, masked, source };
  });
}

function closing(source: string, from: number, delimiter: string): number {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === delimiter) return at;
  }
  return source.length;
}
