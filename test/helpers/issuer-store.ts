/** What an issuer remembers, in memory, over a change of its keys: sessions, codes, grants, refresh tokens. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

export function issuerStore(): (model: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  return (model) => {
    const key = (id: string): string => `${model}:${id}`;
    const where = (test: (payload: AdapterPayload) => boolean) => [...kept].find(([name, payload]) => name.startsWith(`${model}:`) && test(payload))?.[1];
    return {
      upsert: async (id, payload) => { kept.set(key(id), payload); },
      find: async (id) => kept.get(key(id)),
      findByUid: async (uid) => where((payload) => payload.uid === uid),
      findByUserCode: async (code) => where((payload) => payload.userCode === code),
      consume: async (id) => { const payload = kept.get(key(id)); if (payload) payload.consumed = Math.floor(Date.now() / 1000); },
      destroy: async (id) => { kept.delete(key(id)); },
      revokeByGrantId: async (grant) => { for (const [name, payload] of kept) if (payload.grantId === grant) kept.delete(name); },
    };
  };
}
