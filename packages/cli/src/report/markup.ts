/** A piece of HTML: what is put into it was escaped. */
export interface Markup {
  readonly html: string;
}

export type Content = string | number | Markup | null | false | readonly Content[];

/** HTML with everything that is put into it escaped; null and false give nothing. Indentation of the source is left out. */
export function html(pieces: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const [first = "", ...rest] = unindented(pieces);
  let text = first;
  for (const [index, content] of contents.entries()) text += htmlOf(content) + (rest[index] ?? "");
  return { html: text };
}

const known = new WeakMap<TemplateStringsArray, readonly string[]>();

function unindented(pieces: TemplateStringsArray): readonly string[] {
  const before = known.get(pieces);
  if (before !== undefined) return before;
  const result = pieces.map((piece) => piece.replaceAll(/\s*\n\s*/g, "\n"));
  known.set(pieces, result);
  return result;
}

function htmlOf(content: Content): string {
  if (content === null || content === false) return "";
  if (typeof content === "string") return escapeHtml(content);
  if (typeof content === "number") return String(content);
  if ("html" in content) return content.html;
  return content.map(htmlOf).join("");
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  // A parser would make a line feed of it.
  "\r": "&#13;",
};

/** For text and for quoted attributes; characters that HTML does not allow become the replacement character. */
export function escapeHtml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "\ufffd")
      .replaceAll(/[&<>"'\r]/g, (character) => escapes[character] ?? character)
  );
}

/** A coordinate, short enough for a file with many of them. */
export function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** At most as many characters, with an ellipsis at the end of what is longer. */
export function cut(text: string, limit: number): string {
  const characters = Array.from(text);
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("")}…`;
}
