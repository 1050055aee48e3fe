import type { TemplateNode } from "../templates/template-tree.js";

/**
 * The text that is longest by `measure` of all that a prompt file can render to, with one word in place of every value
 * of the run, and lists gone through once.
 */
export function longestText(nodes: readonly TemplateNode[], measure: (text: string) => number): string {
  return nodes
    .map((node) => {
      if (node.kind === "text") return node.text;
      if (node.kind === "call") return "value";
      const body = longestText(node.body, measure);
      const otherwise = longestText(node.otherwise, measure);
      return measure(otherwise) > measure(body) ? otherwise : body;
    })
    .join("");
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

export function countLines(text: string): number {
  return text.split("\n").filter((line) => line.trim() !== "").length;
}
