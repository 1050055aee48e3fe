export { plantableTypes, plantFailure, plantHardNegative } from "./plant.js";
export type { Planted, PlantOptions } from "./plant.js";
