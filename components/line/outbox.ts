/**
 * Own edits that nothing has acknowledged yet, kept by the browser so that they survive a reload. What may be kept here, and what
 * becomes of it, is decided in `copy.ts`; without a database (private window, full disk) every call does nothing and says so.
 *
 * One tab writes an entry and sends it. A tab that is gone leaves its entries to the first that asks: a tab is there as long as it
 * renews its lease and answers when it is asked; it gives the lease back when its page is left, which a browser that was ended could not.
 * An entry that went up twice all the same does no harm, because an update that is known already changes nothing.
 */
import type { Clock } from './clock.ts';
import { FLAG } from './saved.ts';

/** Hidden pages are woken once a minute at the latest. */
const LEASE = 150_000;
const RENEW = 20_000;
/** Days after which nobody waits for an edit any more, and nobody should find it. */
const KEEP = 7 * 86_400_000;
/** A tab that does not answer in this time is gone: one that only works hard loses nothing by it. */
const ANSWER = 1_000;
/** What was acknowledged stands there so long at most, if no other edit takes it away with it: a page that is left takes it away at once, and of one that was ended it goes up once more, which changes nothing. */
const TIDY = 200;
/** Nothing waits longer for the database but edits, `RENEW` more, while the page asks whoever leaves; what it holds is asked for again when it is there. */
const PATIENCE = 2_000;

/** Whose edits of which section: `archive` is its id, `ref` what the page called it. */
export interface Place { readonly endpoint: string; readonly person: string; readonly archive: string; readonly ref: string; readonly section: string }

export interface Edit {
  /** Unique in this browser. */
  readonly id: string;
  /** The copy of the document it was made in; its edits rest on each other, in the order of `n`. */
  readonly copy: string;
  readonly n: number;
  readonly epoch: number;
  readonly update: Uint8Array;
  readonly keys: readonly string[];
}

/** A value as a person reads it, for where its edits cannot go up. `code`: the server has refused it. */
export interface Word { readonly key: string; readonly value: unknown; readonly base?: unknown; readonly code?: string; readonly text?: string }
export interface Words { readonly copy: string; readonly epoch: number; readonly words: readonly Word[] }

export interface Kept { readonly edits: readonly Edit[]; readonly words: readonly Words[] }

type Row = Place & { readonly tab: string; readonly at: number };
type EditRow = Edit & Row;
type WordsRow = Words & Row;
interface Lease { readonly tab: string; readonly until: number }
/** What tabs say to each other. */
type Call = { readonly ask: readonly string[] } | { readonly here: string };
interface Stores { readonly edits: IDBObjectStore; readonly words: IDBObjectStore; readonly tabs: IDBObjectStore }

const NOBODY: ReadonlySet<string> = new Set();
const NAMES = ['edits', 'words', 'tabs'] as const;
const KEYS = { edits: 'id', words: 'copy', tabs: 'tab' } as const;

export class Outbox {
  /** This tab, until it is loaded anew. */
  readonly tab = [...crypto.getRandomValues(new Uint32Array(3))].map((n) => n.toString(36)).join('');
  readonly #clock: Clock;
  readonly #mine = new Set<string>();
  /** Acknowledged edits that still stand there: they go with the next that is written down, so that a keystroke is one transaction. */
  readonly #done = new Set<string>();
  #tidying: (() => void) | undefined;
  #db: IDBDatabase | null = null;
  #opening: Promise<void> | undefined;
  /** It is there, or there is none; until then nobody knows what it holds, and what is to be written waits. */
  #settled = false;
  readonly #queue: (() => void)[] = [];
  #letGo: (() => void) | undefined;
  #tabs: BroadcastChannel | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes over what tabs that are gone have left of this section, once; and drops what is too old. */
  async claim(place: Place): Promise<Kept> {
    const now = this.#clock.now();
    const edits: EditRow[] = [];
    const words: WordsRow[] = [];
    let empty = true;
    const silent = await this.#silent((row) => isOf(row, place));
    await this.#ask(({ edits: editStore, words: wordStore, tabs }) => {
      all<Lease>(tabs, (leases) => {
        const take = <R extends Row>(store: IDBObjectStore, into: R[]) => all<R>(store, (rows) => {
          for (const row of rows) {
            empty = false;
            if (now - row.at > KEEP) store.delete(keyOf(row));
            else if (isOf(row, place) && this.#left(row, leases, now, silent)) {
              into.push(row);
              store.put({ ...row, tab: this.tab });
              tabs.put(this.#lease()); // in the same transaction, so that nobody takes it from here
            }
          }
        });
        take(editStore, edits);
        take(wordStore, words);
        for (const { tab, until } of leases) if (until <= now) tabs.delete(tab);
      });
    });
    if (empty && this.#mine.size === 0) flag((storage) => storage.removeItem(FLAG));
    for (const row of [...edits, ...words]) this.#holdOn(keyOf(row));
    edits.sort((a, b) => (a.copy < b.copy ? -1 : a.copy > b.copy ? 1 : a.n - b.n));
    return { edits, words };
  }

  /** Sections of this person with edits that a tab has left, and when to look again because a tab may be gone by then. */
  async left(endpoint: string, person: string): Promise<{ readonly sections: readonly Place[]; readonly again: number | null }> {
    const now = this.#clock.now();
    const sections = new Map<string, Place>();
    let again: number | null = null;
    const silent = await this.#silent((row) => row.endpoint === endpoint && row.person === person);
    await this.#ask(({ edits, words, tabs }) => {
      all<Lease>(tabs, (leases) => {
        for (const store of [edits, words]) all<Row>(store, (rows) => {
          for (const row of rows) {
            if (row.endpoint !== endpoint || row.person !== person || row.tab === this.tab) continue;
            if (this.#left(row, leases, now, silent)) sections.set(`${row.archive}/${row.section}`, row);
            else again = LEASE;
          }
        });
      });
    });
    return { sections: [...sections.values()], again: this.#settled ? again : PATIENCE };
  }

  /** Resolves true once the edits would survive a reload, false when they would not. */
  add(place: Place, edits: readonly Edit[]): Promise<boolean> {
    for (const { id } of edits) this.#holdOn(id);
    flag((storage) => storage.getItem(FLAG) ?? storage.setItem(FLAG, '')); // reading costs nothing, writing tells every tab
    return this.#write(({ edits: store }) => {
      for (const edit of edits) {
        store.put({ ...place, ...edit, tab: this.tab, at: this.#clock.now() } satisfies EditRow);
      }
    });
  }
  /** The newest words of a copy take the place of those before; none: they go. */
  say(place: Place, { copy, epoch, words }: Words): void {
    if (words.length > 0) this.#holdOn(copy);
    void this.#write(({ words: store }) => {
      if (words.length === 0) return this.#drop(store, copy);
      store.put({ ...place, copy, epoch, words, tab: this.tab, at: this.#clock.now() } satisfies WordsRow);
    });
  }
  remove(ids: readonly string[]): void {
    for (const id of ids) this.#done.add(id);
    if (ids.length > 0) this.#tidying ??= this.#clock.after(TIDY, () => void this.#write(() => {}));
  }
  #tidy(store: IDBObjectStore): readonly string[] {
    this.#tidying?.();
    this.#tidying = undefined;
    const ids = [...this.#done];
    this.#done.clear();
    for (const id of ids) store.delete(id);
    return ids;
  }

  /** What has become of these edits and words is settled. */
  forget(place: Place, ids: readonly string[], copies: readonly string[]): void {
    this.remove(ids);
    for (const copy of copies) this.say(place, { copy, epoch: 0, words: [] });
  }
  /** Whoever asks next gets these. */
  giveBack(ids: readonly string[], copies: readonly string[]): void {
    void this.#ask(({ edits, words }) => {
      for (const [store, keys] of [[edits, ids], [words, copies]] as const) {
        for (const key of keys) {
          const request = store.get(key) as IDBRequest<Row | undefined>;
          request.onsuccess = () => request.result && store.put({ ...request.result, tab: '' });
        }
      }
    });
  }
  /** Takes away what is kept of these people at this endpoint. */
  wipe(endpoint: string, whose: (person: string) => boolean): Promise<boolean> {
    return this.#ask(({ edits, words }) => {
      for (const store of [edits, words]) all<Row>(store, (rows) => {
        for (const row of rows) if (row.endpoint === endpoint && whose(row.person)) this.#drop(store, keyOf(row));
      });
    });
  }

  #left(row: Row, leases: readonly Lease[], now: number, silent: ReadonlySet<string>): boolean {
    return row.tab !== this.tab && (silent.has(row.tab) || !leases.some(({ tab, until }) => tab === row.tab && until > now));
  }

  /** Tabs that hold such rows under a lease and do not answer. */
  async #silent(concerns: (row: Row) => boolean): Promise<ReadonlySet<string>> {
    const now = this.#clock.now();
    const asked = new Set<string>();
    await this.#ask(({ edits, words, tabs }) => {
      all<Lease>(tabs, (leases) => {
        for (const store of [edits, words]) all<Row>(store, (rows) => {
          for (const row of rows) if (row.tab !== '' && row.tab !== this.tab && concerns(row) && !this.#left(row, leases, now, NOBODY)) asked.add(row.tab);
        });
      });
    });
    const channel = this.#tabs;
    if (channel === undefined || asked.size === 0) return NOBODY;
    await new Promise<void>((done) => {
      const hear = ({ data }: MessageEvent<Call>): void => {
        if ('here' in data && asked.delete(data.here) && asked.size === 0) finish();
      };
      const finish = (): void => {
        stop();
        channel.removeEventListener('message', hear);
        done();
      };
      const stop = this.#clock.after(ANSWER, finish);
      channel.addEventListener('message', hear);
      channel.postMessage({ ask: [...asked] } satisfies Call);
    });
    return asked;
  }

  #drop(store: IDBObjectStore, key: string): void {
    store.delete(key);
    this.#mine.delete(key);
  }

  /** This tab counts as there while it has something to deliver, and a little longer: most edits are acknowledged at once. */
  #holdOn(key: string): void {
    this.#mine.add(key);
    if (this.#letGo !== undefined) return;
    const renew = (): void => {
      if (this.#mine.size === 0) return this.#leave();
      void this.#write(({ tabs }) => tabs.put(this.#lease()));
      this.#letGo = this.#clock.after(RENEW, renew);
    };
    renew();
  }
  #lease(): Lease {
    return { tab: this.tab, until: this.#clock.now() + LEASE };
  }
  #leave(): void {
    this.#letGo?.();
    this.#letGo = undefined;
    void this.#write(({ tabs }) => tabs.delete(this.tab));
  }

  /** Opens the database once; afterwards writing happens in the turn that asks for it. */
  ready(): Promise<void> {
    return (this.#opening ??= new Promise((done) => {
      const settle = (): void => {
        stop();
        this.#settled = true;
        for (const write of this.#queue.splice(0)) write();
        done();
      };
      let stop = this.#clock.after(PATIENCE, () => {
        done();
        stop = this.#clock.after(RENEW, settle);
      });
      try {
        const request = indexedDB.open('dossier-outbox', 1);
        request.onupgradeneeded = () => NAMES.forEach((name) => request.result.createObjectStore(name, { keyPath: KEYS[name] }));
        request.onerror = settle;
        request.onsuccess = () => {
          this.#db = request.result;
          // a newer kit in another tab, or the person cleared the site's data
          this.#db.onversionchange = () => this.#close();
          this.#db.onclose = () => (this.#db = null);
          this.#tabs = new BroadcastChannel('dossier-outbox');
          this.#tabs.addEventListener('message', ({ data }: MessageEvent<Call>) => {
            if ('ask' in data && data.ask.includes(this.tab)) this.#tabs?.postMessage({ here: this.tab } satisfies Call);
          });
          addEventListener('pagehide', () => this.#letGo && this.#leave());
          addEventListener('pageshow', () => this.#mine.forEach((key) => this.#holdOn(key)));
          settle();
        };
      } catch {
        settle(); // storage is switched off: edits live as long as the page
      }
    }));
  }
  #close(): void {
    this.#db?.close();
    this.#db = null;
  }

  /** Reads and writes, once the database is there. */
  #ask(work: (stores: Stores) => void): Promise<boolean> {
    return this.ready().then(() => this.#run(work));
  }
  /** Writes only: begun in this turn and committed without waiting for another, because the page may be gone by then. */
  #write(work: (stores: Stores) => void): Promise<boolean> {
    const write = (): Promise<boolean> => this.#run((stores, transaction) => {
      work(stores);
      transaction.commit();
    });
    return this.#settled ? write() : new Promise((done) => this.#queue.push(() => done(write())));
  }
  #run(work: (stores: Stores, transaction: IDBTransaction) => void): Promise<boolean> {
    return new Promise((done) => {
      if (this.#db === null) return done(false);
      try {
        const transaction = this.#db.transaction(NAMES, 'readwrite');
        const [edits, words, tabs] = NAMES.map((name) => transaction.objectStore(name)) as [IDBObjectStore, IDBObjectStore, IDBObjectStore];
        const gone = this.#tidy(edits); // first: whoever reads does not find what is settled
        transaction.oncomplete = () => {
          for (const id of gone) this.#mine.delete(id);
          done(true);
        };
        transaction.onabort = () => {
          for (const id of gone) this.#done.add(id); // with the lease at the latest, which is renewed as long as they stand there
          done(false); // full disk, or the database went away: the caller knows what is at risk
        };
        work({ edits, words, tabs }, transaction);
      } catch {
        done(false); // the database is closing
      }
    });
  }
}

function flag(change: (storage: Storage) => void): void {
  try {
    change(localStorage);
  } catch {
    // storage is switched off: the next page does not look into an outbox that is not there either
  }
}

const keyOf = (row: object): string => ('id' in row ? (row as EditRow).id : (row as WordsRow).copy);
const isOf = (row: Row, place: Place): boolean =>
  row.endpoint === place.endpoint && row.person === place.person && row.section === place.section && (row.archive === place.archive || row.ref === place.ref);

function all<R>(store: IDBObjectStore, then: (rows: R[]) => void): void {
  const request = store.getAll() as IDBRequest<R[]>;
  request.onsuccess = () => then(request.result);
}
