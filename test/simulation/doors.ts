/** What a door of the game is: a route of the interface, how somebody goes through it, and who may. The tables are `doors-*.ts`; what is left out, and why, `doors-left.ts`. */
import type { ArchiveId } from '../../model/ids.ts';
import type { SectionKey } from '../../model/sections.ts';
import type { Who } from '../helpers/http-world.ts';
import type { RestMark, Standing, WordKind } from './rest-words.ts';

/** What a door is given to fill itself. */
export interface Draw {
  readonly by: Who;
  readonly archive: ArchiveId;
  readonly archives: readonly ArchiveId[];
  readonly people: readonly Who[];
  readonly department: string;
  chance(): number;
  pick<T>(list: readonly T[]): T;
  /** A new canary; `told`: who hears it besides its kind's readers. */
  word(kind: WordKind, more?: { readonly section?: SectionKey; readonly told?: readonly string[] }): string;
  /** What an answer has told of before: an id, or an answer's own word. Undefined: nothing of the kind yet. */
  id(kind: string): string | undefined;
  /** Whose answer told of this id first: who made it. */
  maker(id: string): readonly string[];
  /** Some canary of the game. */
  known(): string;
  /** A moment or day from now. */
  at(milliseconds: number): string;
  day(days: number): string;
}

export interface Ask {
  readonly path: string;
  readonly body?: unknown;
  /** The section that the answer is of; null: of the archive as a whole. Where it may not be seen, the answer is that of what never was. */
  readonly section?: SectionKey | null;
  /** These hear what was typed here. */
  readonly typed?: readonly string[];
}

export interface Door {
  /** As the description names it. */
  readonly route: string;
  ask(draw: Draw): Ask | null;
  /** Its answer names a new thing of this kind: `id`, or the word of the answer behind the colon; of lists of every item. */
  readonly gives?: string;
  /** Roles that go through it more often than others. */
  readonly mostly?: readonly string[];
  /** Somebody's rights may be other ones afterwards. */
  readonly moves?: true;
  /** Whoever it let through must have been this, said a second time; `archive` is the one that was asked about. */
  readonly may?: (who: Standing, is: (...roles: readonly string[]) => boolean) => boolean;
  /** What its answer holds besides what its kind's readers read: said by this door's own rule. */
  readonly also?: (who: Standing, mark: RestMark) => boolean;
  /** Times as often as a door without it. */
  readonly weight?: number;
  /** Changes something and leaves no row in the audit: why that is right. */
  readonly unwritten?: string;
}

export const all = ['generalManager', 'steward', 'compliance', 'auditor', 'admin'] as const;
/** A door that only answers. */
export const look = (route: string, path: (draw: Draw) => string | null, more: Partial<Omit<Door, 'route' | 'ask'>> & { readonly section?: SectionKey | null } = {}): Door => ({
  route: `GET ${route}`, ...more,
  ask: (draw) => { const found = path(draw); return found === null ? null : { path: found, ...(more.section === undefined ? {} : { section: more.section }) }; },
});
/** Of one thing, if one is known. */
export const lookAt = (route: string, kind: string, path: (id: string, draw: Draw) => string, more: Partial<Omit<Door, 'route' | 'ask'>> & { readonly section?: SectionKey | null } = {}): Door =>
  look(route, (draw) => { const id = draw.id(kind); return id === undefined ? null : path(id, draw); }, more);
export const under = (draw: Draw, rest = ''): string => `/api/archives/${draw.archive}${rest}`;
/** Somebody whose id this person may have learnt: of whoever leaves no presence only those who see them have. */
export const somebody = (draw: Draw): string => draw.pick(draw.people.filter(({ roles = [] }) => !roles.some((role) => role === 'compliance' || role === 'auditor') || (draw.by.roles ?? []).some((role) => role === 'compliance' || role === 'auditor' || role === 'admin'))).sub;
