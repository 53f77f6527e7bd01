/** Who would get which archive of a person, and what else there is of them: read for a dry run and, a moment later, for the hand-over itself. Rights are the caller's. */
import type { Besides, Counted, HandoverRule } from '../../model/handover/api.ts';
import type { ArchiveId, DepartmentId, PersonId } from '../../model/ids.ts';
import { holds } from '../../model/rights.ts';
import type { Connection } from './database.ts';

export interface PlanQuery {
  readonly from: PersonId;
  readonly rules: readonly HandoverRule[];
  readonly scope: readonly DepartmentId[] | null;
  /** Side by side with `receivers` of the answer: departments before which a wall stands before them. */
  readonly within: Readonly<Record<string, readonly DepartmentId[]>>;
  /** Only what a rule names is handed over. */
  readonly onlyNamed: boolean;
  readonly now: string;
}
export interface PlanCounts {
  readonly archives: number;
  readonly outside: number;
  readonly walled: number;
  readonly unassigned: number;
  readonly byDepartment: readonly Omit<Counted<DepartmentId | null>, 'name'>[];
  readonly byKind: readonly Omit<Counted<string>, 'name'>[];
  readonly bySuccessor: readonly Omit<Counted<PersonId | null>, 'name'>[];
  readonly classes: readonly { readonly scheme: string; readonly value: string; readonly count: number }[];
  readonly besides: Omit<Besides, 'uploads' | 'managedDepartments' | 'sessions' | 'keys'>;
}
/** `to`: places among `receivers`, side by side with `archives`. */
export interface Plan { readonly receivers: readonly PersonId[]; readonly archives: readonly ArchiveId[]; readonly to: readonly number[]; readonly counts: PlanCounts }

interface Row { readonly id: ArchiveId; readonly department: DepartmentId | null; readonly kind: string }

/** The calls of a reader thread: facts.db is `main`, archive.db attached. */
export function handoverPlanCalls(db: Connection) {
  const owned = db.prepare<[string], Row>("SELECT id, department, kind FROM archive.archive WHERE owner = ? AND state <> 'erased' ORDER BY id");
  const classes = db.prepare<[string], { readonly archive: ArchiveId; readonly scheme: string; readonly value: string }>('SELECT c.archive, c.scheme, c.value FROM archive.archive a JOIN class c ON c.archive = a.id WHERE a.owner = ? AND c.value IS NOT NULL AND c.section IS NULL');
  const walls = db.prepare<[], { readonly archive: ArchiveId; readonly to_kind: 'person' | 'department'; readonly to_id: string; readonly from_moment: string; readonly until_moment: string | null }>('SELECT archive, to_kind, to_id, from_moment, until_moment FROM archive.wall WHERE ended IS NULL');
  const count = (sql: string) => db.prepare<[string], number>(`SELECT count(*) FROM ${sql}`).pluck();
  const besides = {
    coOwned: count("archive.archive_member WHERE role = 'coOwner' AND person = ?"), deputyOf: count("archive.archive_member WHERE role = 'deputy' AND person = ?"),
    grantsTo: count("archive.access_grant WHERE to_kind = 'person' AND to_id = ?"), grantsBy: count('archive.access_grant WHERE approved_by = ?'),
    reminders: count('care_line WHERE person = ?'), follows: count('archive.follow WHERE person = ?'), sharedViews: count('archive.saved_view WHERE shared IS NOT NULL AND owner = ?'),
  };

  return {
    handoverPlan: ({ from, rules, scope, within, onlyNamed, now }: PlanQuery): Plan => {
      const rows = owned.all(from);
      const classOf = new Map<ArchiveId, Map<string, string>>();
      const tally = new Map<string, number>();
      for (const { archive, scheme, value } of classes.all(from)) {
        const own = classOf.get(archive) ?? new Map<string, string>();
        classOf.set(archive, own.set(scheme, value));
        tally.set(`${scheme}\n${value}`, (tally.get(`${scheme}\n${value}`) ?? 0) + 1);
      }
      const standing = new Map<ArchiveId, ReturnType<typeof walls.all>>();
      for (const wall of walls.all()) if (holds(wall.from_moment, wall.until_moment, now)) standing.set(wall.archive, [...(standing.get(wall.archive) ?? []), wall]);
      const receivers = [...new Set(rules.flatMap(({ to }) => to))];
      const place = new Map(receivers.map((person, i) => [person, i]));
      const named = rules.map(({ archives }) => archives && new Set(archives));
      const turns = rules.map(() => 0);
      const archives: ArchiveId[] = [];
      const to: number[] = [];
      const sums = { archives: 0, outside: 0, walled: 0, unassigned: 0 };
      const [byDepartment, byKind, bySuccessor] = [new Map<DepartmentId | null, number>(), new Map<string, number>(), new Map<PersonId | null, number>()];
      const more = <K>(map: Map<K, number>, key: K): void => void map.set(key, (map.get(key) ?? 0) + 1);
      for (const { id, department, kind } of rows) {
        const at = rules.findIndex((rule, i) => (rule.department === undefined || rule.department === department) && (rule.kind === undefined || rule.kind === kind)
          && (rule.class === undefined || classOf.get(id)?.get(rule.class.scheme) === rule.class.value) && (named[i]?.has(id) ?? true));
        if (at < 0 && onlyNamed) continue;
        more(byDepartment, department);
        more(byKind, kind);
        sums.archives++;
        if (scope !== null && (department === null || !scope.includes(department))) {
          sums.outside++;
          continue;
        }
        const rule = rules[at];
        const person = rule?.to[(turns[at] ?? 0) % rule.to.length];
        if (rule === undefined || person === undefined) {
          sums.unassigned++;
          more(bySuccessor, null);
          continue;
        }
        turns[at] = (turns[at] ?? 0) + 1;
        archives.push(id);
        to.push(place.get(person) ?? -1);
        const walled = (standing.get(id) ?? []).some((wall) => (wall.to_kind === 'person' ? wall.to_id === person : within[person]?.includes(wall.to_id as DepartmentId)));
        if (walled) sums.walled++;
        more(bySuccessor, walled ? null : person);
      }
      const listed = <K>(map: ReadonlyMap<K, number>): readonly { readonly key: K; readonly count: number }[] => [...map].map(([key, n]) => ({ key, count: n })).sort((a, b) => b.count - a.count);
      return {
        receivers, archives, to,
        counts: {
          ...sums, byDepartment: listed(byDepartment), byKind: listed(byKind), bySuccessor: listed(bySuccessor),
          classes: [...tally].map(([key, n]) => ({ scheme: key.split('\n')[0] ?? '', value: key.split('\n')[1] ?? '', count: n })).sort((a, b) => (a.scheme === b.scheme ? b.count - a.count : a.scheme < b.scheme ? -1 : 1)).slice(0, 200),
          besides: Object.fromEntries(Object.entries(besides).map(([key, sql]) => [key, sql.get(from) ?? 0])) as unknown as PlanCounts['besides'],
        },
      };
    },
  };
}
