export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object, else an empty one: a missing member then reads like an absent one. */
export function recordOf(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as non-empty text, else undefined. */
export function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function numberIn(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A whole number, also where it was recorded as text. */
export function integerIn(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? value : undefined;
  return typeof value === "string" && /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/**
 * The text of a message's content in any of the usual shapes: text, a list of parts, a part. Parts that are no text
 * (images, tool calls) give nothing.
 */
export function contentText(content: unknown, depth = 0): string {
  if (typeof content === "string") return content;
  if (content === null || typeof content !== "object" || depth > 4) return "";
  if (Array.isArray(content)) {
    const texts: string[] = [];
    for (const part of content) {
      const text = contentText(part, depth + 1);
      if (text !== "") texts.push(text);
    }
    return texts.join("\n");
  }
  const part = content as JsonRecord;
  if (typeof part["text"] === "string") return part["text"];
  return contentText(part["content"], depth + 1);
}

/** What a value looks like as an observation: text as it is, content parts as text, anything else as JSON. */
export function observationText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  const text = contentText(value);
  if (text !== "") return text;
  if (Array.isArray(value) && value.length === 0) return "";
  return jsonText(value);
}

/** The value as a word of a name or message. Unlike `String` it stands objects that have no text of their own. */
export function wordOf(value: unknown): string {
  return typeof value === "object" && value !== null ? jsonText(value) : String(value);
}

export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // Nested deeper than the stack: no observation is.
    return "";
  }
}

/** Parses JSON; undefined where the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export interface Arguments {
  readonly input: unknown;
  /** The recorded text was no JSON although the format wants it. */
  readonly malformed: boolean;
}

/** Arguments of a tool call: an object as it is, a JSON text parsed, any other text as it stands. */
export function readArguments(value: unknown): Arguments {
  if (typeof value !== "string") return { input: value ?? {}, malformed: false };
  if (value.trim() === "") return { input: {}, malformed: false };
  const parsed = parseJson(value);
  return parsed === undefined ? { input: value, malformed: true } : { input: parsed, malformed: false };
}

/** `{ name: value }`, or nothing where the value is undefined. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [key in Name]?: Value };
}
