import { describe, expect, it } from "vitest";
import { JsonLines, JsonList } from "../src/output/json-documents.js";

const documents = [{ a: [1, { b: "x\ny" }] }, {}, { c: null }];

function printed(Kind: typeof JsonList | typeof JsonLines, count: number, whenEmpty?: string): string[] {
  const parts: string[] = [];
  const list = new Kind({ out: (text) => parts.push(text) });
  for (const document of documents.slice(0, count)) list.add(document);
  list.end(whenEmpty);
  return parts;
}

describe("documents as JSON", () => {
  it.each([2, 3])("prints %i as JSON.stringify prints a list of them", (count) => {
    expect(printed(JsonList, count).join("")).toBe(`${JSON.stringify(documents.slice(0, count), null, 2)}\n`);
  });

  it("prints one alone, and for none what it is told", () => {
    for (const kind of [JsonList, JsonLines]) {
      expect(printed(kind, 1).join("")).toBe(`${JSON.stringify(documents[0], null, 2)}\n`);
      expect(printed(kind, 0).join("")).toBe("");
      expect(printed(kind, 0, "[]\n").join("")).toBe("[]\n");
    }
  });

  it("prints several as lines", () => {
    expect(printed(JsonLines, 3).join("")).toBe(documents.map((document) => `${JSON.stringify(document)}\n`).join(""));
  });

  it("keeps none but the first", () => {
    const parts: string[] = [];
    const list = new JsonList({ out: (text) => parts.push(text) });
    list.add({ first: 1 });
    expect(parts).toEqual([]);
    list.add({ second: 2 });
    expect(parts.join("")).toContain('"second": 2');
  });
});
