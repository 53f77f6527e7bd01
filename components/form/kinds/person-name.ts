/** The name behind a row of `people`. */
import type { FormHost } from '../slot.ts';

export const PEOPLE = 'people';
export const personName = (host: FormHost, id: string): string => String(host.people?.rows(PEOPLE).find((row) => row.id === id)?.cells['name'] ?? '') || id;
