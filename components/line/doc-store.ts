/**
 * Runs one open section: begins a copy of its document, and when the server refuses or renews it, a new one with what was not saved.
 * A copy itself is `copy.ts`, what becomes of refused values `leftover.ts`; counting who holds a section is `sections.ts`.
 */
import type { Opened } from '../../model/protocol.ts';
import { parseDocSection, SECTIONS } from '../../model/sections.ts';
import type { FullSession } from '../internal/full-session.ts';
import type { Refused, Stop, Unsaved } from '../internal/session.ts';
import { Copy, type Cause, type Leftover, type Shown } from './copy.ts';
import type { Outbox, Place } from './outbox.ts';
import { Presence } from './presence.ts';
import { FLAG, savedState, summarise, type Pending } from './saved.ts';
import { nameOf, open, type Engine, type Section } from './sections.ts';
import { valueOf } from './values.ts';

export { AGAIN } from './copy.ts';
export { leave } from './leave.ts';

type Keeping = typeof import('./keeping.ts');

/** So many refusals in a row, and all that waits is for the person: the server ends a socket after ten in a minute. */
const ROUNDS = 4;
/** A section that one may not see is asked for again: nothing tells about a right on a part of an archive. */
const ASK_AGAIN = 60_000;

/** Of the page, whatever its sessions; undefined until somebody may write, or has. */
let keeping: Keeping | undefined;
let box: Outbox | undefined;
let loading: Promise<Keeping | undefined> | undefined;
const load = ({ shared }: FullSession): Promise<Keeping | undefined> => (loading ??= import('./keeping.ts').then(
  (part) => {
    keeping = part;
    box = new part.Outbox(shared.clock);
    void box.ready();
    return part;
  },
  (error: unknown) => {
    console.warn('dossier: the outbox could not be loaded', error); // edits live as long as the page, and the page says so
    loading = undefined;
    return undefined;
  },
));
/** Whether an outbox was ever written in this browser: whoever only reads needs none. */
function written(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false; // storage is switched off, and with it the outbox
  }
}

export function startEngine(section: Section, session: FullSession): void {
  new SectionEngine(section, session);
}

/** Takes away what the browser keeps, of a person who signs out or of all but the one who signed in. */
export async function wipe(session: FullSession, whose: (person: string) => boolean): Promise<void> {
  if (written() && (await load(session))) await box?.wipe(session.endpoint, whose);
}

class SectionEngine implements Engine {
  readonly #section: Section;
  readonly #session: FullSession;
  readonly #presence: Presence;
  readonly #restricted: boolean;
  readonly #pending: { -readonly [key in keyof Pending]: Pending[key] } = { pending: 0, savedAt: null, trying: false, keeps: true };
  #copy: Copy | null = null;
  #place: Place;
  #rounds = 0;
  #told: readonly Refused[];
  #online = true;
  #ended = false;
  #stopAsking: Stop | undefined;
  readonly #stop: Stop;

  constructor(section: Section, session: FullSession) {
    this.#section = section;
    this.#session = session;
    this.#told = section.refused;
    const parsed = parseDocSection(section.section);
    this.#restricted = parsed !== undefined && SECTIONS[parsed.section].class.kind === 'restricted';
    this.#place = { endpoint: session.endpoint, person: '', archive: section.ref, ref: section.ref, section: section.section };
    this.#presence = new Presence(section, session);
    section.engine = this;
    this.#begin([]);
    this.#stop = session.shared.line.subscribe(() => {
      if (this.#ended) return;
      const online = session.state.kind === 'online';
      if (online && !this.#online) this.again();
      this.#online = online;
      this.#copy?.showState();
      this.#tell({});
    });
    this.focus(section.field);
  }

  focus(key: string | null): void {
    this.#presence.focus(key);
  }
  authorOf(client: number): { readonly id: string; readonly name: string } | null {
    return this.#presence.authorOf(client);
  }
  retry(key: string): void {
    const refused = this.#section.refused.find((each) => each.key === key);
    const copy = this.#copy;
    if (refused === undefined || !copy?.synced || this.#section.state.kind !== 'ready') return;
    this.drop(key);
    const { value, base } = refused;
    const text = key.startsWith('text:') && typeof base === 'string' && keeping?.mergeText(base, String(value ?? ''), String(valueOf(copy.doc, key)));
    copy.write([[key, text || (value as string | null)]]);
  }
  drop(key: string): void {
    this.#tell({ refused: this.#section.refused.filter((refused) => refused.key !== key) });
  }
  again(): void {
    const { kind } = this.#section.state;
    if (kind === 'missing' && this.#copy === null) this.#begin([]);
    else if (kind === 'failed') this.#copy?.again();
  }
  unsaved(atRisk: boolean): readonly Unsaved[] {
    const { archive, section } = this.#place;
    const waiting = atRisk && !this.#copy?.atRisk ? [] : (this.#copy?.leftover() ?? []).flatMap(({ words }) => words);
    return [...this.#section.refused, ...waiting].map(({ key, value }) => ({ archive, section, key, value }));
  }
  /** What a person wrote outlives the element it was written in: a section ends when it is saved and nobody holds it. */
  released(): void {
    const { holders, saved } = this.#section;
    if (holders > 0 || saved.kind !== 'saved' || this.#ended) return;
    const sections = open.get(this.#session);
    for (const [name, section] of sections ?? []) if (section === this.#section) sections!.delete(name);
    this.end();
  }
  end(): void {
    this.#ended = true;
    this.#stop();
    this.#stopAsking?.();
    this.#presence.end();
    this.#copy?.end();
    // What is not saved goes up from the next who opens the section, here or in another tab.
    const left = this.#copy?.leftover() ?? [];
    if (!this.#restricted && left.length > 0) box?.giveBack(left.flatMap(({ ids }) => ids), left.flatMap(({ copies }) => copies));
    summarise(this.#session);
  }

  #tell(shown: Shown, pending?: Partial<Pending>): void {
    const section = this.#section;
    Object.assign(this.#pending, pending);
    const { state, refused } = { ...section, ...shown };
    // Whoever may write will need it, and perhaps just when the server cannot be reached.
    if (state.kind === 'ready' && state.level !== 'read') void load(this.#session);
    section.tell({ ...shown, saved: savedState(this.#pending, refused.length, this.#session.state.kind === 'online' && state.kind !== 'failed') });
    if (section.refused !== this.#told) {
      this.#told = section.refused;
      // what waits for the person would otherwise be lost with the page
      if (!this.#restricted && this.#place.person !== '') box?.say(this.#place, { copy: `${box.tab}/${nameOf(this.#place.archive, section.section)}`, epoch: 0, words: this.#told });
    }
    this.#risk();
    this.released();
  }
  readonly #risk = (): void => {
    this.#section.atRisk = this.#copy?.atRisk ?? this.#pending.pending > 0;
    summarise(this.#session);
  };

  /** A new document under a new author id; `left` is settled once it has synced. */
  #begin(left: readonly Leftover[]): void {
    this.#stopAsking?.();
    this.#copy = new Copy({
      section: this.#section, session: this.#session, left,
      settling: keeping,
      outbox: this.#restricted ? null : box,
      loadOutbox: async () => ((await load(this.#session)) && box) ?? null,
      place: () => this.#place,
      cut: async (message, most) => (await load(this.#session))?.cutMessage(message, most) ?? [message],
      opened: (info) => this.#opened(info),
      tell: (shown, pending) => this.#tell(shown, pending),
      risk: this.#risk,
      ended: (cause) => void this.#renew(cause),
      went: () => (this.#rounds = 0),
    });
    this.#presence.follow(this.#copy.provider.awareness);
  }

  #opened(info: Opened): boolean | Promise<boolean> {
    const sections = open.get(this.#session);
    const name = nameOf(info.archive, this.#section.section);
    const first = sections?.get(name);
    if (first !== undefined && first !== this.#section) {
      this.end();
      void load(this.#session).then((part) => part && new part.Follower(this.#section, first, this.#session));
      return false;
    }
    sections?.set(name, this.#section);
    this.#place = { ...this.#place, archive: info.archive, person: this.#session.shared.line.person ?? '' };
    return this.#restricted || !written() || this.#adopt().then(() => true);
  }

  /** Takes over what tabs that are gone have left of this section. */
  async #adopt(): Promise<void> {
    const part = await load(this.#session);
    if (part === undefined || box === undefined) return;
    const copy = this.#copy;
    const kept = await box.claim(this.#place);
    part.deliver(this.#session, box, this.#place);
    // A copy that ended meanwhile leaves it to the next; a section that ended, to the next tab.
    if (copy !== this.#copy || this.#ended) box.giveBack(kept.edits.map(({ id }) => id), kept.words.map((each) => each.copy));
    else copy?.adopt(kept, box, part);
  }
  adopt(): void {
    if (this.#copy?.synced && !this.#restricted) void this.#adopt();
  }

  /** The copy has diverged from what the server holds, or may not be held any more. */
  async #renew(cause: Cause): Promise<void> {
    const old = this.#copy;
    if (old === null) return;
    this.#copy = null;
    const left = old.leftover();
    old.end();
    const keys = (all: readonly Leftover[]) => new Set(all.flatMap(({ words }) => words.map(({ key }) => key))).size;
    const gone = cause.kind === 'gone';
    this.#tell({ state: { kind: gone ? 'missing' : 'loading' }, doc: null, awareness: null }, { pending: keys(left), trying: false });
    if (left.length > 0 && keeping === undefined) await load(this.#session);
    if (this.#ended) return;
    const all = gone || keeping === undefined || (cause.kind === 'rejected' && ++this.#rounds > ROUNDS);
    const { refused, rest } = keeping?.sort(left, cause, all) ?? { refused: left.flatMap(({ words }) => words.map((word) => ({ ...word, code: 'epoch', text: '' }))), rest: [] };
    this.#tell({ refused: [...new Map([...this.#section.refused, ...refused].map((each) => [each.key, each])).values()] }, { pending: keys(rest) });
    if (gone) this.#leave(left);
    else this.#begin(rest);
  }

  async #takeBack(): Promise<void> {
    this.#place = { ...this.#place, person: this.#session.shared.line.person ?? '' };
    await load(this.#session);
    const { edits, words } = (await box?.claim(this.#place)) ?? { edits: [], words: [] };
    box?.forget(this.#place, edits.map(({ id }) => id), words.map(({ copy }) => copy));
    const refused = words.flatMap((each) => each.words).map((word) => ({ code: 'read-only', text: '', ...word }));
    if (refused.length > 0) this.#tell({ refused: [...this.#section.refused, ...refused] });
  }

  /** The section is not there for this person: nothing of it stays on the disk, and one's own words are in the tray. */
  #leave(left: readonly Leftover[]): void {
    if (!this.#restricted) {
      for (const { ids, copies } of left) box?.forget(this.#place, ids, copies);
      if (written()) void this.#takeBack();
    }
    let news = false;
    const stops = [
      this.#session.shared.clock.after(ASK_AGAIN, () => this.again()),
      this.#session.watch(this.#section.ref, () => news && this.again()),
    ];
    news = true; // what is known already is none
    this.#stopAsking = () => stops.splice(0).forEach((stop) => stop());
  }
}
