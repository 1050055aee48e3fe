/** Revisions of the Handlebars compiler that the runtime of Handlebars 4.7 executes (its COMPILER_REVISION and the last compatible one). */
export const acceptedTemplateRevisions: readonly number[] = [7, 8];
