/** The other nodes of the installation, as the rest of the server asks about them. A server that is alone is `ALONE`, where each answer is known. */

export interface Nodes {
  /** Whether what is held in memory may be used and delivered now; asked before anything goes out. */
  delivers(): boolean;
  /** Whether a load balancer should send people here. */
  ready(): boolean;
  /** Whether this node does what is done once: nightly work, mail, webhooks. */
  leads(): boolean;
  /** The work is done whenever this node takes up what is done once: it begins to lead, or another node has died and may have left something half done. A server that is alone does it here and now, and this resolves then. */
  onTakeUp(work: () => Promise<void>): Promise<void>;
  /** Whether the work of this name, in the whole installation, is this node's now: no other node that is alive is at it. */
  claim(work: string): Promise<boolean>;
  /** The work is nobody's any more. */
  release(work: string): Promise<void>;
  /** Resolves when every node that still delivers knows what was committed before the call; at the latest after a lease. Never rejects. */
  everybodyKnows(): Promise<void>;
  /** Resolves when the node has read what is new and may deliver. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const ALONE: Nodes = Object.freeze({
  delivers: () => true,
  ready: () => true,
  leads: () => true,
  onTakeUp: (work: () => Promise<void>) => work(),
  claim: () => Promise.resolve(true),
  release: () => Promise.resolve(),
  everybodyKnows: () => Promise.resolve(),
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
});

export type Claims = Pick<Nodes, 'claim' | 'release'>;

/** Runs what no other node is at; false: one is. Without nodes this one is alone. */
export async function claimed(nodes: Claims = ALONE, work: string, run: () => Promise<void>): Promise<boolean> {
  if (!(await nodes.claim(work))) return false;
  try {
    await run();
  } finally {
    await nodes.release(work).catch(() => undefined); // it ends with this node
  }
  return true;
}
