/** A mail server that keeps what it is given: enough of SMTP (RFC 5321) for a client, on a socket of this computer; without TLS, with STARTTLS (RFC 3207), or with TLS from the first byte. */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createSecureServer, TLSSocket } from 'node:tls';

export interface Letter { readonly from: string; readonly to: readonly string[]; readonly data: string }
export interface SmtpServer {
  readonly port: number;
  readonly letters: readonly Letter[];
  /** What was said at sign-in, `user password`. */
  readonly signedIn: readonly string[];
  /** Verbs that came in plain text. */
  readonly inPlain: readonly string[];
  /** From now on recipients are refused with this line; null: taken. */
  refuse(line: string | null): void;
  close(): Promise<void>;
}

export interface SmtpTls { readonly how: 'starttls' | 'implicit'; readonly key: string; readonly cert: string }

export async function smtpServer(tls?: SmtpTls): Promise<SmtpServer> {
  const letters: Letter[] = [];
  const signedIn: string[] = [];
  const inPlain: string[] = [];
  const sockets = new Set<Socket>();
  let refusing: string | null = null;
  const kept = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined); // a client that goes is no trouble of the server's
  };
  const serve = (given: Socket): void => {
    kept(given);
    let socket = given;
    let secure = tls?.how === 'implicit';
    let from = '';
    let to: string[] = [];
    let data: string[] | null = null;
    let rest = '';
    const say = (line: string): void => { socket.write(`${line}\r\n`); };
    const take = (line: string): void => {
      if (data !== null) {
        if (line !== '.') return void data.push(line.replace(/^\./, ''));
        letters.push({ from, to, data: data.join('\n') });
        data = null;
        return say('250 2.0.0 kept');
      }
      const [verb = '', ...words] = line.split(' ');
      if (!secure) inPlain.push(verb.toUpperCase());
      switch (verb.toUpperCase()) {
        case 'EHLO': return say(`250-mail.test\r\n${tls?.how === 'starttls' && !secure ? '250-STARTTLS' : '250-AUTH PLAIN'}\r\n250 8BITMIME`);
        case 'STARTTLS': {
          if (tls === undefined || secure) return say('502 5.5.1 no');
          say('220 2.0.0 begin');
          given.removeAllListeners('data');
          secure = true;
          socket = new TLSSocket(given, { isServer: true, key: tls.key, cert: tls.cert });
          kept(socket);
          socket.on('data', heard);
          return;
        }
        case 'AUTH': {
          const [, user = '', password = ''] = Buffer.from(words[1] ?? '', 'base64').toString().split('\0');
          signedIn.push(`${user} ${password}`);
          return say('235 2.7.0 welcome');
        }
        case 'MAIL': from = /<(.*?)>/.exec(line)?.[1] ?? ''; to = []; return say('250 2.1.0 ok');
        case 'RCPT':
          if (refusing !== null) return say(refusing);
          to.push(/<(.*?)>/.exec(line)?.[1] ?? '');
          return say('250 2.1.5 ok');
        case 'DATA': data = []; return say('354 go on');
        case 'RSET': case 'NOOP': return say('250 2.0.0 ok');
        case 'QUIT': say('221 2.0.0 bye'); return void socket.end();
        default: return say('502 5.5.1 no');
      }
    };
    const heard = (chunk: Buffer): void => {
      rest += chunk.toString();
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    };
    socket.on('data', heard);
    say('220 mail.test ESMTP');
  };
  const server = tls?.how === 'implicit' ? createSecureServer({ key: tls.key, cert: tls.cert }, serve) : createServer(serve);
  server.on('tlsClientError', () => undefined); // who does not trust the certificate says so itself
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return {
    port: (server.address() as AddressInfo).port, letters, signedIn, inPlain,
    refuse: (line) => { refusing = line; },
    close: () => new Promise((done) => {
      server.close(() => { done(); });
      for (const socket of sockets) socket.destroy();
    }),
  };
}
