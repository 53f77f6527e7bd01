/** Doors of work on an archive and around it: corrections, comments, files, trade, classes, ratings, merges, privacy, the audit, reports, exports, the inbox, lists. */
import { all, look, lookAt, somebody, under } from './doors.ts';
import type { Ask, Door, Draw } from './doors.ts';
import { OFTEN } from './rest-company.ts';
import type { RestMark, Standing } from './rest-words.ts';

const person = somebody;
const one = (kind: string, path: (id: string, draw: Draw) => string, body?: (draw: Draw) => unknown) => (draw: Draw): Ask | null => {
  const id = draw.id(kind);
  return id === undefined ? null : { path: path(id, draw), ...(body === undefined ? {} : { body: body(draw) }) };
};
const compliance = { mostly: ['compliance'], may: (_: unknown, is: (...roles: readonly string[]) => boolean) => is('compliance') } as const;
/** One person's file holds all of an archive but what must never be told; not of one behind a wall. */
const inFile = (who: Standing, { kind, section }: RestMark): boolean => who.active && who.roles.includes('compliance') && !who.walled && section !== 'aml' && ['value', 'name', 'cost', 'entered', 'consent', 'class'].includes(kind);
const COMPLIANCE = (draw: Draw): readonly string[] => draw.people.filter(({ roles }) => roles?.some((role) => role === 'compliance' || role === 'generalManager' || role === 'auditor')).map(({ sub }) => sub);
const DAY = '2026-02-10';

const CORRECTIONS: readonly Door[] = [
  {
    route: 'POST /api/archives/{id}/corrections', gives: 'correction', weight: 3, mostly: ['owner', 'steward'], may: (who) => who.overall !== 'none',
    ask: (draw) => {
      const section = draw.pick(['profile', 'people', 'private', 'bank'] as const);
      const value = { profile: ['customer.shortName'], people: [], private: [], bank: [] }[section];
      return { path: under(draw, '/corrections'), section: null, body: { concerns: [{ section, key: null }], text: draw.word('correction', { section }), ...(value[0] === undefined ? {} : { proposed: [{ section, key: `fields/${value[0]}`, value: draw.word('value', { section }) }] }) } };
    },
  },
  look('/api/archives/{id}/corrections', (draw) => under(draw, '/corrections'), { section: null }),
  look('/api/corrections', (draw) => `/api/corrections${draw.chance() < 0.5 ? '?waiting=me' : ''}`, { gives: 'correction', mostly: ['service', 'serviceManager', 'generalManager'] }),
  lookAt('/api/corrections/{id}', 'correction', (id) => `/api/corrections/${id}`, { gives: 'stand:stand', weight: 3, mostly: ['service', 'serviceManager', 'generalManager'] }),
  {
    route: 'POST /api/corrections/{id}/steps', moves: true, weight: 10, gives: 'stand:stand', mostly: ['service', 'serviceManager', 'generalManager'],
    ask: (draw) => {
      const id = draw.id('correction');
      if (id === undefined) return null;
      const stand = draw.id('stand') ?? 'draftPlan.1';
      const by = draw.pick(draw.people.slice(0, 6)).sub;
      const act = draw.pick(({ draftPlan: ['submit'], managerReview: ['approve', 'approve', 'reject'], generalManagerApproval: ['approve', 'approve', 'reject'], organiseExecution: ['submit'], handOver: ['assign'], executeFeedback: ['feedback'], writeReport: ['submit'], managerReportReview: ['approve'], generalManagerReportApproval: ['approve'], filed: ['file'] } as Record<string, string[]>)[stand.split('.')[0] ?? ''] ?? ['submit', 'approve', 'assign', 'feedback', 'file', 'withdraw']);
      return { path: `/api/corrections/${id}/steps`, body: { act, text: draw.word('correction', { told: [by] }), ...(act === 'assign' ? { to: [{ kind: 'person', id: by }] } : {}), ifStep: stand } };
    },
  },
  { route: 'POST /api/corrections/{id}/apply', weight: 2, ask: one('correction', (id) => `/api/corrections/${id}/apply`, (draw) => ({ ifStep: draw.id('stand') ?? 'executeFeedback.1' })) },
  look('/api/correction-steps', () => '/api/correction-steps', { gives: 'steps:version' }),
  { route: 'PUT /api/correction-steps', mostly: ['admin'], may: (_, is) => is('admin'), ask: (draw) => ({ path: '/api/correction-steps', body: { version: Number(draw.id('steps') ?? 0), steps: [{ key: 'draftPlan', roles: ['service'], days: 2 }, { key: 'generalManagerApproval', roles: ['generalManager'], days: 1 }, { key: 'filed', roles: ['service'], days: 1 }] } }) },
];

const PRIVACY: readonly Door[] = [
  { route: 'POST /api/subjects/search', gives: 'subject', weight: 2, ...compliance, ask: (draw) => ({ path: '/api/subjects/search', body: { names: [draw.known()], archives: [draw.archive] }, typed: COMPLIANCE(draw) }) },
  look('/api/subjects', () => '/api/subjects', { gives: 'subject', mostly: ['compliance'] }),
  lookAt('/api/subjects/{job}', 'subject', (id) => `/api/subjects/${id}`, { mostly: ['compliance', 'generalManager'] }),
  lookAt('/api/subjects/{job}/findings', 'subject', (id) => `/api/subjects/${id}/findings`, { gives: 'finding', weight: 2, mostly: ['compliance', 'generalManager'] }),
  { route: 'PUT /api/subjects/{job}/decisions', ...compliance, unwritten: 'a search is in memory alone, and what is decided of it is written when it is carried out', ask: one('subject', (id) => `/api/subjects/${id}/decisions`, (draw) => ({ items: [{ finding: draw.id('finding') ?? 'f1', decision: { kind: 'keep', reason: 'other', note: draw.word('subject') } }] })) },
  { route: 'POST /api/subjects/{job}/erase', ...compliance, unwritten: 'asked in memory; the row comes with the agreement', ask: one('subject', (id) => `/api/subjects/${id}/erase`, (draw) => ({ confirm: draw.known(), reason: draw.word('subject') })) },
  { route: 'POST /api/subjects/{job}/approve', mostly: ['compliance', 'generalManager'], may: (_, is) => is('compliance', 'generalManager'), ask: one('subject', (id) => `/api/subjects/${id}/approve`) },
  { route: 'POST /api/subjects/{job}/refuse', mostly: ['compliance', 'generalManager'], unwritten: 'a search is in memory alone', may: (_, is) => is('compliance', 'generalManager'), ask: one('subject', (id) => `/api/subjects/${id}/refuse`) },
  { route: 'POST /api/subjects/{job}/correct', ...compliance, ask: one('subject', (id) => `/api/subjects/${id}/correct`, (draw) => ({ kind: 'name', from: draw.known(), to: draw.word('desk'), findings: [draw.id('finding') ?? 'f1'] })) },
  look('/api/erasures', () => '/api/erasures', { gives: 'erasure', mostly: ['compliance', 'generalManager', 'auditor'] }),
  lookAt('/api/erasures/{id}', 'erasure', (id) => `/api/erasures/${id}`, { mostly: ['compliance', 'generalManager', 'auditor'] }),
  look('/api/subject-files', () => '/api/subject-files', { also: inFile, gives: 'subjectFile', mostly: ['compliance'] }),
  { route: 'POST /api/subject-files', also: inFile, gives: 'subjectFile', weight: 2, ...compliance, ask: (draw) => ({ path: '/api/subject-files', body: { archives: [{ archive: draw.archive }] } }) },
  { route: 'POST /api/subjects/{job}/file', also: inFile, gives: 'subjectFile', ...compliance, ask: one('subject', (id) => `/api/subjects/${id}/file`, () => ({ lang: 'en' })) },
  ...['', '/zip', '/page'].map((rest) => lookAt(`/api/subject-files/{file}${rest}`, 'subjectFile', (id) => `/api/subject-files/${id}${rest}`, { also: inFile, mostly: ['compliance'] })),
  { route: 'PUT /api/subject-files/{file}/review', also: inFile, ...compliance, unwritten: 'a draft in somebody’s hands; its release is written', ask: one('subjectFile', (id) => `/api/subject-files/${id}/review`, () => ({ exclude: [], blacken: [], checked: [], attach: [] })) },
  { route: 'POST /api/subject-files/{file}/release', also: inFile, ...compliance, ask: one('subjectFile', (id) => `/api/subject-files/${id}/release`) },
  { route: 'DELETE /api/subject-files/{file}', ...compliance, ask: one('subjectFile', (id) => `/api/subject-files/${id}`) },
  look('/api/subject-requests', () => '/api/subject-requests', { gives: 'subjectRequest', mostly: ['compliance'] }),
  { route: 'POST /api/subject-requests', gives: 'subjectRequest', ...compliance, ask: (draw) => ({ path: '/api/subject-requests', body: { kind: draw.pick(['access', 'erasure', 'objection']), received: DAY, way: 'letter', who: draw.word('desk'), contact: draw.word('desk'), note: draw.word('desk') } }) },
  lookAt('/api/subject-requests/{request}', 'subjectRequest', (id) => `/api/subject-requests/${id}`, { mostly: ['compliance'] }),
  { route: 'POST /api/subject-requests/{request}/steps', ...compliance, ask: one('subjectRequest', (id) => `/api/subject-requests/${id}/steps`, (draw) => draw.pick([{ step: 'identify', identity: 'idPaper' }, { step: 'note', note: draw.word('desk') }, { step: 'link', archives: [draw.archive] }, { step: 'answer', note: draw.word('desk') }])) },
  look('/api/restrictions', () => '/api/restrictions', { gives: 'restriction', ...compliance }),
  { route: 'POST /api/restrictions', gives: 'restriction', moves: true, ...compliance, ask: (draw) => ({ path: '/api/restrictions', body: { archive: draw.archive, reason: draw.word('desk') } }) },
  { route: 'POST /api/restrictions/{id}/lift', moves: true, weight: 2, ...compliance, ask: one('restriction', (id) => `/api/restrictions/${id}/lift`, (draw) => ({ reason: draw.word('desk') })) },
  look('/api/objections', () => '/api/objections', { gives: 'objection', ...compliance }),
  { route: 'POST /api/objections', gives: 'objection', ...compliance, ask: (draw) => ({ path: '/api/objections', body: { archive: draw.archive, schemes: ['abc'], reason: draw.word('desk') } }) },
  { route: 'POST /api/objections/{id}/settle', ...compliance, ask: one('objection', (id) => `/api/objections/${id}/settle`, (draw) => ({ reason: draw.word('desk') })) },
  { route: 'POST /api/subject-requests/{request}/correction', ...compliance, ask: one('subjectRequest', (id) => `/api/subject-requests/${id}/correction`, (draw) => ({ archive: draw.archive, concerns: [{ section: 'profile', key: null }], text: draw.word('correction') })) },
  look('/api/consents/{archive}', (draw) => `/api/consents/${draw.archive}`, { mostly: ['compliance'] }),
  { route: 'POST /api/consents/{archive}', may: (who, is) => who.writes('profile') || is('compliance'), mostly: ['compliance'], ask: (draw) => ({ path: `/api/consents/${draw.archive}`, body: { acts: [{ purpose: draw.pick(['marketing', 'greetings']), state: 'granted', how: 'written', version: draw.word('consent') }] } }) },
  { route: 'POST /api/consents/{archive}/withdraw', may: (who, is) => who.writes('profile') || is('compliance'), ask: (draw) => ({ path: `/api/consents/${draw.archive}/withdraw`, body: { purposes: ['marketing'], how: 'phone' } }) },
  look('/api/mailings/{channel}', (draw) => `/api/mailings/${draw.pick(['email', 'phone', 'post'])}`, { mostly: ['steward'], may: (_, is) => is('steward') }),
  look('/api/retention', () => '/api/retention', { gives: 'terms:version', mostly: ['compliance', 'admin'] }),
  { route: 'PUT /api/retention', mostly: ['compliance', 'admin'], may: (_, is) => is('compliance', 'admin'), ask: (draw) => ({ path: '/api/retention', body: { rules: [{ id: 'r1', kind: null, section: 'private', from: 'lastActivity', years: 3 }], version: Number(draw.id('terms') ?? 0), note: draw.word('term') } }) },
  { route: 'POST /api/retention/run', ...compliance, ask: (draw) => ({ path: '/api/retention/run', body: { dry: draw.chance() < 0.5 } }) },
  look('/api/retention/due', () => '/api/retention/due', { gives: 'due', mostly: ['compliance', 'generalManager'], may: (_, is) => is('compliance', 'generalManager') }),
  { route: 'POST /api/retention/due/{due}', mostly: ['compliance', 'generalManager'], may: (_, is) => is('compliance', 'generalManager'), ask: one('due', (id) => `/api/retention/due/${id}`, (draw) => ({ what: 'keep', reason: draw.word('term') })) },
  look('/api/privacy/inventory', () => '/api/privacy/inventory', { mostly: [...all] }),
  look('/api/privacy/remains', () => '/api/privacy/remains'),
];

const AUDIT: readonly Door[] = [
  look('/api/audit', (draw) => `/api/audit?limit=200${draw.pick(['', `&archive=${draw.archive}`, `&person=${person(draw)}`, '&kind=rights', '&kind=reading&as=csv'])}`, { mostly: ['auditor', 'compliance'], weight: 2, may: (_, is) => is('auditor', 'compliance') }),
  look('/api/audit/verify', () => '/api/audit/verify', { mostly: ['auditor', 'compliance'], may: (_, is) => is('auditor', 'compliance') }),
  look('/api/audit/reveals', () => '/api/audit/reveals', { mostly: ['auditor', 'compliance'] }),
  look('/api/audit/reports/who-could-see', (draw) => `/api/audit/reports/who-could-see?archive=${draw.archive}&date=${draw.day(draw.pick([0, 1]))}${draw.pick(['', '&as=csv'])}`, { mostly: ['auditor', 'compliance'], may: (_, is) => is('auditor', 'compliance') }),
  look('/api/audit/reports/what-opened', (draw) => `/api/audit/reports/what-opened?person=${person(draw)}&from=${draw.day(-2)}&to=${draw.day(2)}`, { mostly: ['auditor', 'compliance'], may: (_, is) => is('auditor', 'compliance') }),
  look('/api/audit/reports/access-review', () => '/api/audit/reports/access-review?half=2026H1', { mostly: ['auditor', 'generalManager', 'manager'], may: (_, is) => is('auditor', 'compliance', 'generalManager', 'manager') }),
  { route: 'POST /api/audit/reports/access-review/signatures', mostly: ['generalManager', 'manager'], may: (_, is) => is('generalManager', 'manager'), ask: (draw) => ({ path: '/api/audit/reports/access-review/signatures', body: { half: '2026H1', departments: [draw.department] } }) },
];

const FILES_AND_WORDS: readonly Door[] = [
  { route: 'POST /api/archives/{id}/comments', gives: 'comment', weight: 3, mostly: ['owner', 'steward'], may: (who) => who.overall !== 'none', ask: (draw) => { const section = draw.pick(OFTEN); return { path: under(draw, '/comments'), section, body: { section, record: '', text: `${draw.word('value', { section })} @[${person(draw)}]` } }; } },
  look('/api/archives/{id}/comments', (draw) => under(draw, `/comments?section=${draw.pick(OFTEN)}`), { weight: 2 }),
  look('/api/archives/{id}/comments/counts', (draw) => under(draw, `/comments/counts?section=${draw.pick(OFTEN)}`)),
  look('/api/archives/{id}/comments/people', (draw) => under(draw, `/comments/people?section=${draw.pick(OFTEN)}&q=p`)),
  { route: 'PATCH /api/archives/{id}/comments/{comment}', ask: one('comment', (id, draw) => under(draw, `/comments/${id}`), () => ({ text: 'no more' })) },
  { route: 'DELETE /api/archives/{id}/comments/{comment}', ask: one('comment', (id, draw) => under(draw, `/comments/${id}`)) },
  look('/api/mentions', () => '/api/mentions'),
  { route: 'POST /api/mentions/read', unwritten: 'one’s own inbox', ask: one('comment', () => '/api/mentions/read', (draw) => ({ comments: [draw.id('comment')] })) },
  { route: 'PATCH /api/archives/{id}/files/{file}', ask: one('file', (id, draw) => under(draw, `/files/${id}`), () => ({ kind: 'paper' })) },
  { route: 'DELETE /api/archives/{id}/files/{file}', ask: (draw) => (draw.chance() < 0.6 ? null : one('file', (id, at) => under(at, `/files/${id}`))(draw)) },
  { route: 'POST /api/archives/{id}/uploads', gives: 'upload', may: (who) => who.overall !== 'none', unwritten: 'what has come is not yet a file', ask: (draw) => { const section = draw.pick(['documents', 'private', 'bank'] as const); return { path: under(draw, '/uploads'), section, body: { section, name: `${draw.word('value', { section })}.txt`, length: 12 } }; } },
  lookAt('/api/archives/{id}/uploads/{upload}', 'upload', (id, draw) => under(draw, `/uploads/${id}`)),
  { route: 'DELETE /api/archives/{id}/uploads/{upload}', unwritten: 'what has come is not yet a file', ask: one('upload', (id, draw) => under(draw, `/uploads/${id}`)) },
  { route: 'POST /api/archives/{id}/sections/{section}/reveals', weight: 2, ask: (draw) => draw.pick([() => ({ path: under(draw, '/sections/identity/reveals'), section: 'identity' as const, body: { key: 'fields/person.idDocumentNumber' } }), () => ({ path: under(draw, '/sections/bank/reveals'), section: 'bank' as const, body: { key: 'rows/bankProducts/b1/product' } })])() },
  { route: 'PUT /api/archives/{id}/transactions/{transaction}', ask: one('transaction', (id, draw) => under(draw, `/transactions/${id}`), (draw) => ({ kind: 'sale', date: DAY, amount: '12', orderRef: draw.word('value', { section: 'trade' }) })) },
  { route: 'POST /api/archives/{id}/transactions/{transaction}/reversal', ask: one('transaction', (id, draw) => under(draw, `/transactions/${id}/reversal`), () => ({ date: DAY })) },
  lookAt('/api/archives/{id}/transactions/{transaction}', 'transaction', (id, draw) => under(draw, `/transactions/${id}`), { section: 'trade' }),
  look('/api/archives/{id}/missing', (draw) => under(draw, '/missing'), { section: null }),
  look('/api/archives/{id}/tags', (draw) => under(draw, '/tags'), { section: null }),
  look('/api/archives/{id}/reminders', (draw) => under(draw, '/reminders'), { section: null }),
  look('/api/archives/{id}/follow', (draw) => under(draw, '/follow'), { section: null }),
  { route: 'PUT /api/archives/{id}/follow', unwritten: 'one’s own list', ask: (draw) => ({ path: under(draw, '/follow'), section: null, body: { following: true } }) },
  { route: 'PUT /api/archives/{id}/seen', unwritten: 'one’s own mark', ask: (draw) => ({ path: under(draw, '/seen'), section: null, body: { at: draw.at(0) } }) },
  { route: 'POST /api/archives/{id}/sheet', weight: 2, mostly: ['steward'], ask: (draw) => ({ path: under(draw, '/sheet'), section: null, body: {} }) },
];

const CLASSES: readonly Door[] = [
  look('/api/archives/{id}/classes', (draw) => under(draw, '/classes'), { section: null }),
  ...(['abc', 'size', 'grade', 'amlRisk'] as const).slice(0, 1).map(() => look('/api/archives/{id}/classes/{scheme}', (draw) => under(draw, `/classes/${draw.pick(['abc', 'size', 'grade', 'bankTier'])}`))),
  { route: 'PUT /api/archives/{id}/classes/{scheme}', weight: 2, ask: (draw) => draw.pick([() => ({ path: under(draw, '/classes/size'), body: { value: 'big', reason: draw.word('class', { section: 'profile' }), until: draw.day(90) } }), () => ({ path: under(draw, '/classes/grade'), body: { value: 'aa', reason: draw.word('class', { section: 'credit' }), until: draw.day(90) } })])() },
  { route: 'DELETE /api/archives/{id}/classes/{scheme}', ask: (draw) => ({ path: under(draw, '/classes/size') }) },
  { route: 'POST /api/archives/{id}/classes/{scheme}/decision', mostly: ['manager', 'generalManager'], ask: (draw) => ({ path: under(draw, '/classes/grade/decision'), body: { id: Number(draw.id('override') ?? 1), approve: true, note: draw.word('class', { section: 'credit' }) } }) },
  look('/api/overrides', () => '/api/overrides?waiting=me', { mostly: ['manager', 'generalManager'] }),
  look('/api/archives/{id}/aml', (draw) => under(draw, '/aml'), { section: 'aml', mostly: ['compliance'] }),
  { route: 'POST /api/archives/{id}/aml', weight: 2, mostly: ['compliance'], may: (who) => who.writes('aml'), ask: (draw) => ({ path: under(draw, '/aml'), section: 'aml', body: { scores: [], facts: [{ fact: draw.pick(['sanctioned', 'foreignPep']), reason: draw.word('value', { section: 'aml' }) }] } }) },
  { route: 'POST /api/archives/{id}/aml/decision', mostly: ['compliance'], may: (who) => who.writes('aml'), ask: (draw) => ({ path: under(draw, '/aml/decision'), section: 'aml', body: { row: draw.id('rating') ?? 'r1', approve: true, note: draw.word('value', { section: 'aml' }) } }) },
  look('/api/aml', () => '/api/aml?waiting=me', { mostly: ['compliance'] }),
  look('/api/archives/{id}/service', (draw) => under(draw, '/service'), { section: null }),
];

const HOUSE: readonly Door[] = [
  look('/api/notices', (draw) => `/api/notices${draw.chance() < 0.5 ? '?unread=true' : ''}`, { weight: 5 }),
  look('/api/notices/digest', () => '/api/notices/digest', { weight: 2 }),
  { route: 'POST /api/notices/read', unwritten: 'one’s own inbox', ask: () => ({ path: '/api/notices/read', body: { all: true } }) },
  look('/api/follows', () => '/api/follows'), look('/api/reminders', () => '/api/reminders?limit=100'), look('/api/me/digest', () => '/api/me/digest'),
  { route: 'POST /api/reminders/{archive}/handover', unwritten: 'a line of a list goes to somebody, and no right with it', ask: (draw) => { const to = person(draw); return { path: `/api/reminders/${draw.archive}/handover`, section: null, body: { to, note: draw.word('own', { told: [to] }) } }; } },
  { route: 'POST /api/archives/query', unwritten: 'it only answers', weight: 4, ask: (draw) => ({ path: '/api/archives/query', body: { limit: 100, columns: ['customer.shortName', 'methods/value', 'bankProducts/product', 'amlClues/source', 'person.idDocumentNumber', 'children/name', 'people/name'].filter(() => draw.chance() < 0.5), ...(draw.chance() < 0.5 ? { text: draw.known() } : {}) } }) },
  look('/api/events', () => '/api/events?limit=1000', { weight: 2 }),
  { route: 'POST /api/exports', mostly: ['steward'], weight: 3, may: (_, is) => is('steward'), ask: (draw) => ({ path: '/api/exports', body: { format: draw.pick(['csv', 'json', 'vcf']), ids: [draw.archive], files: 'links' } }) },
  look('/api/exports', (draw) => `/api/exports?format=${draw.pick(['csv', 'json', 'vcf'])}`, { mostly: ['steward'], may: (_, is) => is('steward') }),
  look('/api/exports/records', () => '/api/exports/records', { mostly: ['steward', 'auditor'] }),
  look('/api/export-schedules', () => '/api/export-schedules', { mostly: ['steward', 'admin'] }),
  look('/api/duplicates', () => '/api/duplicates', { mostly: ['steward'] }),
  { route: 'POST /api/duplicates/find', unwritten: 'it only answers', ask: (draw) => ({ path: '/api/duplicates/find', body: { kind: 'organisation', names: [draw.known()] } }) },
  { route: 'POST /api/duplicates/dismissals', mostly: ['steward'], unwritten: 'a note on a proposal', ask: (draw) => ({ path: '/api/duplicates/dismissals', body: { left: draw.archives[0], right: draw.archives[1] } }) },
  { route: 'POST /api/merges/preview', mostly: ['steward'], unwritten: 'it only answers', ask: (draw) => ({ path: '/api/merges/preview', body: { winner: draw.archives[0], loser: draw.archives[1] } }) },
  { route: 'POST /api/merges', mostly: ['steward'], gives: 'merge', moves: true, ask: (draw) => (draw.chance() < 0.5 ? null : { path: '/api/merges', body: { winner: draw.archives[0], loser: draw.archives[1] } }) },
  look('/api/merges', () => '/api/merges', { mostly: ['steward'], gives: 'merge' }),
  { route: 'POST /api/merges/{id}/undo', mostly: ['steward'], moves: true, weight: 2, ask: one('merge', (id) => `/api/merges/${id}/undo`) },
  lookAt('/api/merges/{id}/history', 'merge', (id) => `/api/merges/${id}/history`, { mostly: ['steward'] }),
  look('/api/changesets', () => '/api/changesets', { gives: 'changeset', mostly: ['steward'] }),
  lookAt('/api/changesets/{id}', 'changeset', (id) => `/api/changesets/${id}`),
  { route: 'POST /api/changesets/{id}/undo', mostly: ['steward'], ask: one('changeset', (id) => `/api/changesets/${id}/undo`) },
  { route: 'PATCH /api/bulk/sections', unwritten: 'each of its items has an answer of its own, and may change nothing', mostly: ['steward'], weight: 2, ask: (draw) => ({ path: '/api/bulk/sections', body: { items: draw.archives.map((archive) => ({ archive, section: 'profile', patch: { fields: { 'customer.shortName': `word ${Math.floor(draw.chance() * 99)}` } } })) } }) },
  { route: 'POST /api/mass-updates', gives: 'mass', mostly: ['steward'], ask: (draw) => ({ path: '/api/mass-updates', body: { target: { ids: draw.archives }, sets: [{ key: 'customer.shortName', op: 'set', values: ['the same'] }], dryRun: true } }) },
  lookAt('/api/mass-updates/{id}', 'mass', (id) => `/api/mass-updates/${id}`), lookAt('/api/mass-updates/{id}/rows', 'mass', (id) => `/api/mass-updates/${id}/rows`),
  { route: 'POST /api/views', gives: 'view', unwritten: 'a view of one’s own', ask: (draw) => ({ path: '/api/views', body: { name: draw.word('own'), shared: null, query: {} } }) },
  look('/api/views', () => '/api/views'), lookAt('/api/views/{view}', 'view', (id) => `/api/views/${id}`),
  { route: 'POST /api/tags', gives: 'tag', unwritten: 'a word for everybody', ask: (draw) => ({ path: '/api/tags', body: { name: draw.word('tag') } }) },
  look('/api/tags', () => '/api/tags'),
  { route: 'POST /api/tags/{tag}/archives', unwritten: 'a tag confers nothing', ask: one('tag', (id) => `/api/tags/${id}/archives`, (draw) => ({ add: [draw.archive] })) },
  { route: 'POST /api/keys', gives: 'key:key.id', mostly: ['admin'], may: (_, is) => is('admin'), ask: (draw) => ({ path: '/api/keys', body: { name: draw.word('admin'), sections: { profile: 'read', terms: 'read' }, departments: [draw.department] } }) },
  look('/api/keys', () => '/api/keys', { mostly: ['admin'], may: (_, is) => is('admin') }),
  { route: 'DELETE /api/keys/{id}', mostly: ['admin'], may: (_, is) => is('admin'), ask: one('key', (id) => `/api/keys/${id}`) },
  ...['webhooks', 'channels', 'backups'].map((list) => look(`/api/${list}`, () => `/api/${list}`, { mostly: ['admin'], may: (_, is) => is('admin') })),
  look('/api/jobs', () => '/api/jobs', { mostly: ['steward', 'admin'] }),
  look('/api/imports', () => '/api/imports', { mostly: ['steward'] }), look('/api/import-folders', () => '/api/import-folders', { mostly: ['admin', 'steward'] }), look('/api/import-targets', () => '/api/import-targets', { mostly: ['steward'] }), look('/api/import-mappings', () => '/api/import-mappings', { mostly: ['steward'] }),
  look('/api/cleaning', () => '/api/cleaning', { mostly: ['steward'] }), look('/api/cleaning/decisions', () => '/api/cleaning/decisions', { mostly: ['steward'] }),
  look('/api/analysis', () => '/api/analysis', { mostly: ['generalManager'] }), look('/api/analysis/reports', () => '/api/analysis/reports', { mostly: ['generalManager'] }),
  look('/api/people', () => '/api/people?q=P'), look('/api/people/{id}', (draw) => `/api/people/${person(draw)}`, { weight: 2 }), look('/api/departments', () => '/api/departments'), look('/api/me', () => '/api/me'),
  look('/api/limits', () => '/api/limits', { mostly: ['admin'] }), look('/api/fields', () => '/api/fields', { mostly: ['admin'] }), look('/api/dictionaries', () => '/api/dictionaries', { mostly: ['admin'] }), look('/api/rates', () => '/api/rates', { mostly: ['admin', 'steward'] }), look('/api/rates/changes', () => '/api/rates/changes', { mostly: ['admin', 'steward'] }), look('/api/workdays', () => '/api/workdays'), look('/api/service-matrix', () => '/api/service-matrix'), look('/api/classification', () => '/api/classification'),
];

export const PROCESS_DOORS: readonly Door[] = [...CORRECTIONS, ...PRIVACY, ...AUDIT, ...FILES_AND_WORDS, ...CLASSES, ...HOUSE];
