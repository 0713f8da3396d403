import ArgumentParser
import Cases
import Kernel

/// The sentences of the command line.
enum CommandText {
    /// A sentence as the parser wants its help.
    static func help(_ text: Text, value: String? = nil) -> ArgumentHelp { ArgumentHelp(text.here, valueName: value) }

    static func example(_ line: String) -> Text { Text("例如：{line}", "For example: {line}").filled(["line": line]) }

    static let yiwang = Text("一网：一座城市的政务服务，一张网办成。", "Yiwang: a city's government services as one network.")
    static let error = Text("错误", "Error")
    static func failed(_ reason: String) -> Text { Text("错误：{reason}", "Error: {reason}").filled(["reason": reason]) }

    static func database(_ reason: String) -> Problem {
        Problem(
            "database.failed", status: 500, title: Text("数据库操作失败", "The database failed"),
            detail: Text(
                "原因：{reason}。没有写入任何内容；请检查数据库是否在运行、磁盘是否有空间，然后重试。",
                "The reason: {reason}. Nothing was written; check that the database runs and that its disk has space, then try again."
            ).filled(["reason": reason]))
    }

    // MARK: Options

    static let settingsFile = Text("设置文件（JSON）；也可用环境变量 YIWANG_SETTINGS 指明。", "The settings file (JSON); YIWANG_SETTINGS may name it, too.")
    static let set = Text("设定任意一项设置，可重复；yiwang settings 列出全部。", "Sets any setting; may be repeated. `yiwang settings` lists them.")
    static let home = Text("存放 catalogue、web、data 的文件夹。", "The folder with catalogue, web and data.")
    static let databaseURL = Text("数据库：sqlite:文件路径，或 postgres://…。", "The database: sqlite:PATH or postgres://….")
    static let keysFile = Text("密钥文件。", "The key file.")
    static let json = Text("以 JSON 回答，每行一个。", "Answers in JSON, one object a line.")
    static func setForm(_ pair: String) -> Text {
        Text("--set 应写成 名称=值，而不是 {pair}", "--set wants name=value, not {pair}").filled(["pair": pair])
    }

    // MARK: serve

    static let serve = Text("启动网站、消息投递和定时任务。", "Runs the site, the delivery of messages and the jobs.")
    static let demo = Text("演示城市：首次启动时生成密钥、人口和一年的办件。", "The demo city: on the first start keys, people and a year's cases are made.")
    static let host = Text("监听的地址。", "The address to listen on.")
    static let port = Text("监听的端口；0 表示任选一个空闲端口。", "The port to listen on; 0 takes any free one.")
    static let rooms = Text(
        "本节点提供哪些功能，用逗号分开：portal,cases,licences,datacentre,messages,workshop,work。",
        "What this node serves, separated by commas: portal,cases,licences,datacentre,messages,workshop,work.")
    static func progress(_ what: Text, percent: Int) -> Text {
        Text("{what}：{n}%", "{what}: {n} %").filled(["what": what, "n": Text(same: String(percent))])
    }
    static func ready(_ address: String) -> Text { Text("已就绪：{at}（按 Ctrl-C 停止）", "Ready: {at} (stop with Ctrl-C)").filled(["at": address]) }
    static let logins = Text("演示账号（密码都是 {password}）：", "Demo log-ins (the password is always {password}):")

    // MARK: settings, version

    static let settings = Text("列出全部设置：名称、当前值、含义和单位。", "Lists every setting: name, value, meaning and unit.")
    static let version = Text("显示版本。", "Shows the version.")

    // MARK: account

    static let account = Text("工作人员账号。", "Accounts of staff.")
    static let accountCreate = Text(
        "新建一名工作人员及其账号；密码由提示或标准输入给出。", "Makes a member of staff with an account; the password is asked for or read from standard input.")
    static let login = Text("登录用的账号名。", "The name to sign in with.")
    static let name = Text("姓名。", "The person's name.")
    static let number = Text("工号；默认与账号名相同。", "The number on their badge; by default the log-in.")
    static let role = Text(
        "岗位，可重复：window、reviewer、approver、licensor、editor、steward、supervisor、administrator。",
        "A role; may be repeated: window, reviewer, approver, licensor, editor, steward, supervisor, administrator.")
    static let department = Text("部门代码；不填表示所有部门。", "The department's code; none means every department.")
    static let region = Text("行政区划代码，包含其下所有区域。", "The division's code; everything inside it is included.")
    static let password = Text("密码（至少 12 个字符）：", "Password (at least 12 characters):")
    static func accountCreated(_ login: String) -> Text { Text("已建立账号 {login}", "The account {login} is made").filled(["login": login]) }

    // MARK: keys

    static let keys = Text("加密、查找和签名用的密钥。", "The keys for sealing, looking up and signing.")
    static let keysCreate = Text("为新安装生成密钥文件。", "Makes the key file of a new installation.")
    static let keysList = Text("列出密钥的编号、用途和时间，不显示密钥本身。", "Lists the keys' ids, uses and dates, never the keys themselves.")
    static let keysRotate = Text(
        "换用新密钥，并把已加密的内容全部重新加密；有服务器在运行时只换密钥文件。",
        "Makes new keys and seals everything anew with them; while servers run, only changes the key file.")
    static let keysReseal = Text("继续重新加密：更换密钥被中断或推迟时使用。", "Goes on sealing anew, where a rotation was interrupted or put off.")
    static let keysUse = Text(
        "更换哪种用途的密钥，可重复：seal、index、sign、credential。", "Which keys to rotate; may be repeated: seal, index, sign, credential.")
    static let keysLater = Text("现在只换密钥文件，以后再执行 yiwang keys reseal。", "Only change the key file now; run `yiwang keys reseal` later.")
    static let current = Text("当前", "current")
    static let old = Text("旧", "old")
    static func keysCreated(_ path: String) -> Text {
        Text(
            "已生成密钥文件 {at}。请另存一份：丢失后，已加密的内容无法恢复。",
            "The key file {at} is made. Keep a copy elsewhere: without it nothing that is sealed can be opened again."
        )
        .filled(["at": path])
    }
    static func keysRotated(_ path: String) -> Text {
        Text("{at} 已换用新密钥，旧密钥仍保留在其中。请重新备份该文件。", "{at} has new keys; the old ones stay in it. Make a new copy of the file.").filled([
            "at": path
        ])
    }
    static let keysResealLater = Text(
        "请把新文件复制到所有节点并重新启动，然后执行 yiwang keys reseal。", "Copy the new file to every node and restart them, then run `yiwang keys reseal`.")
    static func resealed(_ column: String, seen: Int, resealed: Int) -> Text {
        Text("{column}：共 {seen} 项，重新加密 {n} 项", "{column}: {seen} values, {n} sealed anew")
            .filled(["column": column, "seen": String(seen), "n": String(resealed)])
    }
    static func resealedAll(_ total: Int) -> Text { Text("完成：重新加密了 {n} 项", "Done: {n} values sealed anew").filled(["n": String(total)]) }

    // MARK: codes, calendar, rules

    static let codes = Text("统一社会信用代码、身份证号码、事项编码等的校验。", "Checks codes: credit codes, identity numbers, item codes and more.")
    static let codesCheck = Text("逐行读取代码，说明种类、组成和错误。", "Reads codes line by line and tells their kind, parts and mistakes.")
    static let calendar = Text("工作日和期限。", "Working days and time limits.")
    static let calendarDue = Text("计算期限届满之日。", "Tells when a time limit ends.")
    static let calendarLoad = Text("载入一年的节假日安排。", "Loads a year's holiday arrangement.")
    static let calendarFile = Text("一年安排的 JSON 文件，格式见 data/README.md。", "The year's JSON file; data/README.md tells its form.")
    static let from = Text("起算日，不计入期限。", "The day the limit runs from; it does not count itself.")
    static let days = Text("多少个工作日、自然日或月。", "How many working days, days or months.")
    static let unit = Text("单位：workday 工作日、day 自然日、month 月。", "The unit: workday, day or month.")
    static let daysRange = Text("--days 应在 0 到 100000 之间", "--days must lie between 0 and 100000")
    static func calendarLoaded(_ year: Int, years: [Int]) -> Text {
        Text("已载入 {year} 年；现有：{years}", "{year} is loaded; there are now: {years}").filled([
            "year": String(year), "years": years.map(String.init).joined(separator: ", "),
        ])
    }
    static let rules = Text("条件语言（FEEL）。", "The language of conditions (FEEL).")
    static let rulesEval = Text("逐行读取 JSON 并求值。", "Reads lines of JSON and evaluates them.")

    // MARK: catalogue

    static let catalogue = Text("事项目录。", "The catalogue of services.")
    static let catalogueLint = Text("检查目录文件，列出所有问题的文件和行号。", "Checks the catalogue's files and tells every mistake with file and line.")
    static let catalogueImport = Text("检查目录文件，并发布为新的一版。", "Checks the catalogue's files and publishes them as a new version.")
    static let catalogueShow = Text("显示目录，或其中的一个事项、一件事。", "Shows the catalogue, or one item or thing of it.")
    static let catalogueFolder = Text("目录文件夹；默认为程序自带的 catalogue。", "The catalogue's folder; by default the one that came with the program.")
    static let catalogueNote = Text("这一版改了什么。", "What this version changes.")
    static let catalogueCode = Text("事项或一件事的代码。", "The code of an item or a thing.")
    static let catalogueGood = Text("目录没有问题", "The catalogue has no mistakes")
    static func findings(errors: Int, warnings: Int) -> Text {
        Text("{errors} 个错误，{warnings} 个提醒", "{errors} errors, {warnings} warnings").filled([
            "errors": String(errors), "warnings": String(warnings),
        ])
    }
    static func cataloguePublished(_ version: Int) -> Text { Text("已发布第 {n} 版", "Version {n} is published").filled(["n": String(version)]) }
    static func catalogueDraft(_ id: String, _ changes: Int) -> Text {
        Text(
            "已做成草稿 \(id)，有 \(changes) 条改动；请在总操作台的“目录”里审核后发布",
            "Draft \(id) is made, with \(changes) changes; review and publish it under Catalogue in the console")
    }
    static func catalogueUnchanged(_ version: Int) -> Text {
        Text("内容与第 {n} 版相同，没有发布新版本", "The files are the same as version {n}; nothing was published").filled(["n": String(version)])
    }
    static let checklist = Text("计算办理一件事最少需要什么：问题、填写项、材料、费用。", "Tells the least that a thing needs: questions, fields, materials, fees.")
    static let checklistThing = Text("一件事或事项的代码。", "The code of a thing or an item.")
    static let subject = Text("为谁办理：身份证号码、统一社会信用代码或内部编号。", "For whom: an identity number, a credit code or an id.")
    static let answers = Text("JSON 文件：{\"answers\": {…}, \"given\": {…}}。", "A JSON file: {\"answers\": {…}, \"given\": {…}}.")
    static let asked = Text("需要填写", "To fill in")
    static let questions = Text("需要回答", "To answer")
    static let materials = Text("需要提交", "To hand in")
    static let nothing = Text("无", "nothing")
    static let search = Text("在目录中查找。", "Searches the catalogue.")
    static let searchWords = Text("要找的词。", "The words to look for.")
    static let searchAudience = Text("为谁办：person 个人，enterprise 企业。", "For whom.")
    static let searchTheme = Text("主题（人生或企业一站）的代码。", "The code of a station of the life lines.")
    static let searchDistrict = Text("所在区：六位代码或名称。", "The district: six digits or its name.")
    static let searchOnline = Text("网办深度，1 到 4；4 为全程网办。", "How far one comes online, 1 to 4; 4 is all the way.")
    static let searchLimit = Text("最多列出几条，1 到 100。", "How many to list at most, 1 to 100.")
    static let searchRange = Text("--online 应为 1 到 4，--limit 应为 1 到 100", "--online goes from 1 to 4, --limit from 1 to 100")
    static let noHits = Text("没有找到；可以拨打 12345 询问", "Nothing was found; ring 12345 to ask")
    static let nearestHits = Text("没有完全对得上的，以上是最接近的", "Nothing matches well; these are the nearest")

    // MARK: prove

    static let prove = Text(
        "在演示城市上证明：任何来源已有的内容都没有再问；发现一处即以失败结束。",
        "Proves on the demo city that nothing is asked which a source holds; ends with failure at the first that is.")
    static let proveThing = Text("只检查这件事或事项，可重复。", "Only this thing or item; may be repeated.")
    static let proveSeed = Text("演示城市的种子。", "The seed of the demo city.")
    static let proveDown = Text(
        "让这个数据源不应答再证明一遍；写 each 则每个数据源轮一遍。", "Prove it with this source not answering; `each` takes every source in turn.")
    static let proveLate = Text("在这个数据源久未更新的情况下证明。", "Prove it with this source no longer renewed.")
    static let proveMost = Text("每件事最多检查几种持有情况；默认全部。", "How many patterns of holdings to try at most, a thing; by default all.")

    // MARK: audit, outbox

    static let audit = Text("办件历史的核查。", "Audits the history of cases.")
    static let auditVerify = Text(
        "核对每个办件的事件链和签名，指出被改动、删除或截断之处。",
        "Checks every case's chain of events and the signatures, and tells what was altered, removed or cut off.")
    static let auditCase = Text("只核查这一个办件（内部编号）。", "Only this case (its id).")
    static let auditGood = Text("历史完整，没有发现改动", "The history is whole; nothing was altered")
    static func auditBad(_ count: Int) -> Text { Text("发现 {n} 处问题", "{n} findings").filled(["n": String(count)]) }
    static func finding(_ finding: AuditFinding) -> Text {
        switch finding {
        case .altered(let id, let sequence):
            Text("办件 {case} 的第 {n} 个事件被改动", "Event {n} of case {case} was altered").filled(["case": id.rawValue, "n": String(sequence)])
        case .removed(let id, let sequence):
            Text("办件 {case} 的第 {n} 个事件之前有事件被删除", "Events before number {n} of case {case} were removed")
                .filled(["case": id.rawValue, "n": String(sequence)])
        case .reordered(let id, let sequence):
            Text("办件 {case} 的第 {n} 个事件次序不对", "Event {n} of case {case} is out of order").filled([
                "case": id.rawValue, "n": String(sequence),
            ])
        case .cutOff(let id, let expected, let found):
            Text("办件 {case} 的历史被截断：应有 {n} 个事件，只有 {found} 个", "The history of case {case} was cut off: {found} of {n} events are left")
                .filled(["case": id.rawValue, "n": String(expected), "found": String(found)])
        case .projection(let id):
            Text("办件 {case} 的现状与其历史不符", "The row of case {case} is not what its events add up to").filled(["case": id.rawValue])
        case .root(let hour): Text("{hour} 的签名根不对", "The signed root of {hour} is wrong").filled(["hour": hour])
        }
    }
    static let outbox = Text("待投递的消息。", "Messages on their way.")
    static let deadLetters = Text("列出多次投递失败、已经放弃的消息。", "Lists the messages that were given up after many attempts.")
    static let retry = Text("重新投递。", "Puts messages on their way again.")
    static let deadLetter = Text("消息编号。", "The message's id.")
    static let subscriber = Text("只限这个接收方。", "Only for this subscriber.")
    static let allLetters = Text("全部。", "All of them.")
    static let idOrAll = Text("请给出一个消息编号，或使用 --all", "Give a message's id, or --all")
    static let noDeadLetters = Text("没有死信", "There are no dead letters")
    static func retried(_ count: Int) -> Text { Text("{n} 条消息将重新投递", "{n} messages are on their way again").filled(["n": String(count)]) }
}
