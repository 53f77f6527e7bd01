/** How words are compared in a search. */

/** Case, width and accents do not count. */
export const fold = (words: string): string => words.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase().trim();
