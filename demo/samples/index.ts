/** The sample company of the demo: people, departments and about thirty archives in several trades and four languages. Everything in it is invented. */
import { ASIA } from './asia.ts';
import { buildArchive } from './build.ts';
import { COMPLETE } from './complete/all.ts';
import { GUESTS } from './guests.ts';
import { OWN_CUSTOMERS } from './own.ts';
import type { SampleArchive } from './types.ts';
import { WEST } from './west.ts';

export { paper } from './paper.ts';
export { SAMPLE_DEPARTMENTS, SAMPLE_PEOPLE } from './people.ts';
export type { SampleArchive, SamplePerson } from './types.ts';

/** Archives as of a seeding day, `YYYY-MM-DD`: their records and transactions lie in the 24 months before it. */
export const sampleArchives = (today: string): readonly SampleArchive[] => [...ASIA, ...WEST, ...GUESTS, ...OWN_CUSTOMERS, ...COMPLETE].map((spec) => buildArchive(spec, today));
