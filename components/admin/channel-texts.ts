/** Words of channels in the four languages; they come with the administration. */
import type { Language } from '../../model/labels.ts';

export interface ChannelTexts {
  readonly tab: string; readonly lead: string; readonly when: string; readonly hour: string; readonly hourHint: (zone: string) => string; readonly language: string; readonly names: string; readonly namesHint: string; readonly link: string; readonly linkHint: string;
  readonly mail: string; readonly mailFrom: (host: string, from: string) => string; readonly mailNone: string; readonly chats: string; readonly none: string; readonly add: string; readonly name: string; readonly kind: string; readonly url: string; readonly urlHint: string; readonly urlKeep: string; readonly secret: string; readonly secretHint: string;
  readonly person: string; readonly personHint: string; readonly save: string; readonly saved: string; readonly test: string; readonly tested: string; readonly testFailed: (why: string) => string; readonly change: string; readonly remove: string; readonly removeSure: (name: string) => string; readonly off: string; readonly switchOff: string; readonly switchOn: string;
  readonly arrived: (when: string) => string; readonly failed: (when: string, why: string) => string; readonly never: string; readonly log: string; readonly logEmpty: string; readonly digest: string; readonly trial: string;
}

export const CHANNEL_TEXTS: Readonly<Record<Language, ChannelTexts>> = Object.freeze({
  en: {
    tab: 'Channels', lead: 'Once a day people hear what is due for them: each by mail, teams in a group chat. Without names by default: how many, and a link to the list.', when: 'The daily digest', hour: 'Hour', hourHint: (zone) => `In the zone of the workspace, ${zone}. Each person may choose another.`, language: 'Language', names: 'Names of customers in mails', namesHint: 'Mail travels and stays. Without names it says how many.', link: 'Page of the list', linkHint: 'Where your intranet has <reminder-list>; empty: this server’s own page.',
    mail: 'Mail', mailFrom: (host, from) => `Goes out through ${host} from ${from}.`, mailNone: 'This server has no mail yet. Its operator sets DOSSIER_SMTP_URL.', chats: 'Group chats', none: 'No group chat is told yet. Add the address of a robot of WeCom, DingTalk, Feishu, Slack or Teams.', add: 'New channel', name: 'Name', kind: 'Chat', url: 'Address of the robot', urlHint: 'As the chat shows it when you add a robot or incoming webhook. It is never shown again.', urlKeep: 'Empty: as it is.', secret: 'Secret for signatures', secretHint: 'Only where the robot checks signatures; empty: none.',
    person: 'Tells of the list of', personHint: 'Under this person’s right; nothing of confidential sections.', save: 'Save', saved: 'Saved.', test: 'Send a test', tested: 'The test has arrived.', testFailed: (why) => `The test did not arrive: ${why}`, change: 'Change', remove: 'Remove', removeSure: (name) => `Remove “${name}” with its log?`, off: 'off', switchOff: 'Switch off', switchOn: 'Switch on',
    arrived: (when) => `Arrived ${when}`, failed: (when, why) => `Failed ${when}: ${why}`, never: 'Nothing sent yet', log: 'Deliveries', logEmpty: 'Nothing was sent yet.', digest: 'Digest', trial: 'Test',
  },
  'zh-Hans': {
    tab: '消息渠道', lead: '每天一次告知待办：个人通过邮件，团队通过群聊。默认不含姓名，只有数量和清单链接。', when: '每日摘要', hour: '时间', hourHint: (zone) => `按工作区时区 ${zone}，个人可另行选择。`, language: '语言', names: '邮件中包含客户名称', namesHint: '邮件会被转发和留存；不含名称时只写数量。', link: '清单页面', linkHint: '内网中放置 <reminder-list> 的页面；留空则用本服务器的页面。',
    mail: '邮件', mailFrom: (host, from) => `经 ${host} 由 ${from} 发出。`, mailNone: '服务器尚未配置邮件，请运维设置 DOSSIER_SMTP_URL。', chats: '群聊', none: '还没有群聊。请添加企业微信、钉钉、飞书、Slack 或 Teams 机器人的地址。', add: '新建渠道', name: '名称', kind: '平台', url: '机器人地址', urlHint: '在群里添加机器人或传入 Webhook 时显示的地址，保存后不再显示。', urlKeep: '留空则不变。', secret: '签名密钥', secretHint: '仅当机器人启用签名校验时填写。',
    person: '告知谁的清单', personHint: '按此人的权限，不含机密部分。', save: '保存', saved: '已保存。', test: '发送测试', tested: '测试已送达。', testFailed: (why) => `测试未送达：${why}`, change: '更改', remove: '删除', removeSure: (name) => `删除“${name}”及其记录？`, off: '已停用', switchOff: '停用', switchOn: '启用',
    arrived: (when) => `${when}已送达`, failed: (when, why) => `${when}失败：${why}`, never: '尚未发送', log: '发送记录', logEmpty: '尚未发送。', digest: '摘要', trial: '测试',
  },
  'zh-Hant': {
    tab: '訊息管道', lead: '每天一次告知待辦：個人透過郵件，團隊透過群組。預設不含姓名，只有數量與清單連結。', when: '每日摘要', hour: '時間', hourHint: (zone) => `依工作區時區 ${zone}，個人可另行選擇。`, language: '語言', names: '郵件中包含客戶名稱', namesHint: '郵件會被轉寄與留存；不含名稱時只寫數量。', link: '清單頁面', linkHint: '內網中放置 <reminder-list> 的頁面；留空則用本伺服器的頁面。',
    mail: '郵件', mailFrom: (host, from) => `經 ${host} 由 ${from} 寄出。`, mailNone: '伺服器尚未設定郵件，請維運設定 DOSSIER_SMTP_URL。', chats: '群組', none: '還沒有群組。請新增企業微信、釘釘、飛書、Slack 或 Teams 機器人的網址。', add: '新增管道', name: '名稱', kind: '平台', url: '機器人網址', urlHint: '在群組新增機器人或傳入 Webhook 時顯示的網址，儲存後不再顯示。', urlKeep: '留空則不變。', secret: '簽章金鑰', secretHint: '僅當機器人啟用簽章驗證時填寫。',
    person: '告知誰的清單', personHint: '依此人的權限，不含機密部分。', save: '儲存', saved: '已儲存。', test: '傳送測試', tested: '測試已送達。', testFailed: (why) => `測試未送達：${why}`, change: '變更', remove: '刪除', removeSure: (name) => `刪除「${name}」及其紀錄？`, off: '已停用', switchOff: '停用', switchOn: '啟用',
    arrived: (when) => `${when}已送達`, failed: (when, why) => `${when}失敗：${why}`, never: '尚未傳送', log: '傳送紀錄', logEmpty: '尚未傳送。', digest: '摘要', trial: '測試',
  },
  es: {
    tab: 'Canales', lead: 'Una vez al día cada uno sabe qué tiene pendiente: las personas por correo, los equipos en un chat de grupo. Sin nombres por defecto: cuántos, y un enlace a la lista.', when: 'El resumen diario', hour: 'Hora', hourHint: (zone) => `En la zona del espacio, ${zone}. Cada uno puede elegir otra.`, language: 'Idioma', names: 'Nombres de clientes en los correos', namesHint: 'El correo viaja y queda. Sin nombres dice cuántos.', link: 'Página de la lista', linkHint: 'Donde tu intranet tiene <reminder-list>; vacío: la página de este servidor.',
    mail: 'Correo', mailFrom: (host, from) => `Sale por ${host} desde ${from}.`, mailNone: 'Este servidor aún no tiene correo. Quien lo opera pone DOSSIER_SMTP_URL.', chats: 'Chats de grupo', none: 'Aún no se avisa a ningún chat. Añade la dirección de un robot de WeCom, DingTalk, Feishu, Slack o Teams.', add: 'Nuevo canal', name: 'Nombre', kind: 'Chat', url: 'Dirección del robot', urlHint: 'La que muestra el chat al añadir un robot o webhook entrante. No se vuelve a mostrar.', urlKeep: 'Vacío: como está.', secret: 'Secreto para firmas', secretHint: 'Solo si el robot comprueba firmas; vacío: ninguno.',
    person: 'Habla de la lista de', personHint: 'Con el permiso de esta persona; nada de secciones confidenciales.', save: 'Guardar', saved: 'Guardado.', test: 'Enviar una prueba', tested: 'La prueba ha llegado.', testFailed: (why) => `La prueba no llegó: ${why}`, change: 'Cambiar', remove: 'Quitar', removeSure: (name) => `¿Quitar «${name}» con su registro?`, off: 'apagado', switchOff: 'Apagar', switchOn: 'Encender',
    arrived: (when) => `Llegó ${when}`, failed: (when, why) => `Falló ${when}: ${why}`, never: 'Aún no se ha enviado nada', log: 'Entregas', logEmpty: 'Aún no se ha enviado nada.', digest: 'Resumen', trial: 'Prueba',
  },
});
