/** Rights while they are in use: decided at every opening and again when they change, so that no answer from before a change takes effect after it. What the rights are is left to `Access`. */
import type { ArchiveId, PersonId } from '../../model/ids.ts';
import type { Decision } from '../../model/rights.ts';
import { parseDocSection } from '../../model/sections.ts';
import type { SectionKey } from '../../model/sections.ts';
import { splitDocName } from '../../model/ids.ts';
import type { Connection } from './doorway.ts';
import type { Member } from './member.ts';
import type { Access, Session } from './sync.ts';

export interface DeskOptions {
  readonly access: Access;
  readonly report: (event: string, error: unknown) => void;
  readonly connections: () => Iterable<Connection>;
  readonly of: (person: PersonId) => Iterable<Connection>;
  readonly membersOf: (archive: ArchiveId) => readonly Member[];
}

export interface RightsChange { readonly person?: PersonId; readonly archive?: ArchiveId }

const NONE: Decision = Object.freeze({ level: 'none', because: [] });

export class RightsDesk {
  readonly #options: DeskOptions;
  /** Rises with every change; a decision that was asked for before is asked for again. */
  #generation = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** See `Doorway.decide`. */
  async decide(person: PersonId, archive: ArchiveId, section: SectionKey, then: (decision: Decision | null) => void): Promise<void> {
    return this.#current(() => this.#options.access.decide(person, archive, section), then);
  }

  /** See `Doorway.admit`. */
  async admit(session: Session, then: (session: Session | null) => void): Promise<void> {
    return this.#current(async () => ((await this.#options.access.person(session.person.id)) === null ? null : session), then);
  }

  async redecide(member: Member): Promise<void> {
    const { archive, section } = splitDocName(member.room.name);
    const key = parseDocSection(section)?.section;
    const decision = key === undefined ? NONE : await this.#options.access.decide(member.person.id, archive, key).catch((error: unknown) => this.#failed(error));
    // who cannot be shown to have a right has none
    member.decided(decision ?? NONE);
  }

  /** Resolves when every channel concerned goes by the new rights, or is closed. */
  async changed({ person, archive }: RightsChange): Promise<void> {
    this.#generation++;
    await Promise.all([person === undefined ? null : this.#personChanged(person), archive === undefined ? null : this.#archiveChanged(archive)]);
  }

  async #personChanged(id: PersonId): Promise<void> {
    const known = await this.#options.access.person(id).catch((error: unknown) => this.#failed(error));
    const own = [...this.#options.of(id)];
    if (known === null) return own.forEach((connection) => end(connection));
    for (const connection of own) connection.changed(known);
    await Promise.all(own.flatMap((connection) => [...[...connection.members].map((member) => this.redecide(member)), ...[...connection.digests].map((digests) => digests.rightsChanged())]));
  }

  async #archiveChanged(archive: ArchiveId): Promise<void> {
    const watching = [...this.#options.connections()].flatMap((connection) => [...connection.digests]);
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
