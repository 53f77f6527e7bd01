/** The other nodes of the installation, as the rest of the server asks about them. A server that is alone is `ALONE`, where each answer is known. */

export interface Nodes {
  /** Whether what is held in memory may be used and delivered now; asked before anything goes out. */
  delivers(): boolean;
  /** Whether a load balancer should send people here. */
  ready(): boolean;
  /** Whether this node does what is done once: nightly work, mail, webhooks. */
  leads(): boolean;
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
  everybodyKnows: () => Promise.resolve(),
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
});
