/** What the checks of `health.ts` say, in four languages: whole sentences that tell what to do. Commands and names of variables stay as they are typed. */
import { t } from '../../model/catalogue/row.ts';
import type { Labels, Language } from '../../model/labels.ts';

const TEXTS = Object.freeze({
  'storage-works': t('What people write is on disk.', '大家写下的内容都已写入磁盘。', '大家寫下的內容都已寫入磁碟。', 'Lo que se escribe está en el disco.'),
  'storage-full': t('The disk has no room left and nothing can be saved: make room on the disk of the data folder.', '磁盘已满，无法保存：请在数据文件夹所在的磁盘上腾出空间。', '磁碟已滿，無法儲存：請在資料夾所在的磁碟上騰出空間。', 'El disco está lleno y no se puede guardar nada: haz sitio en el disco de la carpeta de datos.'),
  'storage-silent': t('The disk does not answer and nothing can be saved: look at the disk of the data folder, then start the server again.', '磁盘没有响应，无法保存：请检查数据文件夹所在的磁盘，然后重新启动服务器。', '磁碟沒有回應，無法儲存：請檢查資料夾所在的磁碟，然後重新啟動伺服器。', 'El disco no responde y no se puede guardar nada: revisa el disco de la carpeta de datos y reinicia el servidor.'),
  'storage-broken': t('The data folder cannot be written to: stop the server, and let `dossier verify` say what is damaged.', '无法写入数据文件夹：请停止服务器，用 `dossier verify` 查明哪里损坏。', '無法寫入資料夾：請停止伺服器，用 `dossier verify` 查明哪裡損壞。', 'No se puede escribir en la carpeta de datos: para el servidor y deja que `dossier verify` diga qué está dañado.'),

  'backup-late': t('{what}{why}: {todo}.', '{what}{why}：{todo}。', '{what}{why}：{todo}。', '{what}{why}: {todo}.'),
  'backup-none-read': t('There is no backup that was read back', '还没有经过回读验证的备份', '還沒有經過回讀驗證的備份', 'No hay ninguna copia que se haya releído'),
  'backup-old': t('The last backup that was read back is {age} old', '最近一次经过回读验证的备份是{age}前的', '最近一次經過回讀驗證的備份是{age}前的', 'La última copia releída es de hace {age}'),
  'backup-why-full': t('; the last try found no room on the disk of DOSSIER_BACKUP', '；上次尝试时 DOSSIER_BACKUP 所在的磁盘没有空间', '；上次嘗試時 DOSSIER_BACKUP 所在的磁碟沒有空間', '; el último intento no encontró sitio en el disco de DOSSIER_BACKUP'),
  'backup-why-failed': t('; the last try failed, and the log says why', '；上次尝试失败，原因见日志', '；上次嘗試失敗，原因見記錄檔', '; el último intento falló y el registro dice por qué'),
  'backup-todo-room': t('make room there', '请在那里腾出空间', '請在那裡騰出空間', 'haz sitio allí'),
  'backup-todo-look': t('look at the folder DOSSIER_BACKUP and make one with `dossier backup`', '请检查 DOSSIER_BACKUP 文件夹，并用 `dossier backup` 做一次备份', '請檢查 DOSSIER_BACKUP 資料夾，並用 `dossier backup` 做一次備份', 'mira la carpeta DOSSIER_BACKUP y haz una con `dossier backup`'),
  'backup-failed': t('The last try to make a backup failed; it is tried again every hour: look at the log and at the folder DOSSIER_BACKUP.', '上次备份失败，每小时会重试一次：请查看日志和 DOSSIER_BACKUP 文件夹。', '上次備份失敗，每小時會重試一次：請檢視記錄檔和 DOSSIER_BACKUP 資料夾。', 'El último intento de copia falló; se repite cada hora: mira el registro y la carpeta DOSSIER_BACKUP.'),
  'backup-failed-full': t('The last try to make a backup failed for want of room; it is tried again every hour: make room on the disk of DOSSIER_BACKUP.', '上次备份因空间不足而失败，每小时会重试一次：请在 DOSSIER_BACKUP 所在的磁盘上腾出空间。', '上次備份因空間不足而失敗，每小時會重試一次：請在 DOSSIER_BACKUP 所在的磁碟上騰出空間。', 'El último intento de copia falló por falta de sitio; se repite cada hora: haz sitio en el disco de DOSSIER_BACKUP.'),
  'backup-good': t('The last backup was read back and is {age} old.', '最近一次备份已回读验证，是{age}前的。', '最近一次備份已回讀驗證，是{age}前的。', 'La última copia se releyó y es de hace {age}.'),
  'backup-tonight': t('The first backup is made tonight.', '首次备份将在今晚进行。', '首次備份將在今晚進行。', 'La primera copia se hace esta noche.'),
  'backup-none': t('There is no backup yet: make one with `dossier backup`, or let the server run at night.', '还没有备份：请用 `dossier backup` 做一次，或让服务器在夜间运行。', '還沒有備份：請用 `dossier backup` 做一次，或讓伺服器在夜間執行。', 'Aún no hay copia: haz una con `dossier backup` o deja el servidor encendido por la noche.'),

  'disk-data': t('{percent} % of the disk of the data folder is used, {free} are free.', '数据文件夹所在的磁盘已用 {percent} %，剩余 {free}。', '資料夾所在的磁碟已用 {percent} %，剩餘 {free}。', 'El disco de la carpeta de datos está al {percent} %, quedan {free}.'),
  'disk-data-filling': t('{percent} % of the disk of the data folder is used, {free} are free: make room, or give it a larger disk.', '数据文件夹所在的磁盘已用 {percent} %，剩余 {free}：请腾出空间，或换更大的磁盘。', '資料夾所在的磁碟已用 {percent} %，剩餘 {free}：請騰出空間，或換更大的磁碟。', 'El disco de la carpeta de datos está al {percent} %, quedan {free}: haz sitio o dale un disco mayor.'),
  'disk-data-full': t('{percent} % of the disk of the data folder is used, {free} are free: make room now, for without it nothing can be saved.', '数据文件夹所在的磁盘已用 {percent} %，剩余 {free}：请立即腾出空间，否则将无法保存。', '資料夾所在的磁碟已用 {percent} %，剩餘 {free}：請立即騰出空間，否則將無法儲存。', 'El disco de la carpeta de datos está al {percent} %, quedan {free}: haz sitio ya, sin él no se puede guardar nada.'),
  'disk-backups': t('{percent} % of the disk of the backups is used, {free} are free.', '备份所在的磁盘已用 {percent} %，剩余 {free}。', '備份所在的磁碟已用 {percent} %，剩餘 {free}。', 'El disco de las copias está al {percent} %, quedan {free}.'),
  'disk-backups-filling': t('{percent} % of the disk of the backups is used, {free} are free: make room, or give it a larger disk.', '备份所在的磁盘已用 {percent} %，剩余 {free}：请腾出空间，或换更大的磁盘。', '備份所在的磁碟已用 {percent} %，剩餘 {free}：請騰出空間，或換更大的磁碟。', 'El disco de las copias está al {percent} %, quedan {free}: haz sitio o dale un disco mayor.'),
  'disk-backups-full': t('{percent} % of the disk of the backups is used, {free} are free: make room now, for without it nothing can be saved for a bad day.', '备份所在的磁盘已用 {percent} %，剩余 {free}：请立即腾出空间，否则无法再保存备份。', '備份所在的磁碟已用 {percent} %，剩餘 {free}：請立即騰出空間，否則無法再儲存備份。', 'El disco de las copias está al {percent} %, quedan {free}: haz sitio ya, sin él no se guarda nada para un mal día.'),

  'clocks-agree': t('Clocks agree.', '各处时钟一致。', '各處時鐘一致。', 'Los relojes coinciden.'),
  'clock-ahead': t('{clock} is {off} ahead, so {harm}: set both by the same time server (`timedatectl` shows each).', '{clock}快了{off}，因此{harm}：请让两边使用同一个时间服务器（`timedatectl` 可查看）。', '{clock}快了{off}，因此{harm}：請讓兩邊使用同一個時間伺服器（`timedatectl` 可檢視）。', '{clock} va {off} adelantado, así que {harm}: ajusta ambos con el mismo servidor de hora (`timedatectl` muestra cada uno).'),
  'clock-behind': t('{clock} is {off} behind, so {harm}: set both by the same time server (`timedatectl` shows each).', '{clock}慢了{off}，因此{harm}：请让两边使用同一个时间服务器（`timedatectl` 可查看）。', '{clock}慢了{off}，因此{harm}：請讓兩邊使用同一個時間伺服器（`timedatectl` 可檢視）。', '{clock} va {off} atrasado, así que {harm}: ajusta ambos con el mismo servidor de hora (`timedatectl` muestra cada uno).'),
  'clock-issuer': t('The clock of the identity provider', '身份提供方的时钟', '身分提供方的時鐘', 'El reloj del proveedor de identidad'),
  'clock-tokens': t('The clock of whoever signs the tokens', '签发令牌一方的时钟', '簽發權杖一方的時鐘', 'El reloj de quien firma los tokens'),
  'clock-server': t('The clock of the server', '服务器的时钟', '伺服器的時鐘', 'El reloj del servidor'),
  'clock-proxy': t('The clock of the proxy', '代理的时钟', '代理伺服器的時鐘', 'El reloj del proxy'),
  'harm-issuer': t('tokens are refused', '令牌会被拒绝', '權杖會被拒絕', 'se rechazan tokens'),
  'harm-tokens': t('tokens are refused', '令牌会被拒绝', '權杖會被拒絕', 'se rechazan tokens'),
  'harm-server': t('dates are wrong and tokens are refused', '日期会出错，令牌会被拒绝', '日期會出錯，權杖會被拒絕', 'las fechas son erróneas y se rechazan tokens'),
  'harm-proxy': t('dates in its logs and caches are wrong', '其日志和缓存中的日期会出错', '其記錄檔和快取中的日期會出錯', 'las fechas de sus registros y cachés son erróneas'),

  'lines-http': t('Pages come over HTTP and not over WebSocket: let the proxy pass `Upgrade` and `Connection` on, as the nginx sample does.', '页面通过 HTTP 而不是 WebSocket 连接：请让代理转发 `Upgrade` 和 `Connection`，做法见 nginx 示例。', '頁面透過 HTTP 而不是 WebSocket 連線：請讓代理伺服器轉送 `Upgrade` 和 `Connection`，作法見 nginx 範例。', 'Las páginas llegan por HTTP y no por WebSocket: haz que el proxy pase `Upgrade` y `Connection`, como en el ejemplo de nginx.'),
  'lines-fine': t('Pages come over WebSocket.', '页面通过 WebSocket 连接。', '頁面透過 WebSocket 連線。', 'Las páginas llegan por WebSocket.'),
  'lines-none': t('No page has come yet.', '还没有页面连接。', '還沒有頁面連線。', 'Aún no ha llegado ninguna página.'),
  'proxy-untrusted': t('Requests come through a proxy whose word does not count, so all people look like one address: set DOSSIER_TRUSTED_PROXIES to the address of the proxy.', '请求经过一个未受信任的代理，所有人看起来来自同一地址：请将 DOSSIER_TRUSTED_PROXIES 设为该代理的地址。', '請求經過一個未受信任的代理伺服器，所有人看起來來自同一位址：請將 DOSSIER_TRUSTED_PROXIES 設為該代理伺服器的位址。', 'Las peticiones pasan por un proxy cuya palabra no cuenta y todos parecen una sola dirección: pon en DOSSIER_TRUSTED_PROXIES la dirección del proxy.'),
  'proxy-fine': t('No proxy is mistaken for a person.', '没有代理被误认为用户。', '沒有代理伺服器被誤認為使用者。', 'Ningún proxy se confunde con una persona.'),
  'secret-fine': t('Nothing easy to guess is used as a secret.', '没有使用容易猜到的密钥。', '沒有使用容易猜到的金鑰。', 'No se usa nada fácil de adivinar como secreto.'),
  'secret-weak': t('{variable} is easy to guess ({why}): make another with `openssl rand -base64 48`, and keep this one as DOSSIER_JWT_SECRET_PREVIOUS for an hour.', '{variable} 容易被猜到（{why}）：请用 `openssl rand -base64 48` 生成新的，并把现在的作为 DOSSIER_JWT_SECRET_PREVIOUS 保留一小时。', '{variable} 容易被猜到（{why}）：請用 `openssl rand -base64 48` 產生新的，並把現在的作為 DOSSIER_JWT_SECRET_PREVIOUS 保留一小時。', '{variable} es fácil de adivinar ({why}): genera otro con `openssl rand -base64 48` y deja este como DOSSIER_JWT_SECRET_PREVIOUS durante una hora.'),
  'weak-published': t('it is printed in manuals', '它印在手册里', '它印在手冊裡', 'está impreso en manuales'),
  'weak-repeats': t('it repeats a few characters', '它重复少数几个字符', '它重複少數幾個字元', 'repite unos pocos caracteres'),
  'weak-keyboard': t('it follows the alphabet or the keyboard', '它按字母表或键盘顺序排列', '它依字母表或鍵盤順序排列', 'sigue el alfabeto o el teclado'),
  'weak-words': t('it is made of words', '它由单词组成', '它由單字組成', 'está hecho de palabras'),
  'sections-fine': t('No section is damaged.', '没有损坏的部分。', '沒有損壞的部分。', 'No hay secciones dañadas.'),
  'section-damaged': t('{count} section is damaged and cannot be opened: `dossier verify` names them, `dossier restore --section … --from <backup>` brings one back.', '{count} 个部分已损坏，无法打开：`dossier verify` 会列出，`dossier restore --section … --from <backup>` 可恢复。', '{count} 個部分已損壞，無法開啟：`dossier verify` 會列出，`dossier restore --section … --from <backup>` 可還原。', '{count} sección está dañada y no se puede abrir: `dossier verify` la nombra, `dossier restore --section … --from <backup>` la recupera.'),
  'sections-damaged': t('{count} sections are damaged and cannot be opened: `dossier verify` names them, `dossier restore --section … --from <backup>` brings one back.', '{count} 个部分已损坏，无法打开：`dossier verify` 会列出，`dossier restore --section … --from <backup>` 可恢复。', '{count} 個部分已損壞，無法開啟：`dossier verify` 會列出，`dossier restore --section … --from <backup>` 可還原。', '{count} secciones están dañadas y no se pueden abrir: `dossier verify` las nombra, `dossier restore --section … --from <backup>` recupera una.'),
  'administrator-there': t('There is an administrator.', '已有管理员。', '已有管理員。', 'Hay un administrador.'),
  'administrator-none': t('Nobody is an administrator: name one with `dossier admin`, or give somebody the role in the company’s directory.', '还没有管理员：请用 `dossier admin` 指定，或在公司目录中授予角色。', '還沒有管理員：請用 `dossier admin` 指定，或在公司目錄中授予角色。', 'Nadie es administrador: nombra uno con `dossier admin` o da el rol a alguien en el directorio de la empresa.'),
  'exports-fine': t('Exports by a schedule were written.', '定时导出均已写出。', '排程匯出均已寫出。', 'Las exportaciones programadas se escribieron.'),
  'export-failed': t('{count} export by a schedule failed the last time: the list of them in the administration says why; it is tried again at its time.', '有 {count} 项定时导出上次失败：管理页的列表说明原因；到时会再试。', '有 {count} 項排程匯出上次失敗：管理頁的清單說明原因；到時會再試。', '{count} exportación programada falló la última vez: su lista en la administración dice por qué; se repite a su hora.'),
  'exports-failed': t('{count} exports by a schedule failed the last time: the list of them in the administration says why; they are tried again at their time.', '有 {count} 项定时导出上次失败：管理页的列表说明原因；到时会再试。', '有 {count} 項排程匯出上次失敗：管理頁的清單說明原因；到時會再試。', '{count} exportaciones programadas fallaron la última vez: su lista en la administración dice por qué; se repiten a su hora.'),
  demo: t('These are the demo’s sample archives, where anyone signs in as anyone: for real customers start `dossier serve` with a folder of its own in DOSSIER_DATA.', '这是演示用的样本档案，任何人都能以任何身份登录：真实客户请用 `dossier serve`，并在 DOSSIER_DATA 中指定单独的文件夹。', '這是展示用的範例檔案，任何人都能以任何身分登入：真實客戶請用 `dossier serve`，並在 DOSSIER_DATA 中指定單獨的資料夾。', 'Son los expedientes de muestra de la demo, donde cualquiera entra como cualquiera: para clientes reales inicia `dossier serve` con una carpeta propia en DOSSIER_DATA.'),
} satisfies Readonly<Record<string, Labels>>);

export type Sentence = keyof typeof TEXTS;
export type Values = Readonly<Record<string, string | number>>;

export const sentence = (language: Language, key: Sentence, values: Values = {}): string => TEXTS[key][language].replace(/\{(\w+)\}/g, (_place, name: string) => String(values[name] ?? ''));

/** A length of time in the coarsest unit that still says something: minutes below two hours, days from three days on. */
export function span(language: Language, milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const hours = Math.floor(minutes / 60);
  const [unit, count] = minutes < 120 ? (['minute', minutes] as const) : hours < 72 ? (['hour', hours] as const) : (['day', Math.floor(hours / 24)] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
