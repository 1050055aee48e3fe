const driveLetter = /^[A-Za-z]:[\\/]/;

export function isAbsolute(path: string): boolean {
  return path.startsWith("/") || path.startsWith("~") || driveLetter.test(path);
}

/** One spelling for every path: `/` between the parts, no `.`, no `..` where a parent is known, no double `/`. */
export function cleanPath(path: string): string {
  let text = path;
  if (text.includes("\\") && !text.includes("/")) text = text.replaceAll("\\", "/");
  else if (driveLetter.test(text)) text = text.replaceAll("\\", "/");
  if (text.startsWith("file://")) text = text.slice(7);
  if (!text.includes("//") && !text.includes("./") && !text.endsWith("/") && !text.endsWith(".")) return text;
  const absolute = text.startsWith("/");
  const parts: string[] = [];
  for (const part of text.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || !absolute) parts.push(part);
  }
  const joined = parts.join("/");
  if (absolute) return `/${joined}`;
  return joined === "" ? "." : joined;
}

export function joinPath(folder: string, path: string): string {
  if (isAbsolute(path) || folder === "") return cleanPath(path);
  return cleanPath(`${folder}/${path}`);
}

/** `path` as seen from `root`; unchanged where it lies outside. */
export function relativeTo(root: string, path: string): string {
  if (root === "" || !isAbsolute(path)) return path;
  if (path === root) return ".";
  if (root === "/") return path.slice(1);
  if (path.startsWith(root) && path[root.length] === "/") return path.slice(root.length + 1);
  if (driveLetter.test(root) && path.toLowerCase().startsWith(`${root.toLowerCase()}/`))
    return path.slice(root.length + 1);
  return path;
}

export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  if (end < 0) return "";
  return end === 0 ? "/" : path.slice(0, end);
}

const slash = 47;

/** The last part. Names are short: a look at each character from the end is quicker than a search. */
export function fileName(path: string): string {
  let at = path.length;
  while (at > 0 && path.charCodeAt(at - 1) !== slash) at -= 1;
  return at === 0 ? path : path.slice(at);
}
