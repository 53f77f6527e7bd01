/** All rooms, by name and by archive, and their looks at the time. What happens in one is left to `room.ts`. */
import { splitDocName } from '../../model/ids.ts';
import type { ArchiveId, DocName, PersonId } from '../../model/ids.ts';
import type { Clock } from '../clock.ts';
import type { Member } from './member.ts';
import type { Room } from './room.ts';

export interface RoomsOptions {
  readonly clock: Clock;
  readonly soon: (callback: () => void) => void;
}

/** Milliseconds of one look at many rooms before others get their turn: a room that closes makes its snapshot then. */
const SLICE = 8;

export class Rooms {
  readonly #options: RoomsOptions;
  readonly #rooms = new Map<DocName, Room>();
  readonly #byArchive = new Map<ArchiveId, Set<Room>>();
  #ticking = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#rooms.size;
  }
  get(name: DocName): Room | undefined {
    return this.#rooms.get(name);
  }
  all(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  add(room: Room): void {
    this.#rooms.set(room.name, room);
    const { archive } = splitDocName(room.name);
    const own = this.#byArchive.get(archive);
    if (own === undefined) this.#byArchive.set(archive, new Set([room]));
    else own.add(room);
  }

  delete(room: Room): void {
    this.#rooms.delete(room.name);
    const { archive } = splitDocName(room.name);
    const own = this.#byArchive.get(archive);
    own?.delete(room);
    if (own?.size === 0) this.#byArchive.delete(archive);
  }

  membersOf(archive: ArchiveId): readonly Member[] {
    return [...(this.#byArchive.get(archive) ?? [])].flatMap((room) => [...room.members, ...room.departed]);
  }
  /** Seats that this person, or with null anybody, has left before all of their edits were written. */
  departed(person: PersonId | null): readonly Member[] {
    return [...this.#rooms.values()].flatMap((room) => room.departed).filter((member) => person === null || member.person.id === person);
  }

  /** About once a second, in slices; a look that takes longer than that is not begun again meanwhile. */
  tick(): void {
    if (this.#ticking) return;
    this.#ticking = true;
    this.#look(this.#rooms.values());
  }

  #look(rooms: Iterator<Room>): void {
    const { clock, soon } = this.#options;
    const since = clock.now();
    for (let next = rooms.next(); !next.done; next = rooms.next()) {
      const now = clock.now();
      next.value.tick(now);
      if (now - since >= SLICE) return soon(() => this.#look(rooms));
    }
    this.#ticking = false;
  }
}
