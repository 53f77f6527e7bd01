/** The whole server without a port: wires storage, rights, sync core, services and routes. Listening, signals and files of the process are left to `listen.ts`. */
import { join } from 'node:path';
import { createAccess } from './access/access.ts';
import type { ServerAccess } from './access/access.ts';
import { Directory } from './access/directory.ts';
import { createOwnTokens, eitherReader } from './access/own-tokens.ts';
import { Sessions } from './access/sessions.ts';
import { tokenReader } from './access/token.ts';
import type { ReadToken, TokenOptions } from './access/token.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { createRoutes } from './http/routes.ts';
import { clusterHub } from './nodes/cluster-hub.ts';
import type { ClusterHub } from './nodes/cluster-hub.ts';
import type { ClusterOptions } from './nodes/cluster.ts';
import { ALONE } from './nodes/nodes.ts';
import type { Nodes } from './nodes/nodes.ts';
import { everythingBy, heardBy, topicsOf } from './nodes/topics.ts';
import { Issuer } from './http/sign-in/issuer.ts';
import { SignIn } from './http/sign-in/sign-in.ts';
import type { Demo } from './http/demo-routes.ts';
import type { App } from './http/door.ts';
import { lifeOf } from './life.ts';
import type { Life } from './life.ts';
import { createAccessView } from './services/access/access-view.ts';
import { RequestKeeper } from './services/access/request-keeper.ts';
import { createAccessRequests } from './services/access/requests.ts';
import { ApiKeys } from './services/api-keys.ts';
import { Groups } from './services/analysis/groups.ts';
import { Reports } from './services/analysis/reports.ts';
import { cyclesOf, sameCycles } from '../model/classification/cycles.ts';
import { createArchives } from './services/archives.ts';
import { createBackups } from './services/backups.ts';
import { createBringMany } from './services/bring-many.ts';
import type { Backups } from './services/backups.ts';
import { Changes } from './services/changes.ts';
import { createChangesets } from './services/changesets/changesets.ts';
import type { RightsChange } from './services/changes.ts';
import { Classifier } from './services/classifier.ts';
import { Handover } from './services/handover/handovers.ts';
import { OpenAnswers } from './http/open-answers.ts';
import { Clocks } from './services/clocks.ts';
import { Catalogue } from './services/catalogue.ts';
import { Dictionaries } from './services/dictionaries.ts';
import { OwnFields } from './services/own-fields.ts';
import { createComments } from './services/comments.ts';
import { createCorrections } from './services/corrections/corrections.ts';
import { createCleaning } from './services/cleaning/cleaning.ts';
import { createDuplicates } from './services/duplicates/duplicates.ts';
import { createMerges } from './services/merge/merges.ts';
import { createOverrides } from './services/overrides/overrides.ts';
import { Channels } from './services/channels/channels.ts';
import { digestSource } from './services/channels/digest-source.ts';
import { createMailer } from './services/channels/mail.ts';
import { outside } from './services/channels/post.ts';
import { createNotices } from './services/notices/notices.ts';
import { createPrivacy } from './services/privacy/parts.ts';
import { createPolicy } from './services/policy/policy.ts';
import { LinkKey } from './services/elsewhere/link-key.ts';
import { Elsewhere } from './services/elsewhere/links.ts';
import { CalendarLinks } from './services/reminders/calendar.ts';
import { Keeper } from './services/reminders/keeper.ts';
import { createServiceMatrix } from './services/service-matrix/table.ts';
import { createReminders } from './services/reminders/reminders.ts';
import { WorkdayTable } from './services/reminders/workdays.ts';
import { dayOf } from './services/ageing.ts';
import { createDirectory } from './services/directory.ts';
import { Feed } from './services/events.ts';
import { FileNews } from './services/file-news.ts';
import { Files } from './services/files.ts';
import { createEntries } from './services/entries.ts';
import { createGlass } from './services/glass/glass.ts';
import { createGrants } from './services/grants.ts';
import { createWalls } from './services/walls/walls.ts';
import { HealthWatch } from './services/health-watch.ts';
import { createHistory } from './services/history.ts';
import { createImports } from './services/import/jobs.ts';
import type { Imports } from './services/import/jobs.ts';
import { importPort } from './services/import/port.ts';
import { SavedMappings } from './services/import/saved-mappings.ts';
import { FolderWatch } from './services/import/watch.ts';
import { watchedImport } from './services/import/watched-import.ts';
import { createLedger } from './services/ledger.ts';
import type { Logger } from './services/log.ts';
import { MajorMatters } from './services/major-matters.ts';
import { Metrics } from './services/metrics.ts';
import { OverviewProjector } from './services/overview.ts';
import type { Services } from './services/services.ts';
import { Traffic } from './services/traffic.ts';
import { createTransactions } from './services/transactions.ts';
import { sendWebhook } from './services/webhook-send.ts';
import type { Send } from './services/webhook-send.ts';
import { Webhooks } from './services/webhooks.ts';
import { RELEASE } from './release.ts';
import type { Storage } from './storage/storage.ts';
import { createHub } from './sync/hub.ts';
import type { HubOptions } from './sync/hub.ts';
import { TokenError } from './sync/sync.ts';
import type { Hub } from './sync/sync.ts';
import { Turns } from './turns.ts';
import { watchedLog } from './watched-log.ts';
import { Works } from './services/works.ts';
import { Exports } from './services/export/exports.ts';
import { Schedules } from './services/export/schedules.ts';
import { mayApproveErasure } from '../model/privacy/subject.ts';
import { keptUntil } from './services/privacy/kept-until.ts';
import { Ledger } from './services/privacy/ledger.ts';
import { createSubjects } from './services/privacy/subjects.ts';
import { createViews } from './services/views.ts';
import { Heads } from './services/audit/heads.ts';
import { Trail } from './services/audit/trail.ts';
import type { ArchiveId, PersonId, RandomBytes } from '../model/ids.ts';

export interface DossierOptions {
  readonly config: Config;
  /** Open; whoever opened it closes it after `stop`. */
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Logger;
  /** This server among others over one database; default: it is alone. */
  readonly nodes?: (ears: Pick<ClusterOptions, 'heard' | 'everything' | 'lost'>) => Nodes;
  /** How its open sections hear those of the others; must be there whenever others write to the same log, with a fan-out to nobody where there is none. Default: it writes alone. */
  readonly beside?: NonNullable<HubOptions['nodes']>;
  /** Present in the demo only. */
  readonly demo?: Demo;
  /** How an issuer's keys are fetched; default: the platform's `fetch`. */
  readonly fetch?: TokenOptions['fetch'];
  /** How webhooks are sent; default: over the network, never into it. */
  readonly sendWebhook?: Send;
  /** Built files; null: none are handed out. Default both null. */
  readonly files?: { readonly kit: string | null; /** The demo's. */ readonly pages: string | null; /** The server's own; they have no place in the demo. */ readonly own?: string | null; /** The documentation, beside the demo's pages. */ readonly docs?: string | null };
}

export interface Dossier extends Life {
  readonly app: App;
  readonly hub: Hub;
  readonly access: ServerAccess;
  readonly services: Services;
  readonly imports: Imports;
  /** How the columns of sources are read. */
  readonly mappings: SavedMappings;
  /** Looks into watched folders, which it also does by itself. */
  readonly folders: Pick<FolderWatch, 'look'>;
  /** Keeps reminders in step, which it also does by itself. */
  readonly keeper: Pick<Keeper, 'run' | 'settled'>;
  /** Tells who is in charge of what was reported, which it also does by itself. */
  readonly majors: Pick<MajorMatters, 'settled'>;
  /** Exports that make themselves. */
  readonly schedules: Pick<Schedules, 'settled'>;
  readonly backups: Backups;
  readonly nodes: Nodes;
  /** From now on `/readyz` says no, so that a load balancer sends nobody new; everything goes on. */
  drain(): void;
  readonly health: HealthWatch;
  /** What the transports count. */
  readonly traffic: Traffic;
}

export function createDossier(options: DossierOptions): Dossier {
  const { config, storage, clock, random, log } = options;
  const { identity, issuer, audience, claims, currency, limits } = config;
  const report = (event: string, error: unknown): void => { log.error({ err: error }, event); };

  const traffic = new Traffic();
  const clocks = new Clocks(clock);
  const directory = new Directory(clock);
  const sessions = new Sessions({ clock, random });
  const own = createOwnTokens({ audience, clock, random, lives: (sid, person) => sessions.get(sid)?.person === person });
  const readToken = eitherReader(own.read, tokenReader({ identity, issuer, audience, claims, clock, fetch: clocks.fetching(options.fetch ?? ((url: string, init: RequestInit) => fetch(url, init))), signedAt: (seconds) => { clocks.token(seconds); }, warn: (text) => { log.warn({}, text); } }));
  const countedRead: ReadToken = (token) => readToken(token).catch((error: unknown) => {
    if (error instanceof TokenError) traffic.refusedTokens++;
    throw error;
  });
  const trail = new Trail({ store: storage.audit, clock, report });
  const heads = new Heads({ store: storage.audit, events: storage.events, clock, log, file: config.auditHeads, syslog: config.auditSyslog, leads: () => nodes.leads() });
  const fileNews = new FileNews();
  const tradeNews = new FileNews();
  const keys = new ApiKeys({ store: storage.keys, clock, random, departments: () => directory.departments(), ended: (principal) => moved({ person: principal }), report });
  directory.withServices(keys);
  const access: ServerAccess = createAccess({
    keys: (text) => keys.session(text),
    storage, directory, readToken: countedRead, clock,
    ended: (said) => sessions.ended(said),
    // the connection that brought the new token must not wait for its own change
    claimsChanged: (person) => { void moved({ person }); },
    graceMs: limits.tokenGraceMs,
    firstSeen: (person) => standing(person),
    signedIn: (claims) => { trail.signedIn(claims); },
    filesAt: (archive, reads) => fileNews.newest(archive, reads),
    tradeAt: (archive, reads) => tradeNews.newest(archive, reads),
    rules: (schemes) => classifier.rules(schemes),
    handedOver: (archive) => handovers.follow.handedOver(archive),
    timePassed: (archive) => { void moved({ archive }); },
  });
  const catalogue = new Catalogue({ clock, random });
  const { schema } = catalogue;
  /** Of several servers, what is done once. */
  const leads = (): boolean => nodes.leads();
  const nodes: Nodes = options.nodes?.({
    heard: (news) => heardBy(topics)(news),
    everything: () => everythingBy(topics)(),
    lost: () => {
      if ('cut' in hub) hub.cut();
      answers.cutAll();
    },
  }) ?? ALONE;
  /** Of this node alone. */
  const here: Hub = createHub({ ...(options.beside === undefined ? {} : { nodes: options.beside }), schema, edition: () => catalogue.now().edition, log: watchedLog(storage.log, (milliseconds, error) => { health.committed(error); metrics.committed(milliseconds); }), access, clock, random, limits, report, opened: (person, opening) => {
    trail.used(person, opening.archive, [opening.decision]);
    return trail.opened(person, [opening]);
  }, refused: (actor, archive, section, code) => { trail.refused({ action: 'editRefused', actor, archive, section, facts: { code } }); } });

  const hub: Hub | ClusterHub = nodes === ALONE ? here : clusterHub(here, nodes);
  catalogue.onChange(() => { hub.catalogueChanged(); });

  const changes = new Changes();
  const answers = new OpenAnswers();
  const moved = async (what: RightsChange): Promise<void> => {
    await hub.rightsChanged(what).catch((error: unknown) => { report('rights not decided again', error); });
    changes.rights(what);
  };
  /** Who else manages an archive depends on whether its owner is active. */
  const standing = async (owner: PersonId): Promise<void> => {
    for (const archive of await storage.archives.ownedBy(owner)) await moved({ archive });
  };
  const strategies = () => ({ cycles: cyclesOf(catalogue.now().dictionaries), revision: (catalogue.state.changes['D-55']?.revision ?? 0) + (catalogue.state.changes['D-56']?.revision ?? 0) });
  const classifier = new Classifier({ storage, hub, changes, clock, today: () => dayOf(clock.now(), config.timezone), log, currency, strategies });
  // classes and reminders rest on the days that strategies count
  let { cycles } = strategies();
  catalogue.onChange(() => {
    const before = cycles;
    ({ cycles } = strategies());
    if (sameCycles(before, cycles)) return;
    classifier.changed();
    keeper.rulesChanged();
  });
  const overview = new OverviewProjector({ storage, hub, changes, clock, log, populationChanged: () => { classifier.changed(); } });
  const shared = { storage, access, hub, changes, turns: new Turns<ArchiveId>(), clock, random };
  const singly = createArchives({ ...shared, overview, schema });
  const bringMany = createBringMany({ storage, overview, schema, limits, clock, random, forget: (id) => { access.forget(id); }, one: (by, archive, changeset) => singly.bring(by, archive, changeset) });
  const archives = { ...singly, ...createGrants(shared), bringMany };
  const files = new Files({ ...shared, news: fileNews, limits, report });
  const tradeHeard = { note: (archive: ArchiveId, section: 'trade' | 'stays', at: string): void => { tradeNews.note(archive, section, at); keeper.changed(archive); } };
  const traded = (archive: ArchiveId, section: 'trade' | 'stays'): void => { tradeHeard.note(archive, section, new Date(clock.now()).toISOString()); };
  const transactions = createTransactions({ ...shared, news: tradeHeard, classifier, currency });
  const feed = new Feed({ store: storage.events, settings: storage.directory, access, hub, changes, clock, random, days: limits.eventDays, report });
  const webhooks = new Webhooks({ store: storage.webhooks, settings: storage.directory, feed, keys, clock, random, send: options.sendWebhook ?? sendWebhook, log, leads });
  const people = createDirectory({ ...shared, directory, standingChanged: standing });
  /** Which archives a key reaches may follow from the departments. */
  const alsoKeys = async (done: Promise<void>): Promise<void> => {
    await done;
    for (const person of keys.bounded()) await moved({ person });
  };
  const duplicates = createDuplicates({ storage, access, hub, clock, log, timezone: config.timezone, leads });
  const works = new Works(clock, random);
  const ledger = createLedger({ ...shared, catalogue, store: transactions.put, traded, timezone: config.timezone });
  const exports = new Exports({ opened: (person, openings) => trail.opened(person, openings), storage, access, hub, catalogue, clock, timezone: config.timezone, ledger, spool: join(config.data, 'exports') });
  const views = createViews({ storage, access, catalogue, clock, random });
  const schedules = new Schedules({ exports, views, settings: storage.directory, directory, works, clock, random, timezone: config.timezone, root: config.exported, report, leads });
  const changesets = createChangesets({ ...shared, archives, person: (id) => directory.person(id), report, nodes });
  const cleaning = createCleaning({ storage, access, hub, schema, catalogue, changesets, imports: () => imports, clock, random, log, report, timezone: config.timezone, leads });
  const today = (): string => dayOf(clock.now(), config.timezone);
  const workdays = new WorkdayTable(storage.directory, directory, clock);
  const reminders = createReminders({ storage, access, catalogue, workdays, clock, random, today, currency, released: (whose, which) => notices.released(whose, which), handed: (line) => notices.handed(line) });
  const comments = createComments(shared);
  const notices = createNotices({ storage, access, hub, comments, reminders: () => reminders, clock, random, today, report });
  const majors = new MajorMatters({ storage, hub, directory, notices, clock, report, leads });
  const accessRequests = createAccessRequests({ ...shared, tell: (all) => notices.tell(all), heard: () => { requestKeeper.heard(); } });
  const requestKeeper = new RequestKeeper({ storage, access, changes, clock, acts: accessRequests, tell: (all) => notices.tell(all), report, leads });
  const linkKey = new LinkKey(storage.directory, random);
  const calendar = new CalendarLinks({ storage, access, catalogue, clock, random, timezone: config.timezone, today, key: linkKey, archiveUrl: config.archiveUrl });
  const elsewhere = new Elsewhere({ storage, access, calendar, key: linkKey, clock, random, archiveUrl: config.archiveUrl });
  const matrix = createServiceMatrix({ settings: storage.directory, directory, clock });
  const keeper: Keeper = new Keeper({ storage, access, hub, catalogue, changes, clock, log, matrix: () => matrix.get(), creditMonths: () => workdays.table.creditMonths, firstContact: (archive) => handovers.follow.firstContact(archive), silenced: (archive) => privacy.consents.silences(archive), timezone: config.timezone, today, now: () => new Date(clock.now()).toISOString(), concerned: (whose) => { reminders.concerned(whose); }, passed: () => reminders.openAll(), leads });
  const handovers: Handover = new Handover({
    ...shared, notices, workdays, today, report, nodes, keeper: () => keeper, cut: (person) => { answers.cut(person); },
    signedOut: (person, at) => {
      signIn?.forget(sessions.endedAt(person, at));
      directory.forgetClaims(person);
    },
    sessions: (person) => sessions.count(person), keys: (person) => keys.list().filter((key) => key.createdBy === person && key.ended === null).length,
  });
  const channels = new Channels({
    store: storage.webhooks, settings: storage.directory, directory, digest: digestSource({ reminders, unread: async (person) => (await notices.page(person, { unread: true, before: null, limit: 1 })).unread }), mailer: config.smtp === null ? null : createMailer(config.smtp),
    post: outside(() => webhooks.hosts), hosts: () => webhooks.hosts, page: `${config.publicUrl?.href.replace(/\/+$/, '') ?? `http://${config.host}:${config.port}`}/today`, timezone: config.timezone, clock, random, log, leads,
  });
  const groups = new Groups({ storage, catalogue, hub, changes, clock, timezone: config.timezone, currency });
  const reports = new Reports({ storage, access, catalogue, groups, clock, log, timezone: config.timezone, currency, leads });
  const subjects = createSubjects({
    storage, access, hub, clock, random, changesets, report, nodes, folder: config.data, ledger: new Ledger(config.data, config.backups), backups: async () => keptUntil(await backups.stored(), limits),
    settled: async () => { await overview.settled(); await duplicates.settled(); await keeper.settled(); },
    waiting: (job, by) => notices.tell(directory.people().filter((person) => person.id !== by && mayApproveErasure(person)).map((person) => ({ person: person.id, kind: 'erasureWaiting', mark: `erasure ${job}`, by }))),
    refresh: async (ids) => { for (const archive of ids) access.forget(archive); await overview.refresh(ids); hub.digestsChanged(ids); changes.digests(ids); },
    changed: async (ids) => { for (const archive of ids) { access.forget(archive); await moved({ archive }); await privacy.forgetErased(archive); } hub.digestsChanged(ids); changes.digests(ids); },
  });
  const privacy = createPrivacy({
    storage, access, hub, catalogue, clock, random, today, report, leads, subjects, timezone: config.timezone, company: () => config.publicUrl?.hostname ?? config.host,
    changed: (archive) => { keeper.changed(archive); }, turns: shared.turns, backups: config.backups,
    moved: async (archive) => { access.forget(archive); await moved({ archive }); await overview.refresh([archive]); keeper.changed(archive); hub.digestsChanged([archive]); changes.digests([archive]); }, marked: (archive) => { hub.digestsChanged([archive]); changes.digests([archive]); }, backupMonths: limits.backupsMonthly,
  });
  const services: Services = {
    ...privacy,
    subjects,
    reports, groups,
    channels,
    trail,
    works, exports, schedules,
    keys, events: feed, webhooks,
    archives,
    transactions,
    ledger,
    directory: { ...people, putDepartments: (departments, by) => alsoKeys(people.putDepartments(departments, by)), dropDepartment: (id, by) => alsoKeys(people.dropDepartment(id, by)) },
    overview,
    classifier,
    history: createHistory({ ...shared, archives }),
    changesets,
    cleaning,
    files,
    comments,
    duplicates,
    reminders, workdays, notices, calendar, elsewhere, handovers,
    access: createAccessView({ storage, access, clock, today }), accessRequests, requestKeeper,
    walls: createWalls({ ...shared, refresh: (ids) => overview.refresh(ids) }),
    glass: createGlass({ ...shared, notices }),
    entries: createEntries({ ...shared, schema }),
    policy: createPolicy({ storage, directory, ownSignIn: config.oidc !== null && config.publicUrl !== null, hub, changes, notices, clock }),
    overrides: createOverrides({ store: storage.overrides, access, reclassify: () => { classifier.changed(); }, clock, today, report }),
    corrections: createCorrections({ ...shared, catalogue, schema, changesets, notices, workdays, today, report, leads }),
    merges: createMerges({ ...shared, nodes, overview, classifier, schema, traded, report, opened: (person, openings) => trail.opened(person, openings) }),
    catalogue,
    schema,
    dictionaries: new Dictionaries(catalogue),
    fields: new OwnFields(catalogue),
  };
  const endAll = async (person: PersonId, by: PersonId = person): Promise<void> => {
    const ids = await sessions.endAll(person, by);
    signIn?.forget(ids);
    directory.forgetClaims(person);
    await moved({ person });
  };
  const endSession = async (person: PersonId, session: string): Promise<void> => {
    await sessions.end([session]);
    signIn?.forget([session]);
    await moved({ person });
  };
  const signIn: SignIn | null = config.oidc === null || config.publicUrl === null ? null : new SignIn({
    issuer: new Issuer({ oidc: config.oidc, callback: `${config.publicUrl.href.replace(/\/+$/, '')}/sign-in/callback`, clock, log }),
    sessions, tokens: own, claims, clock, log,
    isShutOut: (person) => directory.stored(person)?.active === false,
    ended: (person) => moved({ person }), endAll,
  });
  // what is on its way to who is shut out arrives no more
  changes.onRights(({ person }) => { if (person !== undefined && directory.person(person) === null) answers.cut(person); });
  // who is shut out is signed in nowhere when they come back
  changes.onRights(({ person }) => {
    if (person !== undefined && directory.stored(person)?.active === false) sessions.endOf(person).then((ids) => signIn?.forget(ids), (error: unknown) => { report('sessions not ended', error); });
  });
  const imports = createImports({
    facts: storage.facts, rows: storage.imports, changesets: services.changesets, portFor: (of) => importPort({ storage, hub, services, changes, directory, traded, fileBytes: limits.fileBytes }, of), currency, clock, random,
    likely: (candidate, person) => duplicates.findDuplicates(candidate, person),
    onError: (error) => { report('import failed', error); },
    ended: (job, what, changeset) => {
      cleaning.imported(job, what, changeset);
      duplicates.imported(changeset);
    },
  });
  const mappings = new SavedMappings(storage.directory, clock);
  const folderWatch = new FolderWatch({ clock, leads: () => nodes.leads(), folders: () => mappings.folders(), run: watchedImport(imports, mappings), onError: (error) => { report('a watched folder could not be read', error); } });
  const backups = createBackups({ storage, into: config.backups, clock, random, log });
  const health = new HealthWatch({ config, storage, directory, backups, traffic, clocks, clock, log, version: RELEASE, demo: options.demo !== undefined, exportsFailed: () => schedules.failed });
  const metrics = new Metrics({ traffic, hub, health, version: RELEASE });
  hub.onAccepted(() => { traffic.edits++; });
  const app = createRoutes({ config, storage, access, hub, services, changes, answers, clock, random, log, health, nodes, ready: () => !draining && nodes.ready(), demo: options.demo !== undefined }, { imports, backups, metrics, demo: options.demo, files: options.files, signIn, signIns: { sessions, endAll, end: endSession } });

  let draining = false;
  const topics = topicsOf({ storage, directory, access, sessions, keys, catalogue, own, linkKey, workdays, consents: privacy.consents, feed, classifier, channels, webhooks, notices, handovers, requestKeeper, majors, hub: here, changes, signedOut: (ids) => signIn?.forget(ids) });
  const life = lifeOf({
    nodes, clock, storage, log, random, report, directory, access, catalogue, catalogueRead: () => { ({ cycles } = strategies()); }, sessions, own, keys, feed, webhooks, files, heads, trail, services,
    duplicates, workdays, linkKey, notices, privacy, requestKeeper, majors, keeper, handovers, reports, cleaning, classifier, folderWatch, schedules, channels, overview, subjects, imports, hub,
  });
  return { app, hub, access, services, majors, keeper, schedules, imports, mappings, folders: folderWatch, backups, nodes, drain: () => { draining = true; }, health, traffic, ...life };
}
