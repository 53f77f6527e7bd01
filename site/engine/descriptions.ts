/** The manifest's sentences in 简体中文, by the English one: what is said of two elements is said once. A sentence that changed shows in English, and the build names it. */
import type { Language } from '../../model/labels.ts';
import type { Described } from './manifest.ts';

const HANS: Readonly<Record<string, string>> = {
  'Links, primary buttons, what is chosen.': '链接、主要按钮、已选中的内容。',
  'Background of what is chosen or new.': '已选中或新内容的底色。',
  'Hairlines: decoration only.': '细线，仅作装饰。',
  'Errors and what cannot be taken back.': '错误，以及不可撤销的操作。',
  'Background of an error.': '错误的底色。',
  'What is due, waits or is doubtful.': '到期、等待或存疑的内容。',
  'Background of what is due.': '到期内容的底色。',
  'Borders that alone show where a control is: 3:1.': '仅靠边框显示位置的控件边框，对比度 3:1。',
  'Outline of what has the focus.': '焦点框。',
  'Text of lesser weight: labels, dates, hints.': '次要文字：标签、日期、提示。',
  'Text on the accent.': '强调色上的文字。',
  'Radius of corners.': '圆角半径。',
  'Surface of what stands apart on a sheet: quiet buttons under the pointer, placeholders.': '页面上需要区分的浅底：指针下的次要按钮、占位。',
  'Background of a sheet.': '底面颜色。',
  'A `<fieldset disabled>` of the page around it makes it one to read. It has no value in the page\'s form: what is written here is saved here.': '外层页面的 `<fieldset disabled>` 会让它只供阅读。它在页面的表单里没有值：在这里写的就保存在这里。',
  'Text.': '正文。',
  'Buttons of your page, below the facts.': '您页面的按钮，显示在各项事实下方。',
  'Which one shows, by its id (`trend`) or code (`A-05`), or `report`; follows what the person turns to. Empty: the first one.': '显示哪一个分析：标识（`trend`）、代码（`A-05`）或 `report`；随用户切换而变。空：第一个。',
  'Id or key of an archive: its corrections, and a way to report an error.': '档案的标识或外部编号：显示其更正，并可报告错误。',
  'Whose: id of the archive, or its key in another system as `system:value` (`erp:GZ/2019-0045`).': '哪一份档案：其标识，或其他系统里的编号，写成 `system:value`（如 `erp:GZ/2019-0045`）。',
  'Whose: id of the archive, or its key in another system as `system:value`. Without it the element lists the requests of all customers that concern the person.': '哪一份档案：其标识，或其他系统里的编号 `system:value`。不写则列出与本人有关的全部申请。',
  'Service area of this place, an option of the dictionary D-80 such as `restaurant`: what is recorded here says so.': '此处所属的服务区，字典 D-80 的选项，如 `restaurant`：在这里记下的内容会注明。',
  'How it is shown; follows what the person turns to.': '显示方式；随用户切换而变。',
  'The button of one class.': '一个分类的按钮。',
  'What stands there while the archive is open.': '档案开放期间显示的横条。',
  'Puts the cursor where writing begins.': '把光标放到开始填写的地方。',
  'Id of one correction; the list is left out.': '某一更正的标识；不显示列表。',
  'Where the time comes from; the browser\'s own unless a page sets another.': '时间来源；页面不另设时用浏览器的时间。',
  'Where “New customer” leads; without it the form opens in the list.': '“新建客户”通向哪里；不写则在列表里打开表单。',
  'Only archives of this department, by its id.': '只看这个部门的档案，写部门标识。',
  'Hides classes, margins, opinions and competitors while the customer looks on.': '客户看着屏幕时，隐藏分类、毛利、评价和竞争对手。',
  'Hides classes, sums and what is due while the customer looks on.': '客户看着屏幕时，隐藏分类、合计和到期事项。',
  'Hides cost and profit while the customer looks on.': '客户看着屏幕时，隐藏成本和利润。',
  'Hides everything while the customer looks on.': '客户看着屏幕时，全部隐藏。',
  'Hides major matters, reports, what is due and comments while the customer looks on.': '客户看着屏幕时，隐藏重大事项、汇报、到期事项和评论。',
  'Leaves internal relations out while the customer looks on.': '客户看着屏幕时，不显示内部关系。',
  'Shows no other customers while one looks on.': '客户看着屏幕时，不显示其他客户。',
  'Shows nothing while the customer looks on.': '客户看着屏幕时，什么也不显示。',
  'Shows only papers of sections that a customer may look at, while the customer looks on.': '客户看着屏幕时，只显示客户可以看的分区里的文件。',
  'The person turned to another analysis; `analysis` is its id.': '用户切换到另一个分析；`analysis` 是其标识。',
  'No token holds; sign the person in, then call `retry()`.': '没有有效的令牌；请让用户登录，然后调用 `retry()`。',
  'How many comments an entry has that is open.': '打开的记录有多少条评论。',
  'How many there are, whenever that is known anew.': '每次得知评论数量时发出。',
  'Somebody opened an archive from the form in the list.': '有人用列表里的表单新建了档案。',
  'Somebody opened the archive from the form that is offered where a key leads nowhere yet.': '编号尚无档案时提供的表单被用来新建了档案。',
  'The archive is open.': '档案已建立。',
  'The customers behind a mark were asked for: `where` is the question to the register. Prevent it and show them yourself. Not fired where the register has no conditions for them (who bought a product): the element lists those itself.': '用户想看图形背后的客户：`where` 是给客户列表的条件。阻止默认行为即可自行显示。客户列表没有相应条件时（如谁买过某产品）不发出，由元素自己列出。',
  'How often others call this person and have not been read, after some were.': '有提及被读之后，还有多少次提及本人未读。',
  'How often others call this person in comments that were not read yet.': '未读评论中提及本人的次数。',
  'Two archives are one; `archive` is the one that stays.': '两份档案合为一份；`archive` 是留下的那份。',
  'How many are unread now.': '现在有多少未读。',
  'A row was opened; prevent it and no card is shown here.': '打开了一行；阻止默认行为就不会在这里显示卡片。',
  'The archive is open now. Only where the element stands in the page itself: an element that has it inside shows the archive by itself.': '档案现已开放。只在元素直接放在页面上时发出；包含它的元素会自己显示档案。',
  'The person wants to note a contact and no timeline of this archive is on the page, or wants to see another archive.': '用户想记录联系而页面上没有这份档案的时间线，或想看另一份档案。',
  'The person wants to see an archive, and in it the case `correction` where one is meant.': '用户想看一份档案，`correction` 指明其中的案例。',
  'The person wants to see an archive; your page decides where.': '用户想看一份档案；在哪里显示由您的页面决定。',
  'The person wants to see another archive: one of the same name, found while a new one is opened.': '用户想看另一份档案：新建时发现的同名客户。',
  'The person wants to see the new archive, or one of the same name.': '用户想看新档案，或同名的另一份。',
  'The person wants to edit a department, a person or a related party: its section, table and row. `showRow()` of an `<archive-form>` takes the same.': '用户想编辑部门、人员或关联方：给出分区、表和行。`<archive-form>` 的 `showRow()` 可直接接受。',
  'The session ends while something is not saved. Prevented on `signOut()`, the person stays and nothing is asked.': '会话结束而有内容未保存。在 `signOut()` 时阻止默认行为，用户会留下，也不再询问。',
  'Address of the server with its path, `https://dossier.example/sub`, absolute or relative to the page; without it the origin of the page.': '服务器地址和路径，如 `https://dossier.example/sub`，绝对或相对于页面；不写则为页面的来源。',
  'Address of the server, with its path; without it that of the page\'s `<archive-session>`.': '服务器地址和路径；不写则用页面上 `<archive-session>` 的地址。',
  'The facts.': '各项事实。',
  'Shows this field only, by its key in the catalogue (`customer.name`) or as a value key (`fields/customer.name`).': '只显示这个字段：目录里的名称（`customer.name`）或值的名称（`fields/customer.name`）。',
  'Whose lines are shown.': '显示谁的事项。',
  'Gives a token for whoever is signed in: asked first and again before a token ends. A token is never an attribute.': '为已登录的人提供令牌：先调用一次，到期前再次调用。令牌从不写成 attribute。',
  'How rows stand together at first.': '最初如何分组。',
  'Level of the title, 1 to 6; 0 shows none.': '标题级别，1 到 6；0 不显示标题。',
  'Level of the title; what stands below it counts on from there.': '标题级别；下级标题依次往下。',
  'Level of the title; what stands below it counts on from there. 1 to 4.': '标题级别，1 到 4；下级标题依次往下。',
  'Only what this import brought: id of its job.': '只看这次导入带来的：任务标识。',
  'What the frame is called for who cannot see it; without it the tag.': '给看不见的人听的框架名称；不写则为标签名。',
  'Rows asked for at once, 1 to 200.': '每次请求的行数，1 到 200。',
  'Rows asked for at once, 1 to 500.': '每次请求的行数，1 到 500。',
  'Circles before the rest is behind a button.': '最多显示几个圆圈，其余收在按钮后面。',
  'The customer\'s name.': '客户名称。',
  'Leaves out the choice of analyses, for a page that offers it itself.': '不显示分析的选择，由页面自己提供。',
  'Sheets that are shown, by their keys with blanks between; without it those of the archive.': '显示哪些资料包，写名称并以空格分开；不写则用档案自己的。',
  'Loads more by its button alone, for pages where something stands below the list.': '只用按钮载入更多，适合列表下方还有内容的页面。',
  'The list.': '名单。',
  'Who is here.': '谁在这里。',
  'Whose, by the person\'s id; without it one\'s own, beside which an administrator finds others.': '谁的，写人员标识；不写则为本人的，管理员还可找到其他人。',
  'Conditions as JSON, as for `POST /api/archives/query`: the list begins with these customers.': 'JSON 条件，与 `POST /api/archives/query` 相同：列表从这些客户开始。',
  'Chance for ids of new rows; the browser\'s own unless a page sets another.': '新行标识的随机来源；页面不另设时用浏览器的。',
  'Nothing can be added, changed or removed here, whatever the person\'s right.': '不论本人权限多大，这里都不能添加、更改或移除。',
  'Nothing can be changed here, whatever the person\'s right.': '不论本人权限多大，这里都不能更改。',
  'Nothing can be rated or approved here, whatever the person\'s right.': '不论本人权限多大，这里都不能评级或批准。',
  'The value or row they are about: a value key (`fields/customer.name`) or `table/rowId`; empty: the section as a whole.': '评论所针对的值或行：值的名称（`fields/customer.name`）或 `table/rowId`；空：整个分区。',
  'The list without the card beside it.': '列表，不含旁边的卡片。',
  'Page with the register: the customers behind a mark lead to it, their conditions as JSON in `#where=`. Without it there is no such link.': '客户列表所在的页面：图形背后的客户会链接到那里，条件以 JSON 放在 `#where=`。不写则没有这个链接。',
  'Asks for a token again and connects; what is not saved yet stays.': '重新取令牌并连接；未保存的内容保留。',
  'Colours of this element alone, instead of those that the `color-scheme` of the page asks for.': '只决定这一个元素的配色，不跟随页面的 `color-scheme`。',
  'Which classes, in order, with blanks between: `abc rfm lifecycle`.': '显示哪些分类及次序，以空格分开：`abc rfm lifecycle`。',
  'Page that shows first: `archive` for the archive\'s own row, or a section such as `profile`. The person may go elsewhere.': '先显示哪一页：`archive` 为档案自身，或分区如 `profile`。用户可以转到别处。',
  'Shows this section only: `profile`, `contacts`, or `archive` for the archive\'s own row.': '只显示这个分区：`profile`、`contacts`，或档案自身的 `archive`。',
  'Whose readers are shown.': '显示哪个分区的读者。',
  'Whose right the comments have: `profile`, `terms`, `contacts-2026` (all years of contact records are one).': '评论沿用哪个分区的权限：`profile`、`terms`、`contacts-2026`（各年的联系记录视为一个）。',
  'What the page knows already: `name`, `kind`, `template`, `code`, `phone`, `email`, `department`, `key`, each if known. A `key` given so stays as it is.': '页面已经知道的：`name`、`kind`、`template`、`code`、`phone`、`email`、`department`、`key`，知道哪些写哪些。这样给出的 `key` 保持不变。',
  'What the page knows of a customer who has no archive yet (`name`, `kind`, `template`, `code`, `phone`, `email`, `department`): the form that opens one begins with it.': '页面对尚无档案的客户所知的内容（`name`、`kind`、`template`、`code`、`phone`、`email`、`department`）：新建表单会先填上。',
  'The list with its title. It is not there while the element shows a message.': '带标题的列表。元素显示提示时没有它。',
  'The whole sheet.': '整个页面。',
  'Tag of the element that is shown; its own attributes stand beside.': '所显示元素的标签名；它自己的属性写在旁边。',
  'Shows a row of a section, opened where its table has a look: what `dossier-row` of a `<relation-map>` asks for.': '显示某分区的一行，并在可展开时展开：`<relation-map>` 的 `dossier-row` 所要求的。',
  'The archive is not open to this person: the way in is offered.': '档案不对本人开放：提供进入的办法。',
  'The person signs in at the server itself, which must be of the page\'s origin; then no `getToken` is needed.': '本人直接在服务器登录，服务器须与页面同源；这样就不需要 `getToken`。',
  'Signs the person out of this page, with `sign-in` also of the server, and wipes what the browser keeps. False: something is not saved, and the person, or the page, wants to stay. Rejects when the server did not hear of it: there the person is still signed in; ask again.': '让本人退出此页，使用 `sign-in` 时也退出服务器，并清除浏览器里保留的内容。返回 false：有内容未保存，本人或页面想留下。服务器未收到时会失败：那里仍处于登录状态，请再试一次。',
  'Only what came from this source.': '只看来自这个来源的。',
  'The line of text.': '那一行文字。',
  'What is shown first; without it the first that the person may see.': '先显示什么；不写则为本人可看到的第一项。',
  'What is shown.': '显示什么。',
  'Does not offer the link for a calendar.': '不提供日历链接。',
  'Never shows a card beside itself; your page does it on `dossier-open`.': '从不在旁边显示卡片；由页面在 `dossier-open` 时处理。',
  'Does not show who is here, nor that this person is.': '不显示谁在这里，也不让别人看到本人在。',
  'The keys D, S, H and U do nothing.': '按键 D、S、H 和 U 不起作用。',
};

/** Sentences that are made of a pattern: the colours of classes, and what a frame hands on. */
const STEPS: Readonly<Record<string, string>> = {
  'the heaviest class of a scheme, such as A or a key customer': '最重要一级（如 A 或关键客户）', 'the second class': '第二级', 'ordinary classes': '普通级', 'the lightest class': '最轻一级',
};
const SIDES: Readonly<Record<string, string>> = { Background: '底色', Border: '边框', Text: '文字', 'Mark that a class by hand or an old class carries': '人工分类或旧分类的标记' };

function hans(text: string): string | undefined {
  const known = HANS[text];
  if (known !== undefined) return known;
  const colour = /^(Background|Border|Text|Mark that a class by hand or an old class carries) of (.+)\.$/.exec(text);
  if (colour) return STEPS[colour[2]!] === undefined ? undefined : `${STEPS[colour[2]!]!}的${SIDES[colour[1]!]!}。`;
  const handed = /^Handed on to the element inside: the (`[^`]+`) of (.+)\.$/.exec(text);
  return handed ? `转交给里面的元素：${handed[2]!.replaceAll(', ', '、')} 的 ${handed[1]!}。` : undefined;
}

/** Sentences that have no Chinese yet. */
export const untranslated = new Set<string>();

export function descriptionIn(language: Language, { description }: Described): string {
  if (language !== 'zh-Hans' || description === '') return description;
  const text = hans(description);
  if (text === undefined) untranslated.add(description);
  return text ?? description;
}
