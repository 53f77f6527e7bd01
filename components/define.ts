/** Registers all elements, on demand under a prefix; importing this file registers nothing. `dossier.ts` is this with the plain names. */
import { ArchiveSession } from './archive-session.ts';
import { ClassificationBadge } from './classification-badge.ts';
import { CustomerCard } from './customer-card.ts';
import { installFullSession } from './internal/full-session.ts';
import { page } from './internal/page.ts';
import { defineTags, tagName, type DefineOptions } from './internal/registry.ts';
import { loadWhenSeen } from './internal/when-seen.ts';
import { PresenceStack } from './presence-stack.ts';
import { SyncStatus } from './sync-status.ts';

export type { DossierEvents } from './internal/events.ts';
export type { DefineOptions };

/** Small and on most pages: here at once. */
const AT_ONCE = {
  'archive-session': ArchiveSession,
  'customer-card': CustomerCard,
  'classification-badge': ClassificationBadge,
  'sync-status': SyncStatus,
  'presence-stack': PresenceStack,
} as const satisfies Readonly<Record<string, CustomElementConstructor>>;

type Load = () => Promise<CustomElementConstructor>;
/** Large: loaded when their tag first stands on the page, and else once the browser has nothing better to do, for a tag inside somebody's shadow root is not seen from here. */
const SOON = {
  'archive-form': async () => (await import('./archive-form.ts')).ArchiveForm,
  'contact-timeline': async () => (await import('./contact-timeline.ts')).ContactTimeline,
} as const satisfies Readonly<Record<string, Load>>;
/** On few pages: loaded when first seen, never otherwise. */
const WHEN_SEEN = {
  'customer-list': async () => (await import('./customer-list.ts')).CustomerList,
  'archive-files': async () => (await import('./archive-files.ts')).ArchiveFiles,
  'archive-history': async () => (await import('./archive-history.ts')).ArchiveHistory,
  'customer-create': async () => (await import('./customer-create.ts')).CustomerCreate,
  'transaction-ledger': async () => (await import('./transaction-ledger.ts')).TransactionLedger,
  'record-comments': async () => (await import('./record-comments.ts')).RecordComments,
  'dossier-admin': async () => (await import('./dossier-admin.ts')).DossierAdmin,
  'duplicate-review': async () => (await import('./duplicate-review.ts')).DuplicateReview,
  'cleaning-bench': async () => (await import('./cleaning-bench.ts')).CleaningBench,
  'import-assistant': async () => (await import('./import-assistant.ts')).ImportAssistant,
  'relation-map': async () => (await import('./relation-map.ts')).RelationMap,
  'reminder-list': async () => (await import('./reminder-list.ts')).ReminderList,
  'notice-inbox': async () => (await import('./notice-inbox.ts')).NoticeInbox,
  'archive-access': async () => (await import('./archive-access.ts')).ArchiveAccess,
  'hand-over': async () => (await import('./hand-over.ts')).HandOver,
  'aml-sheet': async () => (await import('./aml-sheet.ts')).AmlSheet,
  'policy-page': async () => (await import('./policy-page.ts')).PolicyPage,
  'audit-log': async () => (await import('./audit-log.ts')).AuditLog,
  'wall-list': async () => (await import('./wall-list.ts')).WallList,
  'emergency-access': async () => (await import('./emergency-access.ts')).EmergencyAccess,
  'emergency-review': async () => (await import('./emergency-review.ts')).EmergencyReview,
  'subject-desk': async () => (await import('./subject-desk.ts')).SubjectDesk,
  'sign-in-list': async () => (await import('./sign-in-list.ts')).SignInList,
  'customer-analysis': async () => (await import('./customer-analysis.ts')).CustomerAnalysis,
  'correction-case': async () => (await import('./correction-case.ts')).CorrectionCase,
} as const satisfies Readonly<Record<string, Load>>;

type Soon = typeof SOON & typeof WHEN_SEEN;
/** Which tag is which class. */
export type DossierTags = { [Tag in keyof typeof AT_ONCE]: InstanceType<(typeof AT_ONCE)[Tag]> } & { [Tag in keyof Soon]: InstanceType<Awaited<ReturnType<Soon[Tag]>>> };
/** The same under a prefix; `declare global { interface HTMLElementTagNameMap extends PrefixedTags<'acme'> {} }` tells the compiler. */
export type PrefixedTags<Prefix extends string> = { [Tag in keyof DossierTags as `${Prefix}-${Tag}`]: DossierTags[Tag] };

/** Registers every element of the kit; call it once, before or after the tags are on the page, and again for each shadow root with tags that load when seen. */
export function define(options: DefineOptions = {}): void {
  const first = (page.define ??= define);
  if (first !== define) return first(options);
  installFullSession();
  if (!defineTags(AT_ONCE, options)) return;
  const loaders: Record<string, () => Promise<void>> = {};
  for (const [tag, load] of Object.entries<Load>({ ...SOON, ...WHEN_SEEN })) {
    let loading: Promise<void> | undefined;
    loaders[tagName(tag, options)] = () => (loading ??= load().then((element) => void defineTags({ [tag]: element }, options)).catch((error: unknown) => {
      loading = undefined; // the next one that appears tries again
      throw error;
    }));
  }
  loadWhenSeen(loaders, options.root);
  whenIdle(() => {
    // A failure is told when the tag is really there; until then nobody misses it.
    for (const tag of Object.keys(SOON)) loaders[tagName(tag, options)]!().catch(() => undefined);
  });
}

/** Safari has no idle callback. */
const whenIdle = (call: () => void): unknown =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(call, { timeout: 5_000 }) : setTimeout(call, 2_000);
