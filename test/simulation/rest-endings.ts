/** Ways in which a right ends, each with how somebody came to it: what P6 is asked of. Everything goes by the doors that people use. */
import type { ArchiveId } from '../../model/ids.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Answer, Who } from '../helpers/http-world.ts';

export interface EndingWorld {
  readonly archive: ArchiveId;
  /** Owner of the archive now. */
  readonly owner: Who;
  readonly people: readonly Who[];
  readonly department: string;
  readonly admin: Who;
  call(person: Who, method: string, path: string, body?: unknown): Promise<Answer<Record<string, unknown>>>;
  reason(): string;
  pass(milliseconds: number): void;
  at(milliseconds: number): string;
}

export interface Ending {
  readonly name: string;
  readonly section: SectionKey;
  /** Who comes to the right; undefined: they could not this time. */
  gain(world: EndingWorld): Promise<Who | undefined>;
  /** The call whose return ends it. */
  lose(world: EndingWorld, person: Who): Promise<void>;
  /** So that the game goes on with everybody. */
  after?(world: EndingWorld, person: Who): Promise<void>;
}

const EVE = 4;
const GIA = 6;
const STU = 7;
const SER = 12;
const ok = ({ status }: { readonly status: number }): boolean => status < 300;
const id = ({ body }: Answer<Record<string, unknown>>): string => String(body['id'] ?? '');
const last = new WeakMap<EndingWorld, string>();

async function granted(world: EndingWorld, more: object = {}, who: Who = world.people[3]!): Promise<Who | undefined> {
  const made = await world.call(world.owner, 'POST', '/api/grants', { archive: world.archive, to: { kind: 'person', id: who.sub }, level: 'read', sections: ['profile', 'bank'], reason: 'helps', ...more });
  last.set(world, id(made));
  return ok(made) ? who : undefined;
}
export async function policy(world: EndingWorld, rules: object): Promise<boolean> {
  const [stu, gia] = [world.people[STU]!, world.people[GIA]!];
  const draft = async () => (await world.call(stu, 'GET', '/api/policy')).body['draft'] as { writtenAt: string; version: number } | null;
  const wish = { rules: { departmentDefault: 'exists', companyDefault: 'none', packRoles: [], emergency: [world.people[EVE]!.sub, world.people[5]!.sub], enterOnly: ['identity'], frameOnly: [], ...rules }, text: {}, note: '' };
  if (!ok(await world.call(stu, 'PUT', '/api/policy/draft', { ...wish, basis: (await draft())?.writtenAt ?? null }))) return false;
  await world.call(stu, 'POST', '/api/policy/draft/send');
  const open = await draft();
  return open !== null && ok(await world.call(gia, 'POST', '/api/policy/decision', { version: open.version, basis: open.writtenAt, approve: true, note: '' }));
}
async function broken(world: EndingWorld, minutes: number): Promise<Who | undefined> {
  const eve = world.people[EVE]!;
  const made = await world.call(eve, 'POST', `/api/archives/${world.archive}/break-glass`, { reason: world.reason(), minutes });
  last.set(world, id(made));
  return ok(made) && made.body['state'] === 'open' ? eve : undefined;
}

export const ENDINGS: readonly Ending[] = [
  { name: 'grant', section: 'profile', gain: granted, lose: async (world) => { await world.call(world.owner, 'DELETE', `/api/grants/${last.get(world) ?? ''}`); } },
  { name: 'grant by its date', section: 'profile', gain: (world) => granted(world, { until: world.at(30_000) }), lose: async (world) => { await Promise.resolve(world.pass(31_007)); } },
  {
    name: 'wall', section: 'profile', gain: granted,
    lose: async (world, person) => { last.set(world, id(await world.call(world.people[STU]!, 'POST', '/api/walls', { archive: world.archive, to: { kind: 'person', id: person.sub }, reason: world.reason() }))); },
    after: async (world) => { await world.call(world.people[STU]!, 'POST', `/api/walls/${last.get(world) ?? ''}/end`, { reason: world.reason() }); },
  },
  {
    name: 'wall before a department', section: 'profile', gain: (world) => granted(world),
    lose: async (world) => { last.set(world, id(await world.call(world.people[STU]!, 'POST', '/api/walls', { archive: world.archive, to: { kind: 'department', id: world.department }, reason: world.reason() }))); },
    after: async (world) => { await world.call(world.people[STU]!, 'POST', `/api/walls/${last.get(world) ?? ''}/end`, { reason: world.reason() }); },
  },
  {
    name: 'seal', section: 'profile', gain: (world) => Promise.resolve(world.owner), lose: async (world) => { await world.call(world.people[STU]!, 'POST', '/api/sealed', { archive: world.archive, reason: world.reason() }); },
    after: async (world) => { await world.call(world.people[STU]!, 'POST', `/api/sealed/${world.archive}/unseal`, { state: 'open', reason: world.reason() }); },
  },
  { name: 'policy', section: 'profile', gain: async (world) => ((await policy(world, { companyDefault: 'read' })) ? world.people[5] : undefined), lose: async (world) => { await policy(world, {}); } },
  {
    name: 'class kept for the own pages', section: 'bank', gain: async (world) => { await world.call(world.admin, 'PUT', `/api/people/${world.people[3]!.sub}`, { clearances: ['bank'] }); return granted(world); },
    lose: async (world) => { await policy(world, { frameOnly: ['bank'] }); }, after: async (world) => { await policy(world, {}); },
  },
  {
    name: 'hand-over', section: 'profile', gain: (world) => Promise.resolve(world.owner),
    lose: async (world, person) => { await world.call(world.people[STU]!, 'POST', '/api/handovers', { from: person.sub, reason: 'moved', to: world.people.slice(0, 3).find(({ sub }) => sub !== person.sub)!.sub, rules: [], note: '' }); },
  },
  {
    name: 'hand-over of who left', section: 'profile', gain: (world) => Promise.resolve(world.owner),
    lose: async (world, person) => { await world.call(world.people[STU]!, 'POST', '/api/handovers', { from: person.sub, reason: 'left', to: world.people.slice(0, 3).find(({ sub }) => sub !== person.sub)!.sub, rules: [], note: '' }); },
    after: async (world, person) => { world.pass(1_000); await world.call(world.admin, 'PUT', `/api/people/${person.sub}`, { active: true }); },
  },
  { name: 'broken glass', section: 'profile', gain: (world) => broken(world, 30), lose: async (world, person) => { await world.call(person, 'POST', `/api/break-glass/${last.get(world) ?? ''}/end`); } },
  { name: 'broken glass by the clock', section: 'profile', gain: (world) => broken(world, 1), lose: async (world) => { await Promise.resolve(world.pass(61_003)); } },
  {
    name: 'request', section: 'profile',
    gain: async (world) => {
      const who = await granted(world, { level: 'exists', sections: ['profile'] }, world.people[2]);
      const asked = who && (await world.call(who, 'POST', '/api/access-requests', { archive: world.archive, sections: ['profile'], level: 'read', reason: world.reason(), until: world.at(86_400_000).slice(0, 10) }));
      if (!asked || !ok(asked)) return undefined;
      last.set(world, id(asked));
      return ok(await world.call(world.owner, 'POST', `/api/access-requests/${id(asked)}/decision`, { decision: 'approve' })) ? who : undefined;
    },
    lose: async (world) => { await world.call(world.owner, 'POST', `/api/access-requests/${last.get(world) ?? ''}/end`); },
  },
  {
    name: 'step of a correction', section: 'profile',
    gain: async (world) => {
      const made = await world.call(world.owner, 'POST', `/api/archives/${world.archive}/corrections`, { concerns: [{ section: 'profile', key: null }], text: world.reason() });
      last.set(world, id(made));
      return ok(made) ? world.people[SER] : undefined;
    },
    lose: async (world, person) => { await world.call(person, 'POST', `/api/corrections/${last.get(world) ?? ''}/steps`, { act: 'submit', text: world.reason(), ifStep: 'draftPlan.1' }); },
  },
  {
    name: 'shut out', section: 'profile', gain: granted, lose: async (world, person) => { await world.call(world.admin, 'PUT', `/api/people/${person.sub}`, { active: false }); },
    after: async (world, person) => { await world.call(world.admin, 'PUT', `/api/people/${person.sub}`, { active: true }); },
  },
  {
    name: 'clearance', section: 'bank', gain: async (world) => { await world.call(world.admin, 'PUT', `/api/people/${world.people[3]!.sub}`, { clearances: ['bank'] }); return granted(world); },
    lose: async (world, person) => { await world.call(world.admin, 'PUT', `/api/people/${person.sub}`, { clearances: [] }); },
  },
  {
    name: 'owner', section: 'profile', gain: (world) => Promise.resolve(world.owner),
    lose: async (world, person) => { await world.call(person, 'PUT', `/api/archives/${world.archive}/owners`, { owner: world.people.slice(0, 2).find(({ sub }) => sub !== person.sub)!.sub, coOwners: [], deputies: [] }); },
  },
];

/** The right stays, and the connection goes. */
export const SIGNED_OUT: Ending = { name: 'sign-in', section: 'profile', gain: granted, lose: async (world, person) => { await world.call(world.admin, 'DELETE', `/api/people/${person.sub}/sessions`); }, after: async (world) => { await Promise.resolve(world.pass(1_000)); } };
