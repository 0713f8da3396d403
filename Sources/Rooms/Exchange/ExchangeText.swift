import Kernel

/// The sentences of the exchange.
enum ExchangeText {
    static let title = Text("数据交换", "Exchange")
    static let lede = Text(
        "各部门自己的系统从这里接办件、回传办理结果。哪个系统没接上、有什么在等，一眼看清。",
        "Departments’ own systems take cases over here and send decisions back. What is not connected, and what waits, shows at once.")
    static let register = Text("登记系统", "Register a system")
    static let edit = Text("修改登记", "Change the registration")
    static let none = Text("还没有登记任何系统", "No system is registered yet")
    static let noneHint = Text(
        "没有自己系统的部门直接在总操作台办理，不必登记。", "Departments without a system of their own work in the console and need none.")
    static let system = Text("系统", "System")
    static let department = Text("部门", "Department")
    static let owner = Text("所属部门", "Belongs to")
    static let way = Text("交换方式", "Way")
    static let duties = Text("另外还办", "Besides")
    static let dutiesHelp = Text(
        "报送的证照只限本部门签发的类型。协助请求里有当事人的姓名和号码，会发给这个系统。",
        "Licences of the department’s own types alone. A request for assistance names the person whom it is about, and is sent to this system."
    )
    static let licenceTypes = Text("可以冻结、解冻和终止的证照", "Licences that it freezes, releases and ends")
    static let licenceTypesHelp = Text(
        "只有报送证照的系统才选。选中类型的证照，它凭签名就能撤销、撤回、吊销、注销，和人员办理一样要写依据。不选就仍由人员办理。",
        "For a system that delivers licences. By its signature alone it revokes, withdraws, forfeits and cancels licences of these types, on a ground as officials do. None chosen: it takes an official."
    )
    static let typesWithoutDuty = Text("请先勾选报送本部门的证照。", "Choose that it delivers the department’s licences first.")
    static func foreignType(_ code: String) -> Text {
        Text("“\(code.prefix(60))”不是这个部门签发的证照类型。", "“\(code.prefix(60))” is no type that this department issues.")
    }
    static let actsAddress = Text("证照变更地址", "Where it ends licences")
    static let orderLicence = Text("部门系统变更证照状态", "A department’s system freezes, releases or ends a licence")
    static let licenceAct = Text("变更证照", "Act on a licence")
    static func licenceAct(_ act: Text) -> Text { Text("证照\(act.zh)", "Licence: \(act.en)") }
    static let noAct = Text("没有这种变更。", "There is no such act.")
    static let unknownDuty = Text("没有这一项。", "There is no such thing.")
    static let licencesAddress = Text("证照报送地址", "Where it delivers licences")
    static let licenceDelivery = Text("证照报送", "Delivery of licences")
    static let deliverLicences = Text("部门系统报送证照", "A department’s system delivers licences")
    static let sameReport = Text(
        "同一编号的同样内容再来一次：不再入库，报告照旧。", "The same id with the same content again: nothing is taken in, the report is the same.")
    static func taken(_ report: JSON) -> Text {
        func count(_ name: String) -> Int { report[name]?.int ?? 0 }
        return Text(
            "共 \(count("total")) 行：新增 \(count("made"))，变更 \(count("changed"))，注销 \(count("cancelled"))，没有变化 \(count("unchanged"))，未入库 \(count("rejected"))",
            "\(count("total")) rows: \(count("made")) added, \(count("changed")) changed, \(count("cancelled")) cancelled, \(count("unchanged")) unchanged, \(count("rejected")) rejected"
        )
    }
    static let items = Text("接办事项", "Items it takes")
    static let waits = Text("等待发送", "Waiting")
    static let state = Text("状态", "State")

    static let form = Text("系统登记", "Registration of a system")
    static let formLede = Text(
        "系统接办这些事项的全部办件。收到的申请内容只限这些事项需要的，并记入申请人的“谁用了我的数据”。",
        "The system takes every case of these items. It is sent what these items need and no more, and each applicant sees that it was.")
    static let chooseDepartment = Text("先选部门", "First choose the department")
    static let code = Text("系统代码", "Code")
    static let codeHelp = Text(
        "小写字母开头，可用数字和连字符，登记后不变。如 gaj-hukou。", "Begins with a small letter; digits and hyphens. It stays. Such as gaj-hukou.")
    static let nameZh = Text("系统名称", "Name in Chinese")
    static let nameEn = Text("英文名称", "Name in English")
    static let url = Text("接收地址", "Address for messages")
    static let urlHelp = Text(
        "只有用“消息回调”时填写。只能填运维人员放行的主机。", "For messages only. The host has to be one that the operator allows.")
    static let save = Text("保存", "Save")

    static let badCode = Text(
        "代码以小写字母开头，2 到 40 位，只用小写字母、数字和连字符。", "A code begins with a small letter: 2 to 40 small letters, digits and hyphens.")
    static let unknownDepartment = Text("目录中没有这个部门。", "The catalogue has no such department.")
    static let nameMissing = Text("请填写系统名称，不超过 100 字。", "Give it a name of at most 100 characters.")
    static let itemsMissing = Text("请至少选一个事项，或者另外还办的一项。", "Choose at least one item, or one of the other things that it does.")
    static func foreignItem(_ code: String) -> Text {
        Text("“\(code.prefix(60))”不是这个部门的事项。", "“\(code.prefix(60))” is none of this department’s items.")
    }
    static let wayMissing = Text("请选择交换方式。", "Choose a way.")
    static let noTables = Text("本平台没有设交换库表，请用消息回调，或请运维人员设置。", "This platform has no exchange tables. Use messages, or ask the operator.")
    static let badAddress = Text("地址写成 https://主机/路径 的样子，不带用户名。", "An address reads like https://host/path, without a user name.")
    static let foreignHost = Text(
        "这个主机没有放行，请联系运维人员加入 exchange.hosts。", "This host is not allowed. Ask the operator to add it to exchange.hosts.")

    static let secret = Text("签名密钥", "Signing secret")
    static let hasSecret = Text("已生成", "Made")
    static let noSecret = Text("还没有生成", "Not made yet")
    static let noSecretHint = Text("没有签名密钥，什么也发不出去，也收不进来。请先生成。", "Without a secret nothing can be sent or taken. Make one first.")
    static let makeSecret = Text("生成签名密钥", "Make a signing secret")
    static let renewSecret = Text("更换签名密钥", "Change the signing secret")
    static let secretOnce = Text(
        "请现在就填入部门系统，离开本页后不再显示。旧密钥在一天内仍然有效。",
        "Put it into the department’s system now: it is not shown again. The former one is good for another day.")
    static let back = Text("返回系统页面", "Back to the system")
    static let pause = Text("暂停交换", "Pause")
    static let resume = Text("恢复交换", "Resume")
    static let retry = Text("立即重发", "Try again now")
    static let address = Text("地址", "Address")
    static let registration = Text("登记", "Registration")
    static let returnAddress = Text("回传地址", "Where it sends acts")
    static func message(_ id: String) -> Text {
        id.isEmpty ? Text("没有编号的消息", "A message without an id") : Text("消息 \(id.prefix(40))", "Message \(id.prefix(40))")
    }

    static let waiting = Text("等待发送的", "What waits")
    static let history = Text("已送达的", "Delivered")
    static let historyNone = Text("还没有送达过", "Nothing has been delivered yet")
    static let received = Text("收到的办理", "Received from the system")
    static let receivedNone = Text("还没有收到过", "Nothing has been received yet")
    static let caseNumber = Text("办件编号", "Case")
    static let whole = Text("在办件移交", "Open case, as it stands")
    static let corrected = Text("证照已更正", "Licence corrected")
    static func licence(_ status: Text) -> Text { Text("证照状态：\(status.zh)", "Licence: \(status.en)") }
    static func assistance(_ state: Text) -> Text { Text("行政协助：\(state.zh)", "Assistance: \(state.en)") }
    static func askedToAssist(_ item: Text, _ system: Text) -> Text {
        Text("办理“\(item.zh)”需要核实，请求送交“\(system.zh)”", "Something is to be confirmed for “\(item.en)”; the request went to “\(system.en)”")
    }
    static let assistanceAnswer = Text("答复行政协助", "Answer to a request for assistance")
    static let assistanceNothing = Text("协助：查无记录", "Assistance: nothing held")
    static let assistanceRefusal = Text("不予协助", "Assistance refused")
    static let event = Text("事件", "Event")
    static let attempts = Text("已试次数", "Attempts")
    static let time = Text("时间", "Time")
    static let outcome = Text("结果", "Outcome")
    static let official = Text("办理人工号", "Official")

    static func trouble(_ waiting: Int, _ error: Text) -> Text {
        Text("发送没有成功：\(error.zh)。\(waiting) 条在等，系统会继续重试三天。", "Sending fails: \(error.en). \(waiting) wait; they are tried for three days.")
    }
    static func gaveUp(_ count: Int) -> Text {
        Text("\(count) 条多次没有送达，已停止重试。对方恢复后请点“立即重发”。", "\(count) were given up. Once the system works again, press “Try again now”.")
    }
    static func pausedNote(_ held: Int) -> Text {
        Text("交换已暂停，\(held) 条留着，恢复后按顺序发出。", "The exchange is paused. \(held) are kept and go out in order once it resumes.")
    }

    /// What an attempt ended in, from its word.
    static func error(_ word: String) -> Text {
        if word.hasPrefix("status-") {
            let status = String(word.dropFirst("status-".count).prefix(3))
            return Text("对方答复 HTTP \(status)", "it answers HTTP \(status)")
        }
        return switch word {
        case "late": Text("对方没有按时答复", "no answer in time")
        case "unreachable": Text("连不上对方", "it cannot be reached")
        case "resting": Text("刚失败过，稍后再试", "it failed a moment ago and is tried later")
        case "address": Text("地址没有放行", "its address is not allowed")
        case "no-secret": Text("没有签名密钥", "there is no signing secret")
        default: Text("交换库表不能写入", "the exchange tables cannot be reached")
        }
    }

    static func handedOver(_ system: Text) -> Text { Text("送交“\(system.zh)”办理", "Handed to “\(system.en)” to be handled") }
    static func by(_ official: String, _ system: Text) -> Text {
        Text("\(official)（经\(system.zh)）", "\(official) (by \(system.en))")
    }

    static let receive = Text("部门系统回传办理", "A department’s system sends an act")
    static let fetch = Text("部门系统取申请人的文件", "A department’s system fetches an applicant’s file")
    static let dataByName = Text(
        "办理内容，字段名按国家交换库表，见 docs/exchange.md。", "The act, by the names of the national exchange tables; see docs/exchange.md.")
    static let licenceError = Text("证照纠错", "Error in a licence")
    static let missing = Text("这一项不能空。", "This cannot be empty.")
    static func tooLong(_ max: Int) -> Text { Text("最多 \(max) 字。", "At most \(max) characters.") }
    static let badVersion = Text("版本是整数，与收到的消息一致。", "A version is a whole number, as in the message that was sent.")
    static let unknownMember = Text("这种办理没有这一项。", "This act has no such member.")
    static let badFile = Text(
        "文件要有 name 和 content，content 用 base64 写，不能是空的。", "A file has a name and a content, which is written in base64 and is not empty.")
    static let badShape = Text("格式不对，请对照接入说明。", "It has another shape; see the guide for joining.")
    static let badSpecVersion = Text("须为 1.0。", "It must be 1.0.")
    static let badEventID = Text("须与 webhook-id 相同。", "It must be the same as webhook-id.")
    static func badSource(_ source: String) -> Text { Text("须为 \(source)。", "It must be \(source).") }
    static let badType = Text("没有这种办理。", "There is no such act.")
    static let badRow = Text("看不出这一行要办什么。", "It cannot be told what this row orders.")

    /// A problem in one line, for logs that people read.
    static func words(_ problem: Problem) -> Text {
        let faults = problem.faults.prefix(5)
        guard !faults.isEmpty else { return problem.title }
        let zh = faults.map { "\($0.field) \($0.message.zh)" }.joined(separator: " ")
        let en = faults.map { "\($0.field): \($0.message.en)" }.joined(separator: " ")
        return Text(String("\(problem.title.zh)：\(zh)".prefix(400)), String("\(problem.title.en): \(en)".prefix(400)))
    }
}
