/** Ways to reach a customer as links: call, write, open a chat. Whether one may at all is decided by `reachable` in `model/warning.ts`; whoever draws a link asks that first. */
import type { ContactPoint } from '../../model/overview.ts';
import type { Session } from './session.ts';

/** `channel` is the option of D-13 under which a record of it is kept. */
export interface Way { readonly href: string; readonly channel: string }

const digits = (value: string): string => value.replace(/[^\d+*#]/g, '');

/** Null where nothing can be opened: a fax, a number known to be dead, a WhatsApp number without its country. */
export function wayTo({ kind, value, alive }: Pick<ContactPoint, 'kind' | 'value' | 'alive'>): Way | null {
  if (alive === false) return null;
  const way = (href: string, channel = kind): Way => ({ href, channel });
  switch (kind) {
    case 'phone': case 'mobile': return way(`tel:${digits(value)}`, 'phone');
    case 'email': return way(`mailto:${encodeURIComponent(value).replace('%40', '@')}`);
    case 'whatsapp': {
      // wa.me knows a number by its country alone
      const number = digits(value).replace(/^(\+|00)/, '');
      return /^[1-9]\d{6,14}$/.test(number) ? way(`https://wa.me/${number}`) : null;
    }
    // an official account begins with @, a person's id does not
    case 'line': return way(`https://line.me/${value.startsWith('@') ? 'R/ti/p/' : 'ti/p/~'}${encodeURIComponent(value.trim())}`);
    // WeChat opens no one's chat from outside: the id is copied, and the app opened
    case 'wechat': return way('weixin://');
    default: return null;
  }
}

/** Told on the session when somebody follows a way, so that a timeline of the same archive can offer the note when they come back. */
export interface Reached { readonly archive: string; readonly channel: string; readonly value: string; /** Row of one of the customer's people; null: the customer. */ readonly person: string | null; readonly name: string }
/** Told on the session by a card: what came of this is to be noted. Prevented by the timeline that takes it. */
export interface Noting { readonly archive: string }

export const REACHED = 'dossier-reached';
export const NOTING = 'dossier-noting';
export const tellReached = (session: Session, detail: Reached): boolean => session.dispatchEvent(new CustomEvent(REACHED, { detail }));
/** False: a timeline has opened its line for it. */
export const tellNoting = (session: Session, detail: Noting): boolean => session.dispatchEvent(new CustomEvent(NOTING, { detail, cancelable: true }));
