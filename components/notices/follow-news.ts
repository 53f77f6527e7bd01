/** Told on the session when somebody follows an archive or stops: every list of what one follows asks again. */

export const FOLLOWED = 'dossier-followed';
