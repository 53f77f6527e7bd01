/** What this person opened in emergencies, once for all elements of a session: asked for, kept in step with what is done here, told to who shows it. */
import type { GlassView } from '../../model/rights/glass.ts';
import type { Session, Stop } from '../internal/session.ts';

export class Glasses {
  items: readonly GlassView[] = [];
  readonly #session: Session;
  readonly #listeners = new Set<() => void>();
  #asked = false;

  constructor(session: Session) {
    this.#session = session;
  }

  listen(listener: () => void): Stop {
    this.#listeners.add(listener);
    if (!this.#asked) void this.look();
    return () => this.#listeners.delete(listener);
  }
  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** What cannot be asked now is asked by the next who shows it; until then nothing is said to be open. */
  async look(): Promise<void> {
    this.#asked = true;
    try {
      this.items = (await this.#session.request<{ readonly items: readonly GlassView[] }>('GET', '/api/break-glass')).items.filter(({ person }) => person.id === this.#session.me?.id);
    } catch {
      this.#asked = false;
    }
    this.#tell();
  }
  /** The one that counts for an archive: open, else waiting. */
  of(archive: string): GlassView | undefined {
    const mine = this.items.filter((each) => each.archive === archive);
    return mine.find(({ state }) => state === 'open') ?? mine.find(({ state }) => state === 'waiting');
  }
  async open(ref: string, reason: string, minutes: number): Promise<GlassView> {
    const glass = await this.#session.request<GlassView>('POST', `/api/archives/${encodeURIComponent(ref)}/break-glass`, { reason, minutes });
    this.#keep(glass);
    return glass;
  }
  async end({ id }: GlassView): Promise<void> {
    this.#keep(await this.#session.request<GlassView>('POST', `/api/break-glass/${encodeURIComponent(id)}/end`));
  }
  #keep(glass: GlassView): void {
    this.items = [glass, ...this.items.filter(({ id }) => id !== glass.id)];
    this.#tell();
  }
}

const all = new WeakMap<Session, Glasses>();
export function glassesOf(session: Session): Glasses {
  const known = all.get(session) ?? new Glasses(session);
  all.set(session, known);
  return known;
}
