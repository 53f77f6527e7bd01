/** Names and words that a value needs to be read; apart from the controls, because messages need them too. */
import { personName } from './person-name.ts';
import type { FormHost } from '../slot.ts';
import type { Words } from '../values.ts';

export const wordsOf = (host: FormHost): Words => ({
  yes: host.t.form.yes,
  no: host.t.form.no,
  longTerm: host.t.form.longTerm,
  nameOf: (kind, id) => (kind === 'user' ? host.directory.nameOf(id) : personName(host, id)),
});
