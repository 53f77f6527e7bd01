/** The small entry: badges and their session, live, without Yjs and without REST. */
import { ArchiveSession } from './archive-session.ts';
import { ClassificationBadge } from './classification-badge.ts';
import { defineTags } from './internal/registry.ts';

export type { ArchiveSession, ClassificationBadge };

defineTags({ 'archive-session': ArchiveSession, 'classification-badge': ClassificationBadge });
