/** Texts of the agent that follow each other without a call between them. */
export function joinedTexts(before: string, text: string): string {
  return before === "" ? text : text === "" ? before : `${before}\n\n${text}`;
}
