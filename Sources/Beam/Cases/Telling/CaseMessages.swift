import Catalogue
import Kernel
import Messages
package import Store
import Web

extension Cases {
    /// Tells applicants what happened to their cases, each thing once.
    package var subscriptions: [Subscription] { caseSubscriptions + licenceSubscriptions }

    private var caseSubscriptions: [Subscription] {
        [Cases.submittedTopic, Cases.changedTopic].map { topic in
            Subscription(topic: topic, name: "cases.messages") { message, database in
                let told = try self.message(topic, message.payload, id: message.id, at: message.postedAt)
                try await database.write { connection in
                    if let told { try messages.send(told, in: connection) }
                    try message.acknowledge(in: connection)
                }
            }
        }
    }

    /// What an applicant is told of a piece of news; nil for what is the office's own affair.
    func message(_ topic: String, _ payload: JSON, id: ID, at instant: Instant) throws -> Message? {
        topic == Cases.submittedTopic
            ? try submissionMessage(payload, id: id, at: instant) : try changeMessage(payload, id: id, at: instant)
    }

    private func submissionMessage(_ payload: JSON, id: ID, at instant: Instant) throws -> Message? {
        guard let application = payload["application"]?.string.flatMap({ ID($0) }),
            let party = payload["party"]?.string.flatMap({ Party($0) }),
            let number = payload["number"]?.string, let thing = payload["thing"]?.string
        else { throw StoreError.malformed("a message without an application") }
        let name = catalogue.snapshot.thing(thing)?.name ?? Text(same: thing)
        let statuses = (payload["cases"]?.array ?? []).compactMap { $0["status"]?.string.flatMap(CaseStatus.init(rawValue:)) }
        let isDone = !statuses.isEmpty && statuses.allSatisfy { $0 == .done }
        return Message(
            id: id, to: party, subject: isDone ? MessageText.doneAtOnce(name) : MessageText.received(name),
            body: isDone ? MessageText.doneAtOnceBody(number) : MessageText.receivedBody(number), link: "/applications/\(application)",
            reference: "application:\(application)/submitted", sentAt: instant)
    }

    private func changeMessage(_ payload: JSON, id: ID, at instant: Instant) throws -> Message? {
        guard let application = payload["application"]?.string.flatMap({ ID($0) }),
            let party = payload["party"]?.string.flatMap({ Party($0) }),
            let caseID = payload["case"]?.string, let item = payload["item"]?.string, let version = payload["version"]?.int
        else { throw StoreError.malformed("a message without a case") }
        let name = catalogue.snapshot.items[item]?.name ?? Text(same: item)
        let actions = (payload["actions"]?.array ?? []).compactMap { $0.string.flatMap(CaseAction.init(rawValue:)) }
        // Of several steps at once the last that says something to the applicant.
        guard let news = actions.reversed().lazy.compactMap({ MessageText.news($0, name) }).first else { return nil }
        return Message(
            id: id, to: party, subject: news.subject, body: news.body, link: "/applications/\(application)",
            reference: "case:\(caseID)/\(version)", sentAt: instant)
    }
}

/// What applicants are written.
enum MessageText {
    static func received(_ name: Text) -> Text { Text("已收到：\(name.zh)", "Received: \(name.en)") }
    static func receivedBody(_ number: String) -> Text {
        Text("您的申请已收到，编号 \(number)。进展会随时告诉您。", "We have your application, number \(number), and will tell you how it goes.")
    }
    static func doneAtOnce(_ name: Text) -> Text { Text("已办好：\(name.zh)", "Done: \(name.en)") }
    static func doneAtOnceBody(_ number: String) -> Text {
        Text("您的申请（编号 \(number)）当场就办好了，结果已经可以查看。", "Your application, number \(number), was settled at once. The result is ready.")
    }

    /// What an action says to the applicant; nil for what is the office's own affair.
    static func news(_ action: CaseAction, _ name: Text) -> (subject: Text, body: Text)? {
        func news(_ zh: String, _ en: String, _ body: Text) -> (Text, Text) { (Text("\(zh)：\(name.zh)", "\(en): \(name.en)"), body) }
        switch action {
        case .release: return news("开始办理", "Begun", Text("前一件已经办好，这一件开始办理。", "What it waited for is done, so this one has begun."))
        case .requestSupplement:
            return news("需要补正", "More is needed", Text("请打开查看需要补正的全部内容和期限。", "Open it to see everything that is missing, and by when."))
        case .accept, .deemAccept:
            return news("已受理", "Accepted", Text("申请已受理，打开可以看到办结日期。", "It is accepted. Open it to see by when it will be decided."))
        case .decline:
            return news("不予受理", "Not accepted", Text("理由、依据和救济途径写在通知书里。", "The notice gives the reasons, the basis and what you can do."))
        case .startSpecial:
            return news(
                "进入特别程序", "Special procedure", Text("所需时间写在告知书里，不计入办理期限。", "The notice says how long it takes; that time does not count."))
        case .extend: return news("办理期限延长", "Time extended", Text("延长的理由和新的日期写在告知书里。", "The notice gives the reason and the new date."))
        case .grant: return news("已准予", "Granted", Text("决定书可以查看，结果正在制作。", "The decision is ready to read. The result is being made."))
        case .deemRenew:
            return news(
                "视为准予延续", "Deemed renewed",
                Text(
                    "原证有效期届满前没有作出决定，依行政许可法第五十条视为准予延续。",
                    "No decision came before the licence ended, so it counts as renewed (Administrative Licensing Law, art. 50)."))
        case .refuse:
            return news("不予许可", "Refused", Text("理由、依据和救济途径写在决定书里。", "The decision gives the reasons, the basis and what you can do."))
        case .issue: return news("结果已制好", "The result is ready", Text("打开查看领取方式。", "Open it to see how to get it."))
        case .handOver: return news("已办结", "Done", Text("结果已经送达。", "The result has been handed over."))
        case .expire:
            return news(
                "已退件", "Returned", Text("期限内没有收到补正内容，申请已退回；您可以重新提出。", "What was missing did not come in time. You may apply again."))
        case .terminate: return news("已终止", "Ended", Text("它所依赖的前一件没有办成，因此终止。", "What it depended on was not granted, so it has ended."))
        case .supplyPaper: return news("已收到补交的材料", "We have the paper", Text("您承诺后交的材料已经收到。", "What you promised to hand in has arrived."))
        case .lapsePaper:
            return news(
                "补交日期已过", "Overdue",
                Text(
                    "您承诺补交的材料没有按时收到。部门退件以前还可以交，请尽快。",
                    "What you promised to hand in did not come in time. Until the case is returned you still may; please hurry."))
        case .returnUnsupplied:
            return news(
                "已退件", "Returned",
                Text(
                    "承诺补交的材料没有交来，申请已退回，并记入承诺记录；理由和救济途径写在通知书里。",
                    "The promised paper did not come. The notice gives the reasons and what you can do."))
        case .passCheck: return news("核查合格", "Checked, in order", Text("事后核查表明，您的承诺属实。", "The check found that what you promised holds."))
        case .orderMending:
            return news(
                "请限期整改", "To be mended",
                Text("核查发现有不符合承诺的地方，内容和期限写在通知书里。", "The check found something amiss. The order says what, and by when it is to be mended."))
        case .confirmMended: return news("整改合格", "Found to be mended", Text("复查合格，许可继续有效。", "It has been mended; the approval stands."))
        case .revokeGrant:
            return news(
                "许可已撤销", "Revoked", Text("理由、依据和救济途径写在决定书里。", "The decision gives the reasons, the basis and what you can do."))
        default: return nil
        }
    }
}
