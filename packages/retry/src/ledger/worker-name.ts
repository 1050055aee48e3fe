import { randomUUID } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A name that no other process has, and from which processes of the same machine can tell whether this one still runs. */
export function workerName(): string {
  return [machine(), process.pid, randomUUID()].join("|");
}

/**
 * The worker was a process of this machine and is gone. Where it cannot be known, false: its claim ends by itself. A wrong
 * answer costs an attempt that is made twice; only one of the two results is taken.
 */
export function isGone(worker: string): boolean {
  const [where, pid] = worker.split("|");
  if (where !== machine()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/** Containers of one host have process numbers of their own, and may share its name. */
function machine(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}
