/** What a note says, as it was drawn last: for whoever hears it. */
import type { Note } from '../open-section.ts';

export const sentences = new WeakMap<Note, string>();
