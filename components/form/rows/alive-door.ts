/** The one cell that has a control of its own: whether a way of contact works. Until it is loaded it is a box to tick, like any yes or no. */
import type { TemplateResult } from 'lit';
import { later } from '../../internal/later.ts';
import type { FormHost, Slot } from '../slot.ts';

const ALIVE = /^rows\/(people)?[mM]ethods\/[^/]+\/alive$/;
const VALUE = /^rows\/(people)?[mM]ethods\/[^/]+\/value$/;
const part = later(async () => (await import('./methods.ts')).aliveControl);
let asked = false;

/** Undefined: it is no such cell, or not here yet. */
export function aliveControl(host: FormHost, slot: Slot): TemplateResult | undefined {
  if (!ALIVE.test(slot.key)) return undefined;
  const draw = part.now();
  if (draw !== undefined) return draw(host, slot);
  if (!asked) {
    asked = true;
    void part.load().then(() => host.refresh());
  }
  return undefined;
}

/** Columns that say something of the old number: a new one has not been tried yet. */
export const spokenOf = (key: string): readonly string[] => (VALUE.test(key) ? ['alive', 'verifiedAt'] : []);
