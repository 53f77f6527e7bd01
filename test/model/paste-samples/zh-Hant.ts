/** Samples in traditional Chinese as in Taiwan; people, companies and numbers are invented. */
import { samples } from './sample.ts';

export const HANT = samples(`--
{p:林怡君}
{t:業務經理}
{c:青禾燈具股份有限公司}
電話：{ph:02-5550-0101}
手機：{mo:0900-000-001}
E-mail：{em:lin@qinghe.example}
--*
敬祝 商祺
{p:陳志明} {t:採購經理}
{c:永昌紙業有限公司}
地址：{a:{z:106}{y:台北市}大安區和平東路一段10號}
--
{c:海風貿易有限公司}
{p:黃淑芬} {t:總經理}
TEL：{ph:(02) 5550-0102} FAX：{fx:(02) 5550-0103}
網址：{u:www.haifeng.example}
--
姓名：{p:張雅婷}
公司：{c:星河文具行}
職稱：{t:主任}
部門：{d:採購部}
行動電話：{mo:0900 000 002}
--*
客戶名稱：{c:東昇五金行}
{r=contactPerson:聯絡人}：{p:周俊傑}
聯絡電話：{ph:04-5550-0104}
傳真：{fx:04-5550-0105}
--
公司名稱：{c:北方鋼鐵股份有限公司}
統一編號：{x:00000005}
代表人：{l:孫立人}
地址：{a:{y:新北市}板橋區文化路二段88號}
--
LINE ID：{ln:chenlan_2020}
--
LINE：{ln:liuyang88} 手機 {mo:0900000003}
--*
加我的LINE {ln:zhouqiang66}，或打 {mo:0900-000-004}
--
您好，我是小王，電話{mo:0900000005}
--
明天上午十點開會，請帶合約與1200份樣品。
--
訂單編號 202605120007，金額 12500 元。
--*
發票號碼 AB44001234，請於5月12日前付款。
--
{c:青禾燈具股份有限公司}<TAB>{p:林怡君}<TAB>{mo:0900-000-006}<TAB>{em:lyj@qinghe.example}
--
{p:劉洋}<TAB>{t:經理}<TAB>{c:遠大物流有限公司}<TAB>{ph:07-5550-106}
--*
{c:金橋機電有限公司}<TAB>{p:馬英傑}<TAB>{t:工程師}<TAB>{mo:0900-000-007}
--
姓名<TAB>公司<TAB>手機<TAB>信箱
{p:黃麗華}<TAB>{c:麗人美髮}<TAB>{mo:0900-000-008}<TAB>{em:huang@liren.example}
--
客戶名稱<TAB>聯絡人<TAB>職稱<TAB>電話<TAB>備註
{c:明月茶莊}<TAB>{p:何平}<TAB>{t:店長}<TAB>{ph:03-5550-107}<TAB>老客戶
{c:山水畫廊}<TAB>{p:高遠}<TAB>{t:經理}<TAB>{ph:03-5550-108}<TAB>
--*
公司名稱<TAB>地址<TAB>統一編號<TAB>傳真
{c:長城食品行}<TAB>{a:{y:台中市}西區中山路5號}<TAB>{x:00000011}<TAB>{fx:04-5550-0109}
--
產品<TAB>數量<TAB>單價
檯燈<TAB>12<TAB>350
--
BEGIN:VCARD
VERSION:3.0
N:張;偉;;;
FN:{p:張偉}
ORG:{c:偉業建材有限公司}
TITLE:{t:副總經理}
TEL;TYPE=CELL:{mo:0900-000-009}
EMAIL:{em:zw@weiye.example}
END:VCARD
--*
BEGIN:VCARD
VERSION:2.1
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{p=吳芳:=E5=90=B3=E8=8A=B3}
TEL;WORK;VOICE:{ph:02-5550-0110}
TEL;CELL:{mo:0900-000-010}
END:VCARD
--
BEGIN:VCARD
VERSION:4.0
FN:{p:林濤}
ADR;TYPE=work:{a:;;中正路1號;{y:高雄市};;{z:802};台灣}
TEL;VALUE=uri;TYPE=cell:tel:{mo:+886-900-000-011}
END:VCARD
--
{p:徐娜}
{d:行銷部} {t:主管}
{c:樂途旅行社有限公司}
M: {mo:+886 900 000 012}
E: {em:xuna@letu.example}
--
{p:郭峰} | {t:技術總監} | {c:雲帆科技股份有限公司}
{a:{z:407}{y:台中市}西屯區科技路9號5樓}
--
{p:唐悅}
{c:悅動體育用品有限公司}
{t:董事長}
手機/LINE：{mo:0900-000-013}
--
公司：{c:白鴿印刷}
統編：{x:00000016}
電話：{ph:03-5550-111}
--
收件地址：{a:{z:80044}{y:高雄市}新興區中央路12號3樓}
收件人：{p:宋雨}
電話：{mo:0900-000-014}
--
敬上
{p:董浩}
{em:donghao@dh.example}
--*
{p:蔣欣}
{t:財務經理}
{c:銀河電子有限公司}
電話：{ph:(04)5550-0112}
{u:https://yinhe.example}
--
電子郵件：{em:a.b@c.example}
職位：{t:設計師}
姓名：{p:韓雪}
--
公司網址：{u:www.jiahe.example}
公司地址：{a:{y:台南市}東區中華路20號}
--
信箱:{em:luo@luo.example}；手機:{mo:0900000015}
--*
姓名:{p:馮剛} 電話:{mo:0900000016} 地址:{a:{y:桃園市}中壢區中正路7號}
--
{p:曹穎}，{t:客戶經理}，{mo:0900-000-017}
--
{r=contactPerson:聯絡人}：{p:鄧超} {mo:0900000018}
--
WhatsApp：{wa:+886 900 000 019}
微信：{wx:deng_wechat}
--*
{c:恆通汽車股份有限公司}
電話 {ph:05-5550-113}
--
{c:新東方機械工業股份有限公司}
{a:{y:新竹縣}竹北市光明路66號}
郵遞區號：{z:302}
--
總機：{ph:02-5550-0114} 分機 12
傳真：{fx:02-5550-0115}
--*
{r=personInCharge:負責人}：{p:梁靜}
手機號碼：{mo:0900-000-020}
Email：{em:liang@lj.example}
--
{p:謝軍}<TAB>{mo:0900-000-021}<TAB>{em:xj@xj.example}
--
公司<TAB>統一編號<TAB>代表人
{c:安泰藥業有限公司}<TAB>{x:00000022}<TAB>{l:余華}
--*
名稱<TAB>統編<TAB>網站
{c:正大飼料}<TAB>{x:00000027}<TAB>{u:www.zhengda.example}
--
BEGIN:VCARD
VERSION:3.0
FN:{p:潘偉}
ORG:{c:潘氏木業};{d:業務部}
TEL;TYPE=WORK,FAX:{fx:06-5550-116}
X-LINE:{ln:panwei_wood}
END:VCARD
--
BEGIN:VCARD
VERSION:3.0
FN:{p:田雨}
TITLE:{t:店長}
URL:{u:https://tianyu.example}
END:VCARD
--
謝謝！收到請回覆。
--
{p:任傑}
{t:副總經理}
{c:宏達電器股份有限公司}
地址：{a:{y:台北市}中山區民生東路三段300號}
電話：{ph:02-5550-0117} 手機：{mo:0900-000-022}
--
小李您好，我的電話是{mo:0900-000-023}，LINE 同號。
--
{p:姚遠}
微信號：{wx:yaoyuan_1}
--
單位名稱：{c:光明國小}
通訊地址：{a:{y:花蓮縣}花蓮市中華路3號}
`);
