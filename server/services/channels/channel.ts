/** A way out: takes a message, says what became of it. Mail is `mail.ts`, group chats are `chats.ts`; when and to whom is `digests.ts`'s. */

export interface Message {
  readonly title: string;
  readonly lines: readonly string[];
  /** Where to go on. */
  readonly link: { readonly text: string; readonly href: string };
}

/** `status`: of the answer; null: there was none. `error` null: it arrived. */
export interface Outcome { readonly status: number | null; readonly error: string | null }

export interface Channel {
  /** Never throws for what the other side does. */
  send(message: Message): Promise<Outcome>;
}
