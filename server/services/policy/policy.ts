/** The workspace's customer-data policy: drafted by one, approved by another, in force from that moment for everybody who is connected. Rules are `model/rights/policy.ts`, tables `storage/policy-store.ts`. */
import type { AuditEntry } from '../../../model/audit/entry.ts';
import type { PolicyApproval, PolicyDecision, PolicyHistory, PolicyPreview, PolicyVersion, PolicyView, PolicyWish } from '../../../model/governance/policy-api.ts';
import { policyChanges } from '../../../model/governance/policy-changes.ts';
import type { Ruled } from '../../../model/governance/policy-changes.ts';
import type { DepartmentId, PersonId } from '../../../model/ids.ts';
import type { PersonRef } from '../../../model/overview.ts';
import { mayApprovePolicy, mayDraftPolicy, POLICY_PRESETS, policyOf, SHIPPED_POLICY } from '../../../model/rights.ts';
import type { Person, Policy } from '../../../model/rights.ts';
import type { Directory } from '../../access/directory.ts';
import type { Clock } from '../../clock.ts';
import type { PolicyStore, StoredPolicy } from '../../storage/policy-store.ts';
import type { FactsStore } from '../../storage/storage.ts';
import type { Hub } from '../../sync/sync.ts';
import { Turns } from '../../turns.ts';
import type { Changes } from '../changes.ts';
import { forbidden, invalid, Refusal } from '../errors.ts';
import type { NoticeService } from '../notices/notices.ts';
import { policyProblems } from './check.ts';
import { previewPolicy } from './preview.ts';

export interface PolicyService {
  view(person: Person): Promise<PolicyView>;
  history(): Promise<PolicyHistory>;
  /** Writes on the draft, or begins one. What waits is a draft again. */
  draft(person: Person, wish: PolicyWish): Promise<PolicyView>;
  send(person: Person): Promise<PolicyView>;
  discard(person: Person): Promise<PolicyView>;
  /** In force before this resolves, on every open line. */
  decide(person: Person, decision: PolicyDecision): Promise<PolicyView>;
  preview(person: Person, wish: Pick<PolicyWish, 'rules' | 'text'>): Promise<PolicyPreview>;
}

export interface PolicyOptions {
  readonly storage: { readonly policies: PolicyStore; readonly facts: Pick<FactsStore, 'policyReach'> };
  readonly directory: Directory;
  /** People sign in at the server itself: its own pages have tokens of their own. */
  readonly ownSignIn: boolean;
  readonly hub: Pick<Hub, 'rightsChanged'>;
  readonly changes: Changes;
  readonly notices: Pick<NoticeService, 'tell'>;
  readonly clock: Clock;
}

/** What a workspace has that never wrote one. */
const SHIPPED: StoredPolicy = Object.freeze({ version: 0, state: 'inForce', rules: SHIPPED_POLICY, text: {}, note: '', writers: [] });
const isOpen = ({ state }: StoredPolicy): boolean => state === 'draft' || state === 'waiting';

export function createPolicy({ storage, directory, ownSignIn, hub, changes, notices, clock }: PolicyOptions): PolicyService {
  const { policies } = storage;
  const turns = new Turns<'policy'>();
  const now = (): string => new Date(clock.now()).toISOString();
  const ref = (id: PersonId): PersonRef => ({ id: directory.current(id), name: directory.name(id) });
  const same = (a: PersonId, b: PersonId): boolean => directory.current(a) === directory.current(b);

  const all = async (): Promise<{ readonly current: StoredPolicy; readonly open: StoredPolicy | undefined; readonly past: readonly StoredPolicy[]; readonly highest: number }> => {
    const versions = await policies.versions();
    return { current: versions.find(({ state }) => state === 'inForce') ?? SHIPPED, open: versions.find(isOpen), past: versions.filter(({ state }) => state === 'past'), highest: versions[0]?.version ?? 0 };
  };
  /** Everybody who counts, with the roles that count. */
  const withRole = (role: 'generalManager' | 'admin'): readonly PersonId[] => directory.people().filter(({ id }) => directory.person(id)?.roles.includes(role) === true).map(({ id }) => id);
  const approval = (): { readonly kind: PolicyApproval; readonly people: readonly PersonId[] } => {
    const managers = withRole('generalManager');
    return managers.length > 0 ? { kind: 'generalManager', people: managers } : { kind: 'administrator', people: withRole('admin') };
  };
  const wroteOn = ({ writers }: StoredPolicy, id: PersonId): boolean => writers.some((each) => same(each, id));

  const ruled = ({ rules, text }: Pick<StoredPolicy, 'rules' | 'text'>): Ruled => ({ rules: policyOf(rules), text });
  const viewOf = (stored: StoredPolicy, before: StoredPolicy): PolicyVersion => ({
    version: stored.version, state: stored.state, ...ruled(stored), note: stored.note, written: stored.writers.map(ref), writtenAt: stored.writtenAt ?? null,
    sent: stored.sent ? { by: ref(stored.sent.by), at: stored.sent.at } : null,
    returned: stored.returned ? { by: ref(stored.returned.by), at: stored.returned.at, note: stored.returned.note } : null,
    approved: stored.approved ? { by: ref(stored.approved.by), at: stored.approved.at } : null, until: stored.until ?? null,
    changes: stored.version === 0 ? [] : policyChanges(ruled(before), ruled(stored)),
  });
  const namesIn = (versions: readonly StoredPolicy[]): PolicyView['names'] => {
    const people = new Set(versions.flatMap(({ rules }) => policyOf(rules).emergency));
    const departments = new Set(versions.flatMap(({ rules }) => policyOf(rules).packRoles.flatMap(({ to }) => (to.kind === 'department' ? [to.id] : []))));
    return { people: [...people].map((id) => ({ id, name: directory.name(id) })), departments: [...departments].map((id: DepartmentId) => ({ id, name: directory.department(id)?.name ?? id })) };
  };

  const view = async (person: Person): Promise<PolicyView> => {
    const { current, open, past } = await all();
    const { kind, people } = approval();
    const mine = people.some((id) => same(id, person.id));
    const sees = mayDraftPolicy(person) || mine || mayApprovePolicy(person);
    const draft = open && sees ? open : null;
    return {
      current: viewOf(current, past[0] ?? SHIPPED), draft: draft && viewOf(draft, current), approval: kind,
      may: { draft: mayDraftPolicy(person), approve: mine && draft?.state === 'waiting' && !wroteOn(draft, person.id), anybody: people.some((id) => !(open ? wroteOn(open, id) : same(id, person.id))) },
      presets: POLICY_PRESETS, ownSignIn, names: namesIn([current, ...(draft ? [draft] : [])]),
    };
  };
  const entry = (person: Person, step: string, version: number, more: AuditEntry['detail'] = {}): readonly AuditEntry[] => [{ action: 'policyChanged', actor: person.id, object: String(version), outcome: 'done', detail: { step, ...more } }];
  const mustDraft = (person: Person): void => { if (!mayDraftPolicy(person)) throw forbidden('Only a steward or an administrator writes the policy.'); };
  const none = (): Refusal => new Refusal('not-found', 'There is no draft.');
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns.take('policy', work);

  return {
    view,
    async history() {
      const { current, past } = await all();
      const versions = [current, ...past];
      return { items: versions.map((each, i) => viewOf(each, versions[i + 1] ?? SHIPPED)), names: namesIn(versions) };
    },
    draft: (person, { basis, rules, text, note }) => inTurn(async () => {
      mustDraft(person);
      const { current, open, highest } = await all();
      if ((open?.writtenAt ?? null) !== basis) throw new Refusal('conflict', 'Somebody has written on the draft since.', { field: 'basis' });
      const problems = policyProblems({ rules }, policyOf(current.rules), { directory, ownSignIn });
      if (problems.length > 0) throw invalid(problems);
      const at = Math.max(clock.now(), open?.writtenAt === undefined ? 0 : Date.parse(open.writtenAt) + 1); // each writing is told from the one before
      const version: StoredPolicy = {
        version: open?.version ?? highest + 1, state: 'draft', rules, text: Object.fromEntries(Object.entries(text).filter(([, words]) => words.trim() !== '')), note: note.trim(),
        writers: [...(open?.writers ?? []).filter((each) => !same(each, person.id)), person.id], writtenAt: new Date(at).toISOString(), ...(open?.returned ? { returned: open.returned } : {}),
      };
      await policies.put(version, entry(person, 'written', version.version, { changes: policyChanges(ruled(current), ruled(version)).map(({ kind }) => kind) }), clock.now());
      return view(person);
    }),
    send: (person) => inTurn(async () => {
      mustDraft(person);
      const { current, open } = await all();
      if (open?.state !== 'draft') throw none();
      if (policyChanges(ruled(current), ruled(open)).length === 0 && current.version > 0) throw new Refusal('conflict', 'The draft changes nothing.', { field: 'rules' });
      const { people } = approval();
      const askable = people.filter((id) => !wroteOn(open, id));
      if (askable.length === 0) throw new Refusal('conflict', 'Nobody could approve it: a general manager, or where there is none a second administrator, who has not written on it.', { field: 'approval' });
      await policies.put({ ...open, state: 'waiting', sent: { by: person.id, at: now() } }, entry(person, 'sent', open.version), clock.now());
      await notices.tell(askable.map((id) => ({ person: id, kind: 'policyWaiting', by: person.id, mark: `policy ${open.version}` })));
      return view(person);
    }),
    discard: (person) => inTurn(async () => {
      mustDraft(person);
      const { open } = await all();
      if (!open) throw none();
      await policies.drop(open.version, entry(person, 'discarded', open.version), clock.now());
      return view(person);
    }),
    decide: (person, { version, basis, approve, note }) => inTurn(async () => {
      const { open } = await all();
      const { people, kind } = approval();
      if (!people.some((id) => same(id, person.id))) throw forbidden(kind === 'generalManager' ? 'Only a general manager approves the policy.' : 'Only an administrator approves the policy here.');
      if (open?.state !== 'waiting' || open.version !== version || open.writtenAt !== basis) throw new Refusal('conflict', 'This draft no longer waits, or it is another one than you have read.', { field: 'basis' });
      if (wroteOn(open, person.id)) throw forbidden('Who has written on a draft does not approve it.');
      const words = note.trim();
      const act = { by: person.id, at: now() };
      if (!approve) {
        if (words === '') throw invalid([{ field: 'note', code: 'missing', message: 'Say what is to be changed.' }]);
        await policies.put({ ...open, state: 'draft', returned: { ...act, note: words } }, entry(person, 'returned', version), clock.now());
        await notices.tell(open.writers.map((id) => ({ person: id, kind: 'policyReturned', by: person.id, text: words, mark: `policy ${version}` })));
        return view(person);
      }
      const rules: Policy = policyOf(open.rules);
      // the server may have lost its sign-in since the draft was written
      const problems = policyProblems({ rules }, rules, { directory, ownSignIn }).filter(({ field }) => field === 'rules.frameOnly');
      if (problems.length > 0) throw invalid(problems);
      await policies.enforce({ ...open, rules, approved: act }, entry(person, 'approved', version), clock.now());
      directory.keepPolicy(rules);
      await hub.rightsChanged({ everybody: true });
      changes.rights({ everybody: true });
      await notices.tell(directory.people().filter(({ id, active }) => active && !same(id, person.id)).map(({ id }) => ({ person: id, kind: 'policyInForce', mark: 'policy in force' })));
      return view(person);
    }),
    async preview(person, wish) {
      if (!mayDraftPolicy(person) && !approval().people.some((id) => same(id, person.id))) throw forbidden('Only who writes or approves the policy sees what it would change.');
      const { current } = await all();
      const problems = policyProblems(wish, policyOf(current.rules), { directory, ownSignIn });
      if (problems.length > 0) throw invalid(problems);
      return previewPolicy({ facts: storage.facts, directory, clock }, ruled(current), wish);
    },
  };
}
