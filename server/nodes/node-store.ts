/** What the database keeps about the nodes of one installation: news of what each may hold in memory, who is alive and how far they have read, and who does what is done once. Its clock decides, never a node's. */

/** Something that a node may hold in memory was changed; its number is in the order of commits. */
export interface NewsRow { readonly n: number; readonly topic: string; /** Which of its kind; empty: all of them. */ readonly key: string }

export interface Renewal {
  /** In the order of their numbers. */
  readonly news: readonly NewsRow[];
  /** There is more after these. */
  readonly more: boolean;
  /** What comes after the number asked from is no longer there whole: everything in memory is in doubt. */
  readonly gap: boolean;
  /** The newest number there was. */
  readonly last: number;
}

export interface NodeStore {
  /** In one transaction: the node has taken in everything up to `seen`, it is alive for `leaseMs` from now on, and this came after. */
  renew(node: string, seen: number, leaseMs: number): Promise<Renewal>;
  /** The newest number that is committed. */
  last(): Promise<number>;
  /** Nodes whose lease holds now. */
  live(): Promise<readonly { readonly node: string; readonly seen: number }[]>;
  /** Becomes or stays the leader for `leaseMs`, if nobody else is; conditional, in one statement. */
  lead(node: string, leaseMs: number): Promise<boolean>;
  /** Forgets nodes whose lease has ended without a word, and answers how many they were. */
  bury(): Promise<number>;
  /** The work becomes or stays the node's, unless another whose lease holds has it; conditional, in one statement. */
  claim(node: string, work: string): Promise<boolean>;
  /** The node is not at it any more. */
  release(node: string, work: string): Promise<void>;
  /** The node goes: its lease ends, it leads no longer, and is at nothing. */
  leave(node: string): Promise<void>;
}
