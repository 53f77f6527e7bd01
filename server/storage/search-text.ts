/** Text without regard to width, case and accents. The terms of the search are in `search-terms.ts`. */

/** `Ａcmé GmbH` and `acme gmbh` are equal afterwards. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '').normalize('NFC');
