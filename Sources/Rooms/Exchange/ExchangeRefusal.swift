package import Kernel

/// Every expected no of this room.
package enum ExchangeRefusal: Error, Sendable, Hashable {
    case notFound
    case stale
    /// Another department's.
    case notYours(Text)
    case codeTaken
    case signature(SignatureFault)
    case paused
    /// No case of that number among those that the system takes.
    case noCase
    /// Nobody of that number and name is an official of the department who works on such cases.
    case unknownOfficial
    case otherContent
    /// The system is not registered for what it sends.
    case noDuty(DepartmentSystem.Duty)
    /// It is registered for no type of which it could end licences.
    case noLicenceTypes
    /// The department has no licence of that name, of a type that the system is registered for.
    case noLicence

    package var problem: Problem {
        switch self {
        case .notFound:
            Problem(
                "exchange.not-found", status: 404, title: Text("没有这个系统", "No such system"),
                detail: Text("请核对系统代码，或回到列表重新打开。", "Check the system’s code, or open it again from the list."))
        case .stale:
            Problem(
                "exchange.stale", status: 409, title: Text("同事刚刚改过", "A colleague has just changed this"),
                detail: Text("请重新打开，看过最新内容后再保存。", "Open it again and look at what it says now before you save."))
        case .notYours(let department):
            Problem(
                "exchange.not-yours", status: 403, title: Text("这是\(department.zh)的系统", "This system belongs to: \(department.en)"),
                detail: Text("请由该部门的数据管理员办理。", "Please leave it to that department’s data steward."))
        case .codeTaken:
            .invalid([Problem.Fault("code", Text("这个代码已有别的部门在用。", "Another department uses this code."))])
        case .signature(.tooOld):
            Problem(
                "exchange.too-old", status: 401, title: Text("消息的时间不对", "The time of the message is off"),
                detail: Text(
                    "签名时间与平台相差超过五分钟。请校准时钟，重新签名后再发。",
                    "It was signed more than five minutes from our clock. Set the clock, sign it again and send it."))
        case .signature:
            Problem(
                "exchange.signature", status: 401, title: Text("签名不对", "The signature is wrong"),
                detail: Text(
                    "请用本系统的签名密钥，对“webhook-id.webhook-timestamp.正文”重新签名。",
                    "Sign “webhook-id.webhook-timestamp.body” with the system’s secret, over the very bytes that are sent."))
        case .paused:
            Problem(
                "exchange.paused", status: 409, title: Text("这个系统已暂停交换", "The exchange with this system is paused"),
                detail: Text("请稍后重发，或联系本部门的数据管理员。", "Send it again later, or ask your department’s data steward."))
        case .noCase:
            Problem(
                "exchange.no-case", status: 404, title: Text("没有这个办件", "No such case"),
                detail: Text("请核对办件编号；本系统只能办理登记给它的事项。", "Check the number. A system handles cases of the items registered for it."))
        case .unknownOfficial:
            Problem(
                "exchange.unknown-official", status: 403, title: Text("不认识这位办理人员", "This official is not known"),
                detail: Text(
                    "工号和姓名要与平台登记的一致，并且是本部门有权办理这件的人。",
                    "Number and name must be those of an official of the department who may handle this case."))
        case .noDuty(let duty):
            Problem(
                "exchange.no-duty", status: 403, title: Text("这个系统没有登记办这件事", "This system is not registered for that"),
                detail: Text(
                    "请本部门的数据管理员在登记中勾选“\(duty.name.zh)”。",
                    "Ask your department’s data steward to choose “\(duty.name.en)” in its registration."))
        case .noLicenceTypes:
            Problem(
                "exchange.no-duty", status: 403, title: Text("这个系统没有登记办这件事", "This system is not registered for that"),
                detail: Text(
                    "请本部门的数据管理员在登记中选择它可以冻结、解冻和终止哪些类型的证照。",
                    "Ask your department’s data steward to choose the types of licences that it freezes, releases and ends."))
        case .noLicence:
            Problem(
                "exchange.no-licence", status: 404, title: Text("没有这张证照", "No such licence"),
                detail: Text(
                    "请核对来源标识；本系统只能变更本部门签发、登记给它的类型的证照。",
                    "Check the source id. A system changes licences of its own department alone, of the types registered for it."))
        case .otherContent:
            Problem(
                "exchange.other-content", status: 422, title: Text("同一编号，内容不同", "The same id with other content"),
                detail: Text("这个编号已经办过别的内容。新的内容请用新的编号。", "That id has been used for something else. Give new content a new id."))
        }
    }
}

/// Why a delivery did not go through, for the console and the log: never what was answered, which may hold anything.
enum ExchangeFault: Error, Sendable, Hashable, CustomStringConvertible {
    case status(Int)
    case late
    case unreachable
    /// It failed a moment ago and is left alone for a minute.
    case resting
    /// Its address is no longer one that messages may go to.
    case address
    case noSecret
    case noTables

    var description: String {
        switch self {
        case .status(let status): "HTTP \(status)"
        case .late: "no answer in time"
        case .unreachable: "unreachable"
        case .resting: "left alone for a minute after failures"
        case .address: "the address is not allowed"
        case .noSecret: "no signing secret yet"
        case .noTables: "the exchange tables cannot be reached"
        }
    }

    /// As it is kept in a row.
    var word: String {
        switch self {
        case .status(let status): "status-\(status)"
        case .late: "late"
        case .unreachable: "unreachable"
        case .resting: "resting"
        case .address: "address"
        case .noSecret: "no-secret"
        case .noTables: "no-tables"
        }
    }
}
