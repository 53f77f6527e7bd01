/** What is new on a card: which of its parts a change shows in. Loaded when something is. */
import type { HistoryItem } from '../../model/api.ts';

const FACTS: Readonly<Record<string, string>> = { phone: 'phone', mobile: 'phone', email: 'email' };

export function place(item: HistoryItem, root: ParentNode): Element | null {
  if (item.kind === 'own') return /^(owner|keeper|coOwners|code|kind)$/.test(item.key) ? root.querySelector('.line') : null;
  if (item.section.startsWith('contacts-')) return root.querySelector('[data-fact=next] dd');
  if (item.key === 'fields/customer.name' || item.key === 'fields/customer.shortName') return root.querySelector('h2');
  if (item.key.startsWith('rows/addresses/') || item.key.startsWith('rows/customer.partnerRole/')) return root.querySelector('.line');
  if (item.kind !== 'row' || !item.key.startsWith('rows/methods/')) return null;
  const { kind, value } = { ...item.new, ...item.now };
  const fact = root.querySelector(`[data-fact=${FACTS[String(kind)] ?? 'other'}] dd`);
  // of several numbers the card shows one
  return typeof value === 'string' && fact?.textContent?.includes(value) ? fact : null;
}
