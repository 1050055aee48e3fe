/** Words of lessons that a session is told at most, where nobody chose another number. */
export const lessonWords = 120;
