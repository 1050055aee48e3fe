/** In the bundle a loader takes the place of this file. */
export { hook } from "./commands/hook.js";
