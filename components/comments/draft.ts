/** A text on its way to become a comment: names as one reads them while writing, ids when it is sent. It outlives a reload in the tab's own memory, except where a section is restricted. */
import { commentParts, commentSection, mentionOf } from '../../model/comments.ts';
import type { PersonRef } from '../../model/overview.ts';
import { SECTIONS } from '../../model/sections.ts';

export interface Draft {
  readonly text: string;
  /** Who was chosen from the list; `name` is what stands in the text behind `@`. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}
export const EMPTY: Draft = Object.freeze({ text: '', people: [] });

/** With names as ids; what was typed without choosing stays plain text. Of two names that begin alike the longer one counts. */
export function sentText({ text, people }: Draft): string {
  const byLength = [...people].filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length);
  let out = '';
  for (let at = 0; at < text.length;) {
    const found = text[at] === '@' ? byLength.find(({ name }) => text.startsWith(name, at + 1) && !goesOn(name, text[at + 1 + name.length] ?? '')) : undefined;
    out += found ? mentionOf(found.id) : text[at];
    at += found ? found.name.length + 1 : 1;
  }
  return out;
}

/** `@Li` is not called where `@Liu` is written; behind a Chinese name the sentence goes on without a space. */
const goesOn = (name: string, next: string): boolean => /[\p{L}\p{N}]/u.test(next) && !/\p{Script=Han}/u.test(next) && !/\p{Script=Han}$/u.test(name);

/** The draft that would be sent as this text. */
export function draftOf(text: string, mentions: readonly PersonRef[]): Draft {
  let draft = EMPTY;
  for (const part of commentParts(text)) {
    if (part.kind !== 'mention') draft = { ...draft, text: draft.text + part.text };
    else {
      const { draft: next, name } = withPerson(draft, { id: part.person, name: mentions.find(({ id }) => id === part.person)?.name ?? part.person });
      draft = { ...next, text: `${draft.text}@${name}` };
    }
  }
  return draft;
}

/** Two people of one name are told apart by the id. */
export function withPerson(draft: Draft, person: { readonly id: string; readonly name: string }): { readonly draft: Draft; readonly name: string } {
  const known = draft.people.find(({ id }) => id === person.id);
  if (known) return { draft, name: known.name };
  const name = draft.people.some((each) => each.name === person.name) ? `${person.name} (${person.id})` : person.name;
  return { draft: { ...draft, people: [...draft.people, { id: person.id, name }] }, name };
}

/** What is being typed behind an `@` that begins a word, up to the caret; null: nobody is being called. */
export function calledAt(text: string, caret: number): { readonly from: number; readonly words: string } | null {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf('@');
  if (at < 0 || (at > 0 && /[\p{L}\p{N}._%+-]/u.test(before[at - 1]!) && !/\p{Script=Han}/u.test(before[at - 1]!))) return null;
  const words = before.slice(at + 1);
  return /^[^\s@]*( [^\s@]*){0,2}$/u.test(words) && words.length <= 60 ? { from: at, words } : null;
}

const PREFIX = 'dossier.comment:';
const keyOf = (person: string, place: string): string => `${PREFIX}${JSON.stringify(person)}${place}`;

/** Drafts of one person in this tab; those of another one are thrown away, because somebody else sits here now. */
export class Drafts {
  readonly #person: string;
  readonly #kept: boolean;
  readonly #place: string;

  constructor(person: string, { endpoint, archive, section, record }: { readonly endpoint: string; readonly archive: string; readonly section: string; readonly record: string }) {
    this.#person = person;
    const key = commentSection(section);
    this.#kept = key !== undefined && SECTIONS[key].class.kind !== 'restricted';
    this.#place = JSON.stringify([endpoint, archive, section, record]);
    this.#with((store) => {
      for (const other of Object.keys(store)) if (other.startsWith(PREFIX) && !other.startsWith(keyOf(person, ''))) store.removeItem(other);
    });
  }

  read(): Draft {
    return this.#with((store) => {
      const text = this.#kept ? store.getItem(keyOf(this.#person, this.#place)) : null;
      return text === null ? EMPTY : (JSON.parse(text) as Draft);
    }) ?? EMPTY;
  }

  keep(draft: Draft): void {
    this.#with((store) => {
      const key = keyOf(this.#person, this.#place);
      if (this.#kept && draft.text.trim() !== '') store.setItem(key, JSON.stringify(draft));
      else store.removeItem(key);
    });
  }

  #with<T>(use: (store: Storage) => T): T | undefined {
    try {
      return use(sessionStorage);
    } catch {
      return undefined; // a browser that keeps nothing, or has no room: the text lives as long as the page
    }
  }
}
