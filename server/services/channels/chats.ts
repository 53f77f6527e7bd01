/** Robots of group chats: what each wants to be sent, how it is signed, and what its answer means. A table, one row a chat; sending is `post.ts`'s. */
import { createHmac } from 'node:crypto';
import type { ChatKind } from '../../../model/channels/api.ts';
import type { Channel, Message, Outcome } from './channel.ts';
import type { Post } from './post.ts';

interface Call { readonly url: string; readonly body: unknown }
interface Chat {
  /** `at` in milliseconds since 1970; `secret` empty: not signed. */
  readonly call: (message: Message, to: { readonly url: string; readonly secret: string }, at: number) => Call;
  /** Null: it arrived. Some answer 200 to what they refuse. */
  readonly refused: (status: number, text: string) => string | null;
}

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64');
const failed = (status: number): boolean => status < 200 || status >= 300;

const parsed = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>> | null;
  } catch {
    return null; // whoever asked says what that means
  }
};

/** `{"errcode": 93000, "errmsg": "…"}` under whatever names, with status 200 or another. */
const codeIn = (...names: readonly (readonly [code: string, text: string])[]) => (status: number, text: string): string | null => {
  const answer = parsed(text);
  for (const [code, words] of names) {
    const said = answer?.[code];
    if (said === undefined) continue;
    if (said !== 0) return `${failed(status) ? `answered ${status}: ` : ''}${String(said)}: ${String(answer?.[words] ?? '')}`;
    if (!failed(status)) return null;
  }
  return failed(status) ? `answered ${status}` : answer === null ? 'answered with something else than JSON' : 'answered without a code';
};

/** Characters that would be marks of Markdown in a customer's name. */
const marked = (text: string): string => text.replace(/[\\`*_{}[\]()#>~|<]/g, '\\$&');
/** WeCom knows no escapes: what would be a mark becomes its wide form. */
const wide = (text: string): string => text.replace(/[<>[\]()`*]/g, (mark) => String.fromCodePoint(mark.codePointAt(0)! + 0xfee0));
/** An address as part of such marks: brackets and bars of its own would end it. */
const inMarks = (href: string): string => href.replace(/[()|<>\s]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
const entities = (text: string): string => text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark]!);

/** What a Workflow says of itself: `{"error": {"code": "…", "message": "…"}}`. */
const wordsOf = (text: string): string => {
  const error = parsed(text)?.['error'];
  const said = typeof error === 'object' && error !== null ? (error as { readonly message?: unknown }).message : undefined;
  return typeof said === 'string' ? `: ${said}` : '';
};

export const CHATS: Readonly<Record<ChatKind, Chat>> = Object.freeze({
  // developer.work.weixin.qq.com/document/path/91770: at most 4096 bytes of Markdown
  wecom: {
    call: ({ title, lines, link }, { url }) => ({ url, body: { msgtype: 'markdown', markdown: { content: [`**${wide(title)}**`, ...lines.map((line) => `> ${wide(line)}`), `[${wide(link.text)}](${inMarks(link.href)})`].join('\n') } } }),
    refused: codeIn(['errcode', 'errmsg']),
  },
  // open.dingtalk.com/document/robots/custom-robot-access: timestamp and sign go into the address
  dingtalk: {
    call: ({ title, lines, link }, { url, secret }, at) => {
      const to = new URL(url);
      if (secret !== '') {
        to.searchParams.set('timestamp', String(at));
        to.searchParams.set('sign', hmac(secret, `${at}\n${secret}`));
      }
      return { url: to.href, body: { msgtype: 'actionCard', actionCard: { title, text: [`### ${marked(title)}`, ...lines.map((line) => `- ${marked(line)}`)].join('\n'), singleTitle: link.text, singleURL: link.href } } };
    },
    refused: codeIn(['errcode', 'errmsg']),
  },
  // open.feishu.cn/document/client-docs/bot-v3/add-custom-bot: the key of the signature is what is signed, its text is empty
  feishu: {
    call: ({ title, lines, link }, { url, secret }, at) => {
      const timestamp = String(Math.floor(at / 1000));
      const sign = secret === '' ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, '') };
      const content = [...lines.map((text) => [{ tag: 'text', text }]), [{ tag: 'a', text: link.text, href: link.href }]];
      return { url, body: { ...sign, msg_type: 'post', content: { post: { zh_cn: { title, content } } } } };
    },
    refused: codeIn(['code', 'msg'], ['StatusCode', 'StatusMessage']),
  },
  // api.slack.com/messaging/webhooks: `text` is what a notification shows
  slack: {
    call: ({ title, lines, link }, { url }) => ({
      url,
      body: {
        text: entities(title),
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text: [`*${entities(title)}*`, ...lines.map(entities), `<${entities(inMarks(link.href))}|${entities(link.text)}>`].join('\n') } },
        ],
      },
    }),
    // `ok` as text; what takes Slack's messages in other houses answers `{"ok": false, "error": "…"}`
    refused: (status, text) => {
      if (failed(status)) return `answered ${status}${text === '' ? '' : `: ${text}`}`;
      const answer = parsed(text);
      return answer?.['ok'] === false ? String(answer['error'] ?? text) : null;
    },
  },
  // learn.microsoft.com, "Create incoming webhooks with Workflows for Microsoft Teams": an Adaptive Card
  teams: {
    call: ({ title, lines, link }, { url }) => ({
      url,
      body: {
        type: 'message',
        attachments: [{
          contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null,
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4',
            body: [{ type: 'TextBlock', text: marked(title), weight: 'Bolder', size: 'Medium', wrap: true }, ...lines.map((line) => ({ type: 'TextBlock', text: marked(line), wrap: true, spacing: 'Small' }))],
            actions: [{ type: 'Action.OpenUrl', title: link.text, url: link.href }],
          },
        }],
      },
    }),
    // the older connectors answer 200 with the trouble as text, and `1` when all is well
    refused: (status, text) => (failed(status) ? `answered ${status}${wordsOf(text)}` : status === 200 && text !== '' && text !== '1' && /fail|error/i.test(text) ? text : null),
  },
});

export interface ChatTarget { readonly kind: ChatKind; readonly url: string; readonly secret: string }

export function chatChannel({ kind, url, secret }: ChatTarget, post: Post, now: () => number): Channel {
  return {
    async send(message): Promise<Outcome> {
      const { call, refused } = CHATS[kind];
      const { url: to, body } = call(message, { url, secret }, now());
      const answer = await post(to, JSON.stringify(body));
      if (answer.status === null) return { status: null, error: answer.error };
      return { status: answer.status, error: refused(answer.status, answer.text.trim())?.slice(0, 300) ?? null };
    },
  };
}
