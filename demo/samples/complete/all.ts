/** One archive for each pack about which nearly everything is known, to see what a pack is for. */
import type { Spec } from '../spec.ts';
import { CLIENT } from './client.ts';
import { DEALER } from './dealer.ts';
import { GUEST } from './guest.ts';
import { HOME } from './home.ts';
import { UNIT } from './unit.ts';

export const COMPLETE: readonly Spec[] = [DEALER, GUEST, UNIT, CLIENT, HOME];
