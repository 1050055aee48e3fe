/** One thing that is wrong with a pack or a configuration, with the path of the member. */
export interface PackProblem {
  readonly path: string;
  readonly message: string;
}

export type Report = (path: string, message: string) => void;

export function checkOneOf(path: string, value: unknown, allowed: readonly string[], report: Report): void {
  if (!allowed.includes(value as string))
    report(path, `has to be one of ${allowed.join(", ")}, found ${describeValue(value)}`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

export function describeValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return `"${value.length > 60 ? `${value.slice(0, 57)}...` : value}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "function") return "a function";
  return JSON.stringify(value) ?? typeof value;
}
