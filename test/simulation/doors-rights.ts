/** Doors of who may see what: access and requests, walls, holds, sealed archives, broken glass, the policy, entries that are not read back, hand-overs, sign-ins and links. */
import { SECTION_KEYS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { look, lookAt, somebody, under } from './doors.ts';
import type { Door, Draw } from './doors.ts';

const INTERNAL: readonly SectionKey[] = ['profile', 'people', 'contacts', 'documents', 'trade'];
const some = (draw: Draw): readonly SectionKey[] => [...new Set([draw.pick(SECTION_KEYS), draw.pick(INTERNAL)])];
const person = somebody;
/** Staff, who get and lose things. */
const staff = (draw: Draw): string => draw.pick(draw.people.slice(0, 6)).sub;
/** Whoever may be told on an archive: its owners of a game are among the first three. */
const OWNERS = 3;
const rules = (draw: Draw): object => ({
  departmentDefault: draw.pick(['none', 'exists', 'read', 'write']), companyDefault: draw.pick(['none', 'none', 'none', 'exists', 'read']), emergency: [draw.people[4]!.sub, ...(draw.chance() < 0.5 ? [draw.people[5]!.sub] : [])], enterOnly: draw.pick([[], ['identity'], ['identity', 'bank']]), frameOnly: draw.pick([[], [], ['bank'], ['identity', 'aml']]), linkDays: draw.pick([366, 366, 30, 0]),
  packRoles: draw.chance() < 0.3 ? [{ pack: 'base', to: draw.pick([{ kind: 'role', id: 'service' }, { kind: 'department', id: draw.department }]), sections: some(draw) }] : [],
});

export const RIGHTS_DOORS: readonly Door[] = [
  look('/api/archives/{id}/access', (draw) => `${under(draw, '/access')}${draw.chance() < 0.4 ? `?person=${person(draw)}` : ''}`, { section: null, weight: 3, mostly: ['owner', 'steward'] }),
  {
    route: 'POST /api/access-requests', gives: 'request', weight: 4, may: (who) => who.overall !== 'none',
    ask: (draw) => ({ path: '/api/access-requests', section: null, body: { archive: draw.archive, reason: draw.word('request'), level: draw.pick(['read', 'read', 'write']), ...(draw.chance() < 0.6 ? { sections: some(draw) } : {}), until: draw.day(5) } }),
  },
  look('/api/access-requests', (draw) => `/api/access-requests?box=${draw.pick(['mine', 'toDecide', 'all'])}`, { weight: 2 }),
  lookAt('/api/access-requests/{id}', 'request', (id) => `/api/access-requests/${id}`),
  {
    route: 'POST /api/access-requests/{id}/decision', moves: true, weight: 6, mostly: ['owner'],
    ask: (draw) => {
      const id = draw.id('request');
      const decision = draw.pick(['approve', 'approve', 'narrow', 'refuse']);
      return id === undefined ? null : { path: `/api/access-requests/${id}/decision`, body: { decision, ...(decision === 'narrow' ? { level: 'read', sections: ['profile'] } : {}), note: draw.word('note', { told: draw.maker(id) }) } };
    },
  },
  { route: 'POST /api/access-requests/{id}/withdraw', ask: (draw) => { const id = draw.id('request'); return id === undefined ? null : { path: `/api/access-requests/${id}/withdraw` }; } },
  { route: 'POST /api/access-requests/{id}/end', moves: true, mostly: ['owner'], weight: 3, ask: (draw) => { const id = draw.id('request'); return id === undefined ? null : { path: `/api/access-requests/${id}/end` }; } },

  look('/api/walls', (draw) => `/api/walls${draw.chance() < 0.5 ? `?archive=${draw.archive}` : ''}`, { mostly: ['steward', 'compliance'], gives: 'wall', may: (_, is) => is('steward', 'compliance') }),
  {
    route: 'POST /api/walls', gives: 'wall', mostly: ['steward', 'compliance'], moves: true, may: (who, is) => is('steward', 'compliance') && !who.walled,
    ask: (draw) => ({ path: '/api/walls', body: { archive: draw.archive, to: draw.chance() < 0.7 ? { kind: 'person', id: staff(draw) } : { kind: 'department', id: draw.department }, reason: draw.word('wall'), ...(draw.chance() < 0.2 ? { from: draw.at(60_000) } : {}), ...(draw.chance() < 0.3 ? { until: draw.at(240_000) } : {}) } }),
  },
  { route: 'POST /api/walls/{id}/end', mostly: ['steward', 'compliance'], moves: true, weight: 2, may: (_, is) => is('steward', 'compliance'), ask: (draw) => { const id = draw.id('wall'); return id === undefined ? null : { path: `/api/walls/${id}/end`, body: { reason: draw.word('wall') } }; } },
  look('/api/holds', () => '/api/holds', { mostly: ['compliance'], gives: 'hold', may: (_, is) => is('compliance') }),
  { route: 'POST /api/holds', gives: 'hold', mostly: ['compliance'], may: (who, is) => is('compliance') && !who.walled, ask: (draw) => ({ path: '/api/holds', body: { archive: draw.archive, reason: draw.word('hold') } }) },
  { route: 'POST /api/holds/{id}/lift', mostly: ['compliance'], may: (_, is) => is('compliance'), ask: (draw) => { const id = draw.id('hold'); return id === undefined ? null : { path: `/api/holds/${id}/lift`, body: { reason: draw.word('hold') } }; } },
  look('/api/archives/{id}/state', (draw) => under(draw, '/state'), { section: null, mostly: ['owner', 'steward'] }),
  look('/api/sealed', () => '/api/sealed', { mostly: ['steward', 'compliance'], may: (_, is) => is('steward', 'compliance') }),
  { route: 'POST /api/sealed', mostly: ['steward', 'compliance'], moves: true, may: (who, is) => is('steward', 'compliance') && !who.walled, ask: (draw) => (draw.chance() < 0.5 ? null : { path: '/api/sealed', body: { archive: draw.archive, reason: draw.word('wall') } }) },
  { route: 'POST /api/sealed/{id}/unseal', mostly: ['steward', 'compliance'], moves: true, weight: 4, may: (who, is) => is('steward', 'compliance') && !who.walled, ask: (draw) => ({ path: `/api/sealed/${draw.archive}/unseal`, body: { state: draw.pick(['open', 'open', 'closed']), reason: draw.word('wall') } }) },

  {
    route: 'POST /api/archives/{id}/break-glass', gives: 'glass', moves: true, weight: 4, mostly: ['emergency'], may: (who) => who.emergency && !who.walled,
    ask: (draw) => ({ path: under(draw, '/break-glass'), body: { reason: draw.word('glass', { told: draw.people.slice(0, OWNERS).map(({ sub }) => sub) }), minutes: draw.pick([1, 5, 60]) } }),
  },
  look('/api/break-glass', () => '/api/break-glass', { mostly: ['compliance', 'auditor'], gives: 'glass' }),
  { route: 'POST /api/break-glass/{id}/decision', moves: true, mostly: ['compliance'], weight: 2, may: (who, is) => is('compliance') || who.emergency, ask: (draw) => { const id = draw.id('glass'); return id === undefined ? null : { path: `/api/break-glass/${id}/decision`, body: { approve: draw.chance() < 0.8 } }; } },
  { route: 'POST /api/break-glass/{id}/end', moves: true, mostly: ['compliance'], weight: 2, may: (who, is) => is('compliance') || who.emergency, ask: (draw) => { const id = draw.id('glass'); return id === undefined ? null : { path: `/api/break-glass/${id}/end` }; } },
  {
    route: 'POST /api/break-glass/{id}/review', mostly: ['compliance'], may: (_, is) => is('compliance'),
    ask: (draw) => { const id = draw.id('glass'); return id === undefined ? null : { path: `/api/break-glass/${id}/review`, body: { outcome: draw.pick(['justified', 'notJustified', 'followUp']), note: draw.word('glass', { told: [draw.people[4]!.sub, draw.people[5]!.sub] }) } }; },
  },

  look('/api/policy', () => '/api/policy', { gives: 'basis:draft.writtenAt version:draft.version' }),
  look('/api/policy/versions', () => '/api/policy/versions'),
  {
    route: 'PUT /api/policy/draft', mostly: ['steward', 'admin'], gives: 'basis:draft.writtenAt version:draft.version', weight: 2, may: (_, is) => is('steward', 'admin'),
    ask: (draw) => ({ path: '/api/policy/draft', body: { rules: rules(draw), text: { en: draw.word('policy') }, note: draw.word('policy'), basis: draw.id('basis') ?? null } }),
  },
  { route: 'DELETE /api/policy/draft', mostly: ['steward', 'admin'], may: (_, is) => is('steward', 'admin'), ask: (draw) => (draw.chance() < 0.7 ? null : { path: '/api/policy/draft' }) },
  { route: 'POST /api/policy/draft/send', mostly: ['steward', 'admin'], gives: 'basis:draft.writtenAt version:draft.version', weight: 2, may: (_, is) => is('steward', 'admin'), ask: () => ({ path: '/api/policy/draft/send' }) },
  {
    route: 'POST /api/policy/decision', mostly: ['generalManager'], moves: true, weight: 4, may: (_, is) => is('generalManager'),
    ask: (draw) => { const basis = draw.id('basis'); const version = draw.id('version'); return basis === undefined || version === undefined ? null : { path: '/api/policy/decision', body: { version: Number(version), basis, approve: draw.chance() < 0.8, note: draw.word('policy') } }; },
  },
  { route: 'POST /api/policy/preview', mostly: ['steward', 'generalManager'], unwritten: 'it counts, and changes nothing', may: (_, is) => is('steward', 'admin', 'generalManager'), ask: (draw) => ({ path: '/api/policy/preview', body: { rules: rules(draw), text: {} } }) },

  {
    // never read back: also its author is shown it only where they may read the section
    route: 'POST /api/archives/{id}/sections/{section}/entries', weight: 3, may: (who) => who.enters('identity') || who.enters('bank') || who.writes('identity') || who.writes('bank') || who.writes('aml'),
    ask: (draw) => draw.pick([
      () => ({ path: under(draw, '/sections/identity/entries'), body: { key: 'person.idDocumentNumber', value: draw.word('entered', { section: 'identity' }) } }),
      () => ({ path: under(draw, '/sections/bank/entries'), body: { table: 'bankProducts', cells: { product: draw.word('entered', { section: 'bank' }) } } }),
      () => ({ path: under(draw, '/sections/aml/entries'), body: { table: 'amlClues', cells: { source: draw.word('entered', { section: 'aml' }) } } }),
    ])(),
  },

  {
    route: 'POST /api/handovers', gives: 'handover', mostly: ['steward', 'manager'], moves: true, weight: 2, may: (_, is) => is('steward', 'manager'),
    ask: (draw) => {
      const [from, to] = [draw.people[Math.floor(draw.chance() * 2)]!.sub, draw.people[Math.floor(draw.chance() * OWNERS)]!.sub];
      const reason = draw.pick(['moved', 'split', 'left']);
      return { path: '/api/handovers', body: { from, reason, to, rules: reason === 'split' ? [{ archives: [draw.archive], to: [to] }] : [], note: draw.word('handover', { told: [to] }), dryRun: draw.chance() < 0.3 } };
    },
  },
  { route: 'POST /api/handovers/announcements', gives: 'handover', mostly: ['steward', 'manager'], may: (_, is) => is('steward', 'manager'), ask: (draw) => { const from = staff(draw); return { path: '/api/handovers/announcements', body: { from, reason: 'moved', day: draw.day(9), note: draw.word('handover', { told: [from] }) } }; } },
  { route: 'POST /api/handovers/{handover}/withdraw', mostly: ['steward', 'manager'], may: (_, is) => is('steward', 'manager'), ask: (draw) => { const id = draw.id('handover'); return id === undefined ? null : { path: `/api/handovers/${id}/withdraw`, body: { reason: draw.word('handover') } }; } },
  look('/api/handovers', () => '/api/handovers', { gives: 'handover' }),
  look('/api/handovers/letter', () => '/api/handovers/letter'),
  { route: 'PUT /api/handovers/letter', mostly: ['steward'], may: (_, is) => is('steward', 'admin'), ask: (draw) => ({ path: '/api/handovers/letter', body: { template: { en: { subject: draw.word('tag'), body: 'Dear {customer}' } } } }) },
  ...['', '/items', '/grants', '/letters?format=csv', '/letters?format=page'].map((rest) => lookAt(`/api/handovers/{handover}${rest.split('?')[0] ?? ''}`, 'handover', (id) => `/api/handovers/${id}${rest}`)),
  { route: 'POST /api/handovers/{handover}/answers', weight: 2, ask: (draw) => { const id = draw.id('handover'); return id === undefined ? null : { path: `/api/handovers/${id}/answers`, body: { archives: 'all', answer: draw.pick(['confirmed', 'returned']), note: draw.word('handover') } }; } },
  { route: 'POST /api/handovers/{handover}/assignments', mostly: ['steward', 'manager'], moves: true, ask: (draw) => { const id = draw.id('handover'); return id === undefined ? null : { path: `/api/handovers/${id}/assignments`, body: { archives: [draw.archive], to: draw.people[Math.floor(draw.chance() * OWNERS)]!.sub } }; } },
  { route: 'POST /api/handovers/{handover}/letters/sent', ask: (draw) => { const id = draw.id('handover'); return id === undefined ? null : { path: `/api/handovers/${id}/letters/sent`, body: { archives: 'all', channel: 'post' } }; } },
  lookAt('/api/handovers/{handover}/letters/{archive}', 'handover', (id, draw) => `/api/handovers/${id}/letters/${draw.archive}`),
  { route: 'PUT /api/handovers/{handover}/letters/{archive}', ask: (draw) => { const id = draw.id('handover'); return id === undefined ? null : { path: `/api/handovers/${id}/letters/${draw.archive}`, body: { lang: 'en', text: { subject: draw.word('name'), body: 'Dear all' } } }; } },
  { route: 'POST /api/handovers/{handover}/grants/{grant}/reviewed', mostly: ['steward'], ask: (draw) => { const [id, grant] = [draw.id('handover'), draw.id('grant')]; return id === undefined || grant === undefined ? null : { path: `/api/handovers/${id}/grants/${grant}/reviewed` }; } },
  look('/api/archives/{id}/handover', (draw) => under(draw, '/handover'), { section: null }),

  look('/api/people/{id}/sessions', (draw) => `/api/people/${draw.chance() < 0.5 ? draw.by.sub : person(draw)}/sessions`),
  { route: 'DELETE /api/people/{id}/sessions', mostly: ['admin'], moves: true, ask: (draw) => (draw.chance() < 0.5 ? null : { path: `/api/people/${staff(draw)}/sessions` }) },
  { route: 'DELETE /api/people/{id}/sessions/{session}', moves: true, ask: (draw) => { const id = draw.id('session'); return id === undefined ? null : { path: `/api/people/${id.split(' ')[0] ?? ''}/sessions/${id.split(' ')[1] ?? ''}` }; } },
  look('/api/people/{id}/links', (draw) => `/api/people/${draw.chance() < 0.5 ? draw.by.sub : person(draw)}/links`),
  { route: 'DELETE /api/people/{id}/links/{link}', ask: (draw) => { const id = draw.id('link'); return id === undefined ? null : { path: `/api/people/${draw.by.sub}/links/${id}` }; } },
  { route: 'POST /api/links', gives: 'link calendar:url', ask: (draw) => ({ path: '/api/links', body: { names: draw.chance() < 0.5 } }) },
  look('/api/links', () => '/api/links', { gives: 'link' }),
  { route: 'DELETE /api/links/{link}', ask: (draw) => { const id = draw.id('link'); return id === undefined ? null : { path: `/api/links/${id}` }; } },
  lookAt('/calendar.ics', 'calendar', (link) => link.slice(link.indexOf('/calendar.ics'))),
  {
    route: 'POST /api/archives/{id}/links', gives: 'elsewhere badge:url',
    ask: (draw) => ({ path: under(draw, '/links'), section: null, body: { kind: draw.pick(['picture', 'frame', 'table']), schemes: draw.pick([['abc'], ['abc', 'rfm', 'intent'], ['aml']]), names: draw.chance() < 0.5, figures: draw.chance() < 0.5 } }),
  },
  look('/api/archives/{id}/links', (draw) => under(draw, '/links'), { section: null, gives: 'elsewhere' }),
  look('/api/archives/{id}/links/preview', (draw) => under(draw, `/links/preview?kind=${draw.pick(['picture', 'frame', 'table', 'calendar'])}&schemes=abc,lifecycle&names=${String(draw.chance() < 0.5)}&figures=true`), { section: null }),
  { route: 'DELETE /api/archives/{id}/links/{link}', ask: (draw) => { const id = draw.id('elsewhere'); return id === undefined ? null : { path: under(draw, `/links/${id}`), section: null }; } },
  lookAt('/badge/{file}', 'badge', (link) => link.slice(link.indexOf('/badge/'))),

  {
    route: 'POST /api/grants', gives: 'grant', moves: true, mostly: ['owner'], weight: 3, may: (who) => who.manages,
    ask: (draw) => ({ path: '/api/grants', body: { archive: draw.archive, to: draw.pick([{ kind: 'person', id: person(draw) }, { kind: 'person', id: staff(draw) }, { kind: 'department', id: draw.department }, { kind: 'role', id: 'service' }]), level: draw.pick(['exists', 'read', 'write']), sections: draw.chance() < 0.3 ? null : some(draw), ...(draw.chance() < 0.3 ? { until: draw.at(120_000) } : {}), reason: draw.word('grant') } }),
  },
  { route: 'DELETE /api/grants/{id}', moves: true, mostly: ['owner'], weight: 3, ask: (draw) => { const id = draw.id('grant'); return id === undefined ? null : { path: `/api/grants/${id}` }; } },
  { route: 'PUT /api/archives/{id}/owners', moves: true, mostly: ['owner'], may: (who) => who.manages || who.answers, ask: (draw) => ({ path: under(draw, '/owners'), section: null, body: { owner: draw.pick(draw.people.slice(0, 2)).sub, coOwners: draw.chance() < 0.4 ? [draw.people[2]!.sub] : [], deputies: draw.chance() < 0.4 ? [{ person: staff(draw), from: draw.day(-1), to: draw.day(2) }] : [] } }) },
  { route: 'POST /api/archives/{id}/state', moves: true, mostly: ['owner'], may: (who) => who.manages, ask: (draw) => ({ path: under(draw, '/state'), section: null, body: { state: draw.pick(['closed', 'open', 'open', 'open']), reason: 'a test' } }) },
  { route: 'PATCH /api/archives/{id}', moves: true, mostly: ['owner'], may: (who) => who.manages || who.writes('profile'), ask: (draw) => ({ path: under(draw), section: null, body: { confidentiality: draw.pick(['normal', 'normal', 'businessConfidential', 'restricted']), ...(draw.chance() < 0.3 ? { department: draw.pick([draw.department, null]) } : {}) } }) },
  { route: 'PUT /api/people/{id}', mostly: ['admin'], moves: true, weight: 3, may: (_, is) => is('admin'), ask: (draw) => ({ path: `/api/people/${person(draw)}`, body: draw.pick([{ clearances: [draw.pick(['bank', 'aml', 'identity'])] }, { clearances: ['bank', 'aml', 'identity'] }, { clearances: [] }, { active: false }, { active: true }, { active: true }, { department: draw.department }, { department: null }]) }) },
];
