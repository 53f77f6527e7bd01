/** Why an update was refused, as an error that crosses the gate and the room. Telling the client is left to `member.ts`. */
import type { RejectCode } from '../../model/protocol.ts';

export class Refusal extends Error {
  readonly code: RejectCode;
  /** Value key the refusal is about, where there is one. */
  readonly field: string | undefined;
  constructor(code: RejectCode, text: string, field?: string) {
    super(text);
    this.code = code;
    this.field = field;
  }
}
