/** Rights while they are in use: decided at every opening and again when they change, so that no answer from before a change takes effect after it. What the rights are is left to `Access`. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Caller, Decision } from '../../model/rights.ts';
import { atLeast } from '../../model/rights.ts';
import { parseDocSection, SECTIONS } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { splitDocName } from '../../model/ids.ts';
import type { Digests } from './digests.ts';
import type { Connection } from './doorway.ts';
import type { Member } from './member.ts';
import type { Access, Session } from './sync.ts';

export interface DeskOptions {
  readonly access: Access;
  readonly report: (event: string, error: unknown) => void;
  readonly opened: (person: PersonId, opening: { readonly archive: ArchiveId; readonly section: string; readonly decision: Decision; readonly by: 'line' | 'sync' }) => Promise<void>;
  readonly of: (person: PersonId) => Iterable<Connection>;
  /** Those that are being ended politely. */
  readonly ending: () => Iterable<Connection>;
  /** Seats that a person, or anybody, has left before all of their edits were written. */
  readonly departed: (person: PersonId | null) => readonly Member[];
  /** Whoever is connected. */
  readonly everybody: () => Iterable<PersonId>;
  readonly membersOf: (archive: ArchiveId) => readonly Member[];
  /** Digest channels that show the archive, or may once it is known to them. */
  readonly watching: (archive: ArchiveId) => Iterable<Digests>;
}

export interface RightsChange { readonly person?: PersonId; readonly archive?: ArchiveId; /** The rules themselves are others. */ readonly everybody?: true }

const NONE: Decision = Object.freeze({ level: 'none', because: [] });

export class RightsDesk {
  readonly #options: DeskOptions;
  /** Rises with every change; a decision that was asked for before is asked for again. */
  #generation = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Calls back in the same moment. */
  async decide(person: Caller, archive: ArchiveId, section: SectionKey, then: (decision: Decision | null) => void): Promise<void> {
    return this.#current(() => this.#options.access.decide(person, archive, section), then);
  }

  /** See `Doorway.open`. */
  async open(person: Caller, archive: ArchiveId, { name, key }: { readonly name: string; readonly key: SectionKey }, by: 'line' | 'sync', then: (decision: Decision | null) => void): Promise<void> {
    let written = false;
    return this.#current(async () => {
      const decision = await this.#options.access.decide(person, archive, key);
      if (!written && atLeast(decision.level, 'read') && (SECTIONS[key].class.kind === 'restricted' || decision.because.some((reason) => 'grant' in reason))) {
        await this.#options.opened(person.id, { archive, section: name, decision, by });
        written = true; // decided again, it is still one opening
      }
      return decision;
    }, then);
  }

  /** See `Doorway.admit`. */
  async admit(session: Session, then: (session: Session | null) => void): Promise<void> {
    return this.#current(async () => {
      // the token was checked a while ago: the person may be another by now
      const person = await this.#options.access.person(session.person);
      return person === null || session.holds?.() === false ? null : { ...session, person };
    }, then);
  }

  async redecide(member: Member): Promise<void> {
    const { archive, section } = splitDocName(member.room.name);
    const key = parseDocSection(section)?.section;
    // who cannot be shown to have a right has none; an answer from before another change would undo it
    if (key === undefined) member.decided(NONE);
    else await this.decide(member.person, archive, key, (decision) => member.decided(decision ?? NONE));
  }

  /** Resolves when every channel concerned goes by the new rights, or is closed. */
  async changed({ person, archive, everybody }: RightsChange): Promise<void> {
    this.#generation++;
    // which channels they had is not known any more, so what waits may be what somebody must not have from now on
    for (const connection of [...this.#options.ending()]) if (connection.unsent) connection.terminate();
    await Promise.all([everybody === undefined ? null : this.#everybodyChanged(), person === undefined ? null : this.#personChanged(person), archive === undefined ? null : this.#archiveChanged(archive)]);
  }

  async #personChanged(id: PersonId): Promise<void> {
    // as they count by the server's own sign-in, and by the token of another page
    const [known, hosted] = await Promise.all([{ id }, { id, without: [] }].map((asker) => this.#options.access.person(asker).catch((error: unknown) => this.#failed(error))));
    const departed = this.#options.departed(id);
    const own: Connection[] = [];
    const over: Connection[] = [];
    for (const connection of this.#options.of(id)) (connection.ended ? over : own).push(connection);
    // whose session was ended is cut off; the person's other connections go on
    over.forEach((connection) => end(connection));
    if (!known || !hosted) {
      // first who is here: what is cut off for one who left takes the others of its line with it
      own.forEach((connection) => end(connection));
      return departed.forEach((member) => member.decided(NONE));
    }
    for (const connection of own) connection.changed(connection.person?.without === undefined ? known : hosted);
    await Promise.all([...departed.map((member) => this.redecide(member)), ...own.flatMap((connection) => [...[...connection.members].map((member) => this.redecide(member)), ...[...connection.digests].map((digests) => digests.rightsChanged())])]);
  }

  async #everybodyChanged(): Promise<void> {
    const { departed, everybody, of } = this.#options;
    const here = [...everybody()].flatMap((person) => [...of(person)].filter(({ ended }) => !ended));
    await Promise.all([...departed(null).map((member) => this.redecide(member)), ...here.flatMap((connection) => [...[...connection.members].map((member) => this.redecide(member)), ...[...connection.digests].map((digests) => digests.rightsChanged())])]);
  }

  async #archiveChanged(archive: ArchiveId): Promise<void> {
    const watching = [...this.#options.watching(archive)];
    await Promise.all([...this.#options.membersOf(archive).map((member) => this.redecide(member)), ...watching.map((digests) => digests.rightsChanged(archive))]);
  }

  /** Asks until nothing changed while the answer was on its way, and hands it over in the same moment. */
  async #current<T>(ask: () => Promise<T | null>, then: (answer: T | null) => void): Promise<void> {
    for (;;) {
      const generation = this.#generation;
      const answer = await ask().catch((error: unknown) => this.#failed(error));
      if (generation === this.#generation) return then(answer);
    }
  }

  #failed(error: unknown): null {
    this.#options.report('rights could not be decided', error);
    return null;
  }
}

/** Terminated, and nothing that waits in a room is written in this person's name any more. */
function end(connection: Connection): void {
  for (const member of connection.members) member.decision = NONE;
  connection.terminate();
}
