/** A certificate that nobody but its maker knows, for 127.0.0.1 and localhost: X.509 (RFC 5280) by hand, for Node makes none and `openssl` is not everywhere. */
import { generateKeyPairSync, sign } from 'node:crypto';

function der(tag: number, ...parts: readonly (Buffer | readonly number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array)));
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const utc = (at: number): Buffer => der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]|\.\d+Z$/g, '').slice(2)}Z`));
const OID = { commonName: der(0x06, [0x55, 4, 3]), ecdsaSha256: der(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]), altName: der(0x06, [0x55, 0x1d, 0x11]), constraints: der(0x06, [0x55, 0x1d, 0x13]) };
const pem = (what: string, body: Buffer): string => `-----BEGIN ${what}-----\n${body.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${what}-----\n`;

export function ownCertificate(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(der(0x31, sequence(OID.commonName, der(0x0c, Buffer.from('mail.test')))));
  const names = sequence(der(0x82, Buffer.from('localhost')), der(0x87, [127, 0, 0, 1]));
  const algorithm = sequence(OID.ecdsaSha256);
  const now = Date.now();
  const body = sequence(
    der(0xa0, der(0x02, [2])), der(0x02, [1]), algorithm, name, sequence(utc(now - 86_400_000), utc(now + 86_400_000)), name, publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(OID.altName, der(0x04, names)), sequence(OID.constraints, der(0x01, [255]), der(0x04, sequence(der(0x01, [255])))))),
  );
  const cert = sequence(body, algorithm, der(0x03, [0], sign('sha256', body, privateKey)));
  return { cert: pem('CERTIFICATE', cert), key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}
