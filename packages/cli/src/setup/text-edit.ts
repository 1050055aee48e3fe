/** Puts `text` in place of `length` characters. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The text after edits that do not overlap. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const edit of inOrder(edits)) {
    result += text.slice(at, edit.offset) + edit.text;
    at = edit.offset + edit.length;
  }
  return result + text.slice(at);
}

/** The edits that take these back. */
export function inverted(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return inOrder(edits).map(({ offset, length, text: added }) => {
    const back = { offset: offset + shift, length: added.length, text: text.slice(offset, offset + length) };
    shift += added.length - length;
    return back;
  });
}

/** Those at the same place stay in the order in which they were given. */
function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted((left, right) => left.offset - right.offset);
}
