/** Groups of similar customers (C-19): made once a month, or when a steward asks, kept as a class with a list of their names. How they are found is the analysis thread's, what they share `model/analysis/groups.ts`. */
import type { Clock } from '../../clock.ts';
import type { AnalysisStore } from '../../storage/analysis-store.ts';
import type { DirectoryStore } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import { groupName, SIMILAR_LIST, SIMILAR_LIST_NAME } from '../../../model/analysis/groups.ts';
import type { SimilarRun } from '../../../model/analysis/groups.ts';
import { DICTIONARIES } from '../../../model/catalogue/catalogue.ts';
import type { DictionaryChange } from '../../../model/catalogue/catalogue.ts';
import { schemeOf } from '../../../model/classification/schemes.ts';
import type { ArchiveId, PersonId } from '../../../model/ids.ts';
import type { Labels, Language } from '../../../model/labels.ts';
import { registerKey } from '../../../model/register/keys.ts';
import { POLICY_PRESETS } from '../../../model/rights.ts';
import type { Person } from '../../../model/rights.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Changes } from '../changes.ts';
import { forbidden } from '../errors.ts';
import { todayIn } from '../register.ts';

export interface GroupsOptions {
  readonly storage: { readonly analyses: Pick<AnalysisStore, 'groups' | 'regrouped' | 'beginGroups' | 'putGroups' | 'endGroups'>; readonly directory: Pick<DirectoryStore, 'setting' | 'putSetting'> };
  readonly catalogue: Pick<Catalogue, 'now' | 'state' | 'turn' | 'write'>;
  readonly hub: Pick<Hub, 'digestsChanged'>;
  readonly changes: Pick<Changes, 'digests'>;
  readonly clock: Clock;
  readonly timezone: string;
  readonly currency: string;
}

export interface Grouped { readonly at: string; readonly customers: number; readonly groups: readonly { readonly key: string; readonly label: Labels; readonly size: number }[]; /** Customers whose group is another than before. */ readonly moved: number }

/** Which number a group was given last; a number is given once. */
const SETTING = 'similar-groups';
/** `seen`: it is kept what was seen of each member. */
interface Given { readonly last: number; readonly version: number; readonly seen?: true }
/** Members written at once. */
const PAGE = 2_000;
/** Who stands in the log of the option lists when nobody asked. */
const MONTHLY = 'monthly-groups' as PersonId;
/** What grouping asks is asked as a steward would, and told to nobody. */
const NOBODY = { id: MONTHLY, name: '', email: null, department: null, roles: [], clearances: [], reportsTo: null, active: true } as const satisfies Person;

export class Groups {
  readonly #options: GroupsOptions;
  #making: Promise<unknown> = Promise.resolve();

  constructor(options: GroupsOptions) {
    this.#options = options;
  }

  /** Throws `forbidden` for whom not everything is. */
  ask(person: Person): Promise<Grouped | null> {
    if (!person.active || person.service || !(person.roles.includes('steward') || person.roles.includes('generalManager'))) throw forbidden('Groups are made of all customers: a steward or the general manager asks for them.');
    return this.make(person.id);
  }

  /** Groups that an earlier release made say not what they rest on: made anew, once. */
  async mend(): Promise<void> {
    const given = (await this.#options.storage.directory.setting(SETTING)) as Given | undefined;
    if (given && !given.seen) await this.make();
  }

  /** Null: too few customers, or all alike; what was kept stays. One after the other. */
  make(by: PersonId | null = null): Promise<Grouped | null> {
    const made = this.#making.then(() => this.#make(by));
    // whoever asked hears of a failure; the next one begins anew
    this.#making = made.catch(() => undefined);
    return made;
  }

  async #make(by: PersonId | null): Promise<Grouped | null> {
    const { storage: { analyses, directory }, hub, changes, clock, timezone, currency } = this.#options;
    const now = clock.now();
    const [at, today] = [new Date(now).toISOString(), todayIn(timezone, now)];
    const before = ((await directory.setting(SETTING)) ?? { last: 0, version: 0 }) as Given;
    const run = await analyses.groups({ person: NOBODY, policy: POLICY_PRESETS.strict, manages: [], within: [], now: at, today, keys: {}, lists: {}, cycles: {}, question: { id: 'similar', language: 'en', where: [], from: undefined, to: null, period: 'month', top: 1 } }, before.last);
    if (!run) return null;
    const version = before.version + 1;
    // the number first: given twice it would join what never belonged together
    await directory.putSetting(SETTING, { ...before, last: run.last, version } satisfies Given);
    const labels = await this.#name(run, by ?? MONTHLY);
    const { from: first, to, ...settings } = run;
    const grouping = { run: await analyses.beginGroups({ settings: { version, setBy: null, setAt: null, ...settings }, window: { from: first, to, months: 12 }, today, currency, at }), at, today };
    const tell = (changed: readonly ArchiveId[]): number => {
      if (changed.length > 0) {
        hub.digestsChanged(changed);
        changes.digests(changed);
      }
      return changed.length;
    };
    let moved = 0;
    for (let from = 0; ; from += PAGE) {
      const page = await analyses.regrouped(from, PAGE);
      if (page.length === 0) break;
      moved += tell(await analyses.putGroups(page, grouping));
    }
    tell(await analyses.endGroups(grouping));
    await directory.putSetting(SETTING, { last: run.last, version, seen: true } satisfies Given);
    return { at, customers: run.customers, moved, groups: Object.entries(run.groups).map(([key, { size }]) => ({ key, label: labels.get(key) as Labels, size })).sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1)) };
  }

  /** Writes the list of groups: those of before keep their names, those that are gone are no longer offered. */
  #name({ groups }: SimilarRun, by: PersonId): Promise<ReadonlyMap<string, Labels>> {
    const { catalogue } = this.#options;
    return catalogue.turn(async () => {
      const { changes, lists } = catalogue.state;
      const known = changes[SIMILAR_LIST]?.options ?? [];
      const labels = new Map(known.flatMap(({ key, label }) => (label ? [[key, label] as const] : [])));
      const option = this.#option();
      for (const [key, { traits }] of Object.entries(groups)) if (!labels.has(key)) labels.set(key, groupName(key, traits, option, [...labels].filter(([other]) => Object.hasOwn(groups, other)).map(([, label]) => label)));
      const keys = [...new Set([...Object.keys(groups), ...known.map(({ key }) => key)])];
      const change: DictionaryChange = { revision: (changes[SIMILAR_LIST]?.revision ?? 0) + 1, options: keys.map((key) => ({ key, label: labels.get(key) as Labels, ...(Object.hasOwn(groups, key) ? {} : { hidden: true as const }) })) };
      if (JSON.stringify(change.options) !== JSON.stringify(known)) {
        await catalogue.write(by, { dictionaries: { ...changes, [SIMILAR_LIST]: change }, ...(lists.some(({ id }) => id === SIMILAR_LIST) ? {} : { lists: [{ id: SIMILAR_LIST, name: SIMILAR_LIST_NAME }] }) });
      }
      return labels;
    });
  }

  /** Labels of options as the workspace has them. */
  #option(): (key: string, value: string, language: Language) => string {
    const lists = [...this.#options.catalogue.now().dictionaries, ...DICTIONARIES];
    return (key, value, language) => {
      const found = registerKey(key);
      const list = found?.place.kind === 'class' ? schemeOf(found.place.scheme).dictionary : found?.dictionary;
      return lists.find(({ id }) => id === list)?.options.find((each) => each.key === value)?.label[language] ?? value;
    };
  }
}
