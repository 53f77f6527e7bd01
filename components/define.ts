/** Registers all elements, on demand under a prefix; importing this file registers nothing. `dossier.ts` is this with the plain names. */
import { ArchiveSession } from './archive-session.ts';
import { ClassificationBadge } from './classification-badge.ts';
import { CustomerCard } from './customer-card.ts';
import { installFullSession } from './internal/full-session.ts';
import { page } from './internal/page.ts';
import { defineTags, tagName, type DefineOptions } from './internal/registry.ts';
import { wordsHere } from './internal/strings/index.ts';
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

/** `customer-list` → `CustomerList`: what the module of a tag exports. */
type ClassOf<Tag extends string> = Tag extends `${infer First}-${infer Rest}` ? `${Capitalize<First>}${ClassOf<Rest>}` : Capitalize<Tag>;
type Loads<Table> = { readonly [Tag in keyof Table & string]: () => Promise<{ readonly [Name in ClassOf<Tag>]: CustomElementConstructor }> };
/** A table whose modules export the classes of their tags. */
const modules = <Table extends Loads<Table>>(table: Table): Table => table;
const classOf = (tag: string): string => tag.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

/** Large: loaded when their tag first stands on the page, and else once the browser has nothing better to do, for a tag inside somebody's shadow root is not seen from here. */
const SOON = modules({
  'archive-form': () => import('./archive-form.ts'),
  'contact-timeline': () => import('./contact-timeline.ts'),
});
/** On few pages: loaded when first seen, never otherwise. */
const WHEN_SEEN = modules({
  'customer-list': () => import('./customer-list.ts'),
  'archive-files': () => import('./archive-files.ts'),
  'archive-history': () => import('./archive-history.ts'),
  'customer-create': () => import('./customer-create.ts'),
  'transaction-ledger': () => import('./transaction-ledger.ts'),
  'record-comments': () => import('./record-comments.ts'),
  'dossier-admin': () => import('./dossier-admin.ts'),
  'duplicate-review': () => import('./duplicate-review.ts'),
  'cleaning-bench': () => import('./cleaning-bench.ts'),
  'import-assistant': () => import('./import-assistant.ts'),
  'relation-map': () => import('./relation-map.ts'),
  'reminder-list': () => import('./reminder-list.ts'),
  'notice-inbox': () => import('./notice-inbox.ts'),
  'archive-access': () => import('./archive-access.ts'),
  'hand-over': () => import('./hand-over.ts'),
  'aml-sheet': () => import('./aml-sheet.ts'),
  'policy-page': () => import('./policy-page.ts'),
  'audit-log': () => import('./audit-log.ts'),
  'wall-list': () => import('./wall-list.ts'),
  'emergency-access': () => import('./emergency-access.ts'),
  'emergency-review': () => import('./emergency-review.ts'),
  'subject-desk': () => import('./subject-desk.ts'),
  'sign-in-list': () => import('./sign-in-list.ts'),
  'customer-analysis': () => import('./customer-analysis.ts'),
  'correction-case': () => import('./correction-case.ts'),
});

type Soon = typeof SOON & typeof WHEN_SEEN;
type ElementIn<Module, Name> = Name extends keyof Module ? (Module[Name] extends abstract new (...given: never[]) => infer Element ? Element : never) : never;
/** Which tag is which class. */
export type DossierTags = { [Tag in keyof typeof AT_ONCE]: InstanceType<(typeof AT_ONCE)[Tag]> } & { [Tag in keyof Soon]: ElementIn<Awaited<ReturnType<Soon[Tag]>>, ClassOf<Tag>> };
/** The same under a prefix; `declare global { interface HTMLElementTagNameMap extends PrefixedTags<'acme'> {} }` tells the compiler. */
export type PrefixedTags<Prefix extends string> = { [Tag in keyof DossierTags as `${Prefix}-${Tag}`]: DossierTags[Tag] };

/** Registers every element of the kit; call it once, before or after the tags are on the page, and again for each shadow root with tags that load when seen. */
export function define(options: DefineOptions = {}): void {
  const first = (page.define ??= define);
  if (first !== define) return first(options);
  installFullSession();
  if (!defineTags(AT_ONCE, options)) return;
  const loaders: Record<string, () => Promise<void>> = {};
  for (const [tag, load] of Object.entries<() => Promise<object>>({ ...SOON, ...WHEN_SEEN })) {
    let loading: Promise<void> | undefined;
    const register = async (): Promise<void> => {
      if (tag in SOON) void wordsHere('sheet');
      const module = await load();
      await wordsHere();
      defineTags({ [tag]: Reflect.get(module, classOf(tag)) as CustomElementConstructor }, options);
    };
    loaders[tagName(tag, options)] = () => (loading ??= register().catch((error: unknown) => {
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
