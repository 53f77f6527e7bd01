/** Registers all elements, on demand under a prefix; importing this file registers nothing. `dossier.ts` is this with the plain names. */
import { ArchiveForm } from './archive-form.ts';
import { ArchiveSession } from './archive-session.ts';
import { ClassificationBadge } from './classification-badge.ts';
import { ContactTimeline } from './contact-timeline.ts';
import { CustomerCard } from './customer-card.ts';
import { installFullSession } from './internal/full-session.ts';
import { defineTags, type DefineOptions } from './internal/registry.ts';
import { loadWhenSeen, type Loaders } from './internal/when-seen.ts';
import { PresenceStack } from './presence-stack.ts';
import { SyncStatus } from './sync-status.ts';

export type { DefineOptions };

/** What most pages use, here at once. */
const AT_ONCE = {
  'archive-session': ArchiveSession,
  'customer-card': CustomerCard,
  'contact-timeline': ContactTimeline,
  'archive-form': ArchiveForm,
  'classification-badge': ClassificationBadge,
  'sync-status': SyncStatus,
  'presence-stack': PresenceStack,
} as const satisfies Readonly<Record<string, CustomElementConstructor>>;

/** The others come when their tag first stands on the page. */
const WHEN_SEEN: Readonly<Record<string, () => Promise<CustomElementConstructor>>> = {
  'customer-list': async () => (await import('./customer-list.ts')).CustomerList,
  'customer-create': async () => (await import('./customer-create.ts')).CustomerCreate,
};

/** Registers every element of the kit; call it once, before or after the tags are on the page. */
export function define(options: DefineOptions = {}): void {
  installFullSession();
  defineTags(AT_ONCE, options);
  const loaders: Record<string, () => Promise<void>> = {};
  for (const [tag, load] of Object.entries(WHEN_SEEN)) {
    loaders[options.prefix === undefined ? tag : `${options.prefix}-${tag}`] = async () => defineTags({ [tag]: await load() }, options);
  }
  loadWhenSeen(loaders satisfies Loaders);
}
