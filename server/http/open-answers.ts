/** Answers that are on their way, by who asked: those of somebody who is shut out are cut, what waits unsent of them included. Sockets of the sync core are the hub's. */
import type { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import type { PersonId } from '../../model/ids.ts';
import { cutOff } from '../sync/cut-off.ts';

type Answer = ServerResponse | Http2ServerResponse;

export class OpenAnswers {
  readonly #of = new Map<PersonId, Set<Answer>>();

  hold(person: PersonId, answer: Answer): void {
    const own = this.#of.get(person) ?? new Set();
    this.#of.set(person, own.add(answer));
    answer.once('close', () => {
      own.delete(answer);
      if (own.size === 0 && this.#of.get(person) === own) this.#of.delete(person);
    });
  }

  /** The same of everybody. */
  cutAll(): void {
    for (const person of [...this.#of.keys()]) this.cut(person);
  }

  /** From this moment nothing more of them leaves, also what the system was given and has not sent. Answers how many there were. */
  cut(person: PersonId): number {
    const own = [...this.#of.get(person) ?? []];
    for (const answer of own) {
      cutOff(answer.socket, () => { answer.destroy(); });
    }
    return own.length;
  }
}
