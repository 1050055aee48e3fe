import { noAddons } from "../attempt.js";
import type { Arm } from "./arm.js";

/** The same prompt again: without it, nobody knows what a second try alone would have brought. */
export function plainArm(name = "plain"): Arm {
  return Object.freeze({ name, prepare: () => noAddons });
}
