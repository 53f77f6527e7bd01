/** What each limit is for, in the words of whoever runs the server. Values and how to choose them are in `limits.ts`; the compiler sees that none is forgotten. */
import type { LimitUnit } from '../model/api.ts';
import type { Labels } from '../model/labels.ts';
import type { Limits } from './limits.ts';

interface LimitText { readonly unit: LimitUnit; readonly text: Labels }

const says = (unit: LimitUnit) => (en: string, hans: string, hant: string, es: string): LimitText => ({ unit, text: { en, 'zh-Hans': hans, 'zh-Hant': hant, es } });
const bytes = says('bytes');
const ms = says('milliseconds');
const count = says('count');

export const LIMIT_TEXTS: Readonly<Record<keyof Limits, LimitText>> = Object.freeze({
  frameBytes: bytes('One message of a connection.', '连接中的一条消息。', '連線中的一則訊息。', 'Un mensaje de una conexión.'),
  helloBytes: bytes('The first message of a connection, which carries the token.', '连接的第一条消息，其中带有令牌。', '連線的第一則訊息，其中帶有權杖。', 'El primer mensaje de una conexión, que lleva el token.'),
  helloMs: ms('Time in which a connection must show its token.', '连接出示令牌的时限。', '連線出示權杖的時限。', 'Plazo de una conexión para mostrar su token.'),
  sectionBytes: bytes('One section of an archive.', '档案的一个部分。', '檔案的一個部分。', 'Una sección de un expediente.'),
  socketsPerPerson: count('Open connections of one person, all devices together.', '一个人在所有设备上的连接总数。', '一個人在所有裝置上的連線總數。', 'Conexiones abiertas de una persona, en todos sus dispositivos.'),
  socketsPerAddress: count('Connections of one address that have not shown a token yet.', '同一地址尚未出示令牌的连接数。', '同一位址尚未出示權杖的連線數。', 'Conexiones de una dirección que aún no han mostrado un token.'),
  sockets: count('Open connections of the whole server.', '整个服务器的连接数。', '整個伺服器的連線數。', 'Conexiones abiertas de todo el servidor.'),
  channelsPerSocket: count('Sections and lists open on one connection.', '一个连接上打开的部分和列表数。', '一個連線上開啟的部分和清單數。', 'Secciones y listas abiertas en una conexión.'),
  socketBytesPerSecond: bytes('What one connection may send a second; beyond it the server reads more slowly.', '一个连接每秒可发送的数据量；超出后服务器放慢读取。', '一個連線每秒可傳送的資料量；超出後伺服器放慢讀取。', 'Lo que una conexión puede enviar por segundo; por encima, el servidor lee más despacio.'),
  overRateMs: ms('Time beyond that rate after which a connection is closed.', '超出该速率多久后关闭连接。', '超出該速率多久後關閉連線。', 'Tiempo por encima de ese ritmo tras el que se cierra la conexión.'),
  bufferedBytes: bytes('What may wait for a reader that does not read, before it is cut off.', '等待不读取的接收方的最大数据量，超出即断开。', '等待不讀取的接收方的最大資料量，超出即斷開。', 'Lo que puede esperar a un lector que no lee antes de cortarlo.'),
  presenceBytes: bytes('One message of who is where.', '一条在线状态消息。', '一則線上狀態訊息。', 'Un mensaje de quién está dónde.'),
  presencePerSecond: count('Messages of who is where that one channel may send a second.', '一个通道每秒可发送的在线状态消息数。', '一個通道每秒可傳送的線上狀態訊息數。', 'Mensajes de presencia por segundo de un canal.'),
  presenceIds: count('Presences of one channel: one, and one for each reload just now.', '一个通道的在线标识数：一个，另加每次刚刚的刷新。', '一個通道的線上識別數：一個，另加每次剛剛的重新整理。', 'Presencias de un canal: una, y una por cada recarga reciente.'),
  presenceMs: ms('Time after which somebody who was not heard of is shown as gone.', '多久没有消息后显示为已离开。', '多久沒有訊息後顯示為已離開。', 'Tiempo sin noticias tras el que alguien figura como ausente.'),
  waitingBytes: bytes('What a connection may send before it is welcomed.', '连接被接受前可发送的数据量。', '連線被接受前可傳送的資料量。', 'Lo que una conexión puede enviar antes de ser admitida.'),
  pendingEdits: count('Edits of one connection that may wait for the disk.', '一个连接可等待写盘的编辑数。', '一個連線可等待寫入磁碟的編輯數。', 'Ediciones de una conexión que pueden esperar al disco.'),
  slowBytes: bytes('What may wait for a slow reader before it gets no further section.', '慢速接收方可积压的数据量，超出后不再发送新部分。', '慢速接收方可積壓的資料量，超出後不再傳送新部分。', 'Lo que puede esperar a un lector lento antes de no darle más secciones.'),
  slowMs: ms('Time a reader may stay so slow.', '接收方可保持这么慢的时间。', '接收方可保持這麼慢的時間。', 'Tiempo que un lector puede seguir tan lento.'),
  heartbeatMs: ms('Time between signs of life; keep it below the idle timeout of the proxy.', '心跳间隔；应小于代理的空闲超时。', '心跳間隔；應小於代理的閒置逾時。', 'Tiempo entre señales de vida; por debajo del plazo de inactividad del proxy.'),
  silenceMs: ms('Silence after which a page is taken for gone.', '页面沉默多久后视为离开。', '頁面沉默多久後視為離開。', 'Silencio tras el que una página se da por cerrada.'),
  tokenGraceMs: ms('Time a connection lives on after its token ended, until a new one comes.', '令牌到期后连接等待新令牌的时间。', '權杖到期後連線等待新權杖的時間。', 'Tiempo que vive una conexión tras acabar su token, hasta que llega otro.'),
  refusalsPerMinute: count('Refused edits a minute after which a connection is closed.', '每分钟被拒绝的编辑达到此数后关闭连接。', '每分鐘被拒絕的編輯達到此數後關閉連線。', 'Ediciones rechazadas por minuto tras las que se cierra la conexión.'),
  clockJump: count('How far one edit may move its author’s count.', '一次编辑可使作者计数前进的幅度。', '一次編輯可使作者計數前進的幅度。', 'Cuánto puede avanzar una edición la cuenta de su autor.'),
  structsPerUpdate: count('Pieces in one edit.', '一次编辑中的片段数。', '一次編輯中的片段數。', 'Piezas de una edición.'),
  deletesPerUpdate: count('Pieces that one edit may delete.', '一次编辑可删除的片段数。', '一次編輯可刪除的片段數。', 'Piezas que una edición puede borrar.'),
  authorsPerUpdate: count('Authors that one edit may bring.', '一次编辑可带来的作者数。', '一次編輯可帶來的作者數。', 'Autores que puede traer una edición.'),
  authorsPerSection: count('Authors of a section at which it is tidied up, with people in it.', '部分的作者达到此数时即使有人在也会整理。', '部分的作者達到此數時即使有人在也會整理。', 'Autores de una sección a partir de los que se ordena, aunque haya gente dentro.'),
  authorsFold: count('Authors of a section above which it is tidied up when nobody is in it.', '部分的作者超过此数时，无人时会整理。', '部分的作者超過此數時，無人時會整理。', 'Autores a partir de los que se ordena cuando no hay nadie.'),
  batchEdits: count('Edits that are written to disk together.', '一起写盘的编辑数。', '一起寫入磁碟的編輯數。', 'Ediciones que se escriben juntas en el disco.'),
  batchBytes: bytes('Edits that are looked at in one go; others wait that long.', '一次处理的编辑量；其他编辑等待这么久。', '一次處理的編輯量；其他編輯等待這麼久。', 'Ediciones que se miran de una vez; las demás esperan ese rato.'),
  compactUpdates: count('Edits after which an open section is written anew in short form.', '打开的部分累计多少编辑后重新紧凑写入。', '開啟的部分累計多少編輯後重新緊湊寫入。', 'Ediciones tras las que una sección abierta se reescribe compacta.'),
  compactBytes: bytes('The same, in bytes of edits.', '同上，以编辑的字节数计。', '同上，以編輯的位元組數計。', 'Lo mismo, en bytes de ediciones.'),
  compactAgeMs: ms('Longest time that deleted words stay on disk while a section is open.', '部分打开期间，已删除文字最多在磁盘上保留的时间。', '部分開啟期間，已刪除文字最多在磁碟上保留的時間。', 'Tiempo máximo que lo borrado sigue en el disco con la sección abierta.'),
  roomIdleMs: ms('Time after the last person left until a section is closed.', '最后一人离开后多久关闭部分。', '最後一人離開後多久關閉部分。', 'Tiempo tras salir la última persona hasta cerrar una sección.'),
  headsMs: ms('Several nodes: time between two looks for edits of the others that went unheard.', '多个节点：两次查找其他节点未收到的编辑之间的时间。', '多個節點：兩次查找其他節點漏收的編輯之間的時間。', 'Varios nodos: tiempo entre dos búsquedas de cambios de otros que no llegaron.'),
  leaseMs: ms('Several nodes: longest time a node that is cut off still delivers, so a right that was taken away may still count there.', '多个节点：断开的节点最多还能发送数据的时间，期间被收回的权限在该节点可能仍然有效。', '多個節點：斷線的節點最多還能傳送資料的時間，期間被收回的權限在該節點可能仍然有效。', 'Varios nodos: tiempo máximo que un nodo aislado sigue entregando; un permiso retirado puede valer aún en él.'),
  restMs: ms('Several nodes: time a section leaves to the others after saving.', '多个节点：保存后一个部分让给其他节点的时间。', '多個節點：儲存後一個部分讓給其他節點的時間。', 'Varios nodos: tiempo que una sección deja a los demás tras guardar.'),
  nodeSilenceMs: ms('Several nodes: silence after which the people on a node are no longer shown.', '多个节点：节点沉默多久后不再显示其上的人员。', '多個節點：節點沉默多久後不再顯示其上的人員。', 'Varios nodos: silencio tras el que ya no se muestra a las personas de un nodo.'),
  watchedRefs: count('Customers whose badges one page may watch.', '一个页面可关注徽章的客户数。', '一個頁面可關注徽章的客戶數。', 'Clientes cuyos distintivos puede seguir una página.'),
  jsonBytes: bytes('One request of another program.', '其他程序的一次请求。', '其他程式的一次請求。', 'Una petición de otro programa.'),
  fileBytes: bytes('One file of an archive.', '档案中的一个文件。', '客戶檔案中的一個檔案。', 'Un fichero de un expediente.'),
  uploadsPerPerson: count('Uploads of one person at once.', '一个人同时进行的上传数。', '一個人同時進行的上傳數。', 'Subidas de una persona a la vez.'),
  uploadBytesPerPerson: bytes('What the unfinished uploads of one person may have together.', '一个人未完成的上传的总大小。', '一個人未完成的上傳的總大小。', 'Lo que pueden sumar las subidas sin terminar de una persona.'),
  uploadMs: ms('Time after which an unfinished upload is thrown away.', '未完成的上传多久后丢弃。', '未完成的上傳多久後捨棄。', 'Tiempo tras el que se descarta una subida sin terminar.'),
  importBytes: bytes('One import, all files together.', '一次导入的全部文件。', '一次匯入的全部檔案。', 'Una importación, con todos sus ficheros.'),
  requestsPerSecond: count('Requests of one person a second, sustained.', '一个人每秒的持续请求数。', '一個人每秒的持續請求數。', 'Peticiones de una persona por segundo, de forma sostenida.'),
  requestsBurst: count('Requests of one person at once.', '一个人一次性的请求数。', '一個人一次性的請求數。', 'Peticiones de una persona de golpe.'),
  refusedTokensPerMinute: count('Refused tokens of one address a minute before it must wait.', '同一地址每分钟被拒绝的令牌数，超出后须等待。', '同一位址每分鐘被拒絕的權杖數，超出後須等待。', 'Tokens rechazados de una dirección por minuto antes de hacerla esperar.'),
  eventDays: count('Days that the change feed keeps what happened.', '变更流保留已发生之事的天数。', '變更串流保留已發生之事的天數。', 'Días que el registro de cambios guarda lo ocurrido.'),
  backupsDaily: count('Nightly backups kept, one a day.', '每日保留的夜间备份数。', '每日保留的夜間備份數。', 'Copias nocturnas que se guardan, una por día.'),
  backupsWeekly: count('Nightly backups kept, one a week.', '每周保留的夜间备份数。', '每週保留的夜間備份數。', 'Copias nocturnas que se guardan, una por semana.'),
  backupsMonthly: count('Nightly backups kept, one a month.', '每月保留的夜间备份数。', '每月保留的夜間備份數。', 'Copias nocturnas que se guardan, una por mes.'),
  backupHour: says('hour')('Hour of the nightly backup.', '夜间备份的时刻。', '夜間備份的時刻。', 'Hora de la copia nocturna.'),
});
