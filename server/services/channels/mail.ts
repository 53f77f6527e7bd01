/** Mail by SMTP: a message as text and as plain HTML, to one address. */
import { createTransport } from 'nodemailer';
import type { Channel, Message, Outcome } from './channel.ts';
import type { SmtpSettings } from './smtp-url.ts';

export interface Mailer {
  readonly host: string;
  readonly from: string;
  to(address: string, name: string): Channel;
  close(): void;
}

const TIMEOUT_MS = 10_000;
const entities = (text: string): string => text.replace(/[&<>"]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark]!);

const asText = ({ title, lines, link }: Message): string => `${title}\n\n${lines.join('\n')}\n\n${link.text}: ${link.href}\n`;
/** Mail programs know no style sheets of a page, so the few styles stand where they hold. */
const asHtml = ({ title, lines, link }: Message): string => `<!doctype html><html><body style="font:15px/1.5 system-ui,sans-serif;color:#1c2429"><h1 style="font-size:18px;margin:0 0 12px">${entities(title)}</h1>${lines.map((line) => `<p style="margin:0 0 4px">${entities(line)}</p>`).join('')}<p style="margin:16px 0 0"><a href="${entities(link.href)}" style="color:#0b6a70;font-weight:600">${entities(link.text)}</a></p></body></html>`;

export function createMailer({ host, port, secure, starttls, user, password, from }: SmtpSettings): Mailer {
  const transport = createTransport({
    host, port, secure, requireTLS: !secure && starttls === 'must', ignoreTLS: starttls === 'never', ...(starttls === 'here' ? { tls: { rejectUnauthorized: false } } : {}), ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS, disableFileAccess: true, disableUrlAccess: true,
  });
  return {
    host, from,
    to: (address, name): Channel => ({
      async send(message): Promise<Outcome> {
        try {
          const { response } = await transport.sendMail({
            from: { name: 'Dossier', address: from }, to: { name, address }, subject: message.title, text: asText(message), html: asHtml(message),
            headers: { 'Auto-Submitted': 'auto-generated' }, // no out-of-office answers
          });
          return { status: Number(/^\d{3}/.exec(response)?.[0] ?? 250), error: null };
        } catch (error) {
          const { responseCode, message: why } = error as Error & { readonly responseCode?: number };
          return { status: responseCode ?? null, error: why.slice(0, 300) };
        }
      },
    }),
    close: () => { transport.close(); },
  };
}
