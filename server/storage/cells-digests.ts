/**
 * A page of the register as it goes out: each archive with its digest as JSON text, made in the register thread, in the same view of the files as the question. A page of fifty is more work than
 * finding them, and the main thread would hold up everybody's edits with it. What the main thread alone knows, names and files of this hour, it is told or puts right (`access.elsewhere`).
 */
import { digestFor } from '../access/digest.ts';
import { levelsOf } from '../access/levels.ts';
import { isKeyPrincipal } from '../../model/ids.ts';
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { PersonRef } from '../../model/overview.ts';
import { hasInsight } from '../../model/rights.ts';
import { archiveCalls } from './archive-reader.ts';
import type { KnownPeople, KnownPerson, PageAnswer } from './cells-page.ts';
import type { CellsAnswer, CellsQuery } from './cells-query.ts';
import { commentReadCalls } from './comment-store.ts';
import { inView } from './database.ts';
import type { Connection } from './database.ts';
import { factsCalls } from './facts-reader.ts';
import { listAsked } from './list-query.ts';
import type { ListQuery } from './storage.ts';
import { givenAway } from './thread-port.ts';

export function pageCalls(db: Connection, currency: string, cells: (query: CellsQuery) => CellsAnswer) {
  const archives = archiveCalls(db);
  const facts = factsCalls(db, currency);
  const comments = commentReadCalls(db);
  let people = new Map<PersonId, KnownPerson>();

  const page = (query: CellsQuery, bare = false): PageAnswer => {
    const { items, ...answer } = cells(query);
    const ids = items.map(({ id }) => id);
    const today = query.now.slice(0, 10);
    const overviews = new Map(facts.overviews(ids).map((overview) => [overview.id, overview]));
    const [totals, classes, said] = [facts.totals(ids, today), facts.listed(ids), comments.commentsChanged(ids)];
    const insight = hasInsight(query.person);
    const unsure: ArchiveId[] = [];
    const texts = new Map(items.flatMap(({ id, cells: shown }, i): readonly (readonly [ArchiveId, string])[] => {
      const found = archives.archiveWithGrants(id);
      if (!found) return [];
      let sure = true;
      const who = (person: PersonId): KnownPerson | undefined => {
        const known = people.get(person);
        if (isKeyPrincipal(person) || known?.unsure) sure = false;
        return known;
      };
      // who may know a judge is the main thread's to say
      const judge = (person: PersonId): PersonRef => {
        sure = false;
        return { id: person, name: person };
      };
      const { owner } = found.archive;
      const { level, sections } = levelsOf({
        ...found, person: query.person, policy: query.policy, manages: query.manages, within: query.within, now: query.now, ownerActive: owner !== null && who(owner)?.active === true,
      });
      const digest = digestFor(
        { archive: found.archive, overview: overviews.get(id) ?? null, totals: totals.get(id) ?? null, today, classes: classes.get(id) ?? {} },
        { level, levelOf: (section) => sections.get(section)?.level ?? 'none', insight, name: (person) => who(person)?.name ?? person, judge },
        said[i] ?? {},
      );
      if (!digest) return [];
      if (!sure) unsure.push(id);
      return [[id, JSON.stringify({ id, digest, ...(bare ? {} : { cells: shown }) })]];
    }));
    const whole = Buffer.from(`{"items":[${[...texts.values()].join(',')}],${JSON.stringify(answer).slice(1)}`);
    return givenAway({ whole, ids: [...texts.keys()], unsure }, [whole]);
  };

  const learn = (told: KnownPeople['people'] | null): void => { if (told) people = new Map(told.map((person) => [person.id, person])); };
  return {
    /** `told`: the people, when they are others than the last time. */
    page: (query: CellsQuery, told: KnownPeople['people'] | null): PageAnswer => {
      learn(told);
      return inView(db, () => page(query));
    },
    /** The plain list: the same without cells. */
    list: (query: ListQuery, told: KnownPeople['people'] | null): PageAnswer => {
      learn(told);
      return inView(db, () => page(listAsked(query), true));
    },
  };
}
