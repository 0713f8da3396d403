import Catalogue
import Kernel

/// The standard sentences of the documents.
enum DocumentText {
    static func sentences(_ kind: CaseDocumentKind, _ subject: DocumentSubject, _ item: ServiceItem) -> [Text] {
        let name = item.name
        switch kind {
        case .receipt: return [received(name), item.limits.deemedAcceptance ? withinFiveDaysElseAccepted : withinFiveDays]
        case .supplementNotice: return [incomplete(name), supplementUntil(subject.due)]
        case .acceptance:
            let first = subject.isDeemedAccepted ? deemed(name, subject.accepted) : accepted(name, subject.accepted)
            return [first, decisionBy(subject)] + subject.papers.map { follows($0.material, $0.due, item) }
        case .nonAcceptance: return [notAccepted(name)]
        case .specialNotice: return [special(name), outsideTheLimit(subject.expectedUntil)]
        case .extensionNotice: return [extended(name), decisionBy(subject)]
        case .grantDecision: return [granted(name)] + (subject.checkedBy.map { [onPromise($0)] } ?? []) + [issuedWithin]
        case .refusalDecision: return [refused(name)]
        case .proofOfService: return [served(name, subject.closed)]
        case .returnNotice: return [returned(name)]
        case .mendingOrder: return [mending(name, subject.mendBy), ifNotMended]
        case .revocationDecision: return [revoked(name)]
        }
    }

    private static func follows(_ material: String, _ due: Text?, _ item: ServiceItem) -> Text {
        let name = item.materialName(material)
        return Text(
            "“\(name.zh)”按您的承诺容缺受理，请在 \(due?.zh ?? "规定日期")前补交；没有交来以前不能作出决定。",
            "“\(name.en)” follows on your promise: please hand it in by \(due?.en ?? "its date"). The decision waits for it.")
    }

    private static func onPromise(_ by: Text) -> Text {
        Text(
            "本决定依据您的承诺作出。我们将在 \(by.zh)前核查承诺是否属实。",
            "This decision rests on your promise. By \(by.en) we will check that it holds.")
    }

    private static func returned(_ name: Text) -> Text {
        Text(
            "您的“\(name.zh)”申请容缺受理后，承诺补交的材料没有按期交来，现予退件。您可以随时重新提出申请。",
            "Your application for “\(name.en)” was accepted on a promise to hand a paper in, which has not come. It is returned; you may apply again at any time."
        )
    }

    private static func mending(_ name: Text, _ by: Text?) -> Text {
        Text(
            "经核查，您取得“\(name.zh)”时承诺的内容有下列不符合之处，请在 \(by?.zh ?? "规定日期")前整改，并报告整改情况。",
            "The check of what you promised for “\(name.en)” found the following amiss. Please mend it by \(by?.en ?? "its date"), and report it."
        )
    }

    private static let ifNotMended = Text(
        "您可以陈述和申辩。逾期不整改或者整改后仍不符合的，将撤销许可，并记入承诺记录。",
        "You may state your case. If it is not mended in time, the approval is revoked and a record is made of the broken promise.")

    private static func revoked(_ name: Text) -> Text {
        Text(
            "您以告知承诺方式取得的“\(name.zh)”，经核查不符合承诺的条件，且没有按要求整改，现决定撤销。",
            "What was granted on your promise for “\(name.en)” does not meet the conditions that you promised and was not mended. It is revoked."
        )
    }

    private static func received(_ name: Text) -> Text {
        Text("已收到您提交的“\(name.zh)”申请。", "We have received your application for “\(name.en)”.")
    }

    private static let withinFiveDays = Text(
        "我们将在规定期限内告知您是否受理；材料不齐全的，一次告知需要补正的全部内容。",
        "Within the time set we will tell you whether it is accepted. If anything is missing, we will name all of it at once.")

    private static let withinFiveDaysElseAccepted = Text(
        "我们将在五个工作日内告知您是否受理；材料不齐全的，一次告知需要补正的全部内容。逾期不告知的，自收到申请材料之日起即为受理。",
        "Within five working days we will tell you whether it is accepted. If anything is missing, we will name all of it at once. If you "
            + "hear nothing in that time, your application counts as accepted from the day we received it.")

    private static func incomplete(_ name: Text) -> Text {
        Text(
            "您提交的“\(name.zh)”申请尚需补正下列内容。这是全部需要补正的内容，补齐后即予受理。",
            "Your application for “\(name.en)” still needs the following. This is everything; once it is here we will accept it.")
    }

    private static func supplementUntil(_ due: Text?) -> Text {
        guard let due else {
            return Text("请尽快补正。等待补正的时间不计入受理期限。", "Please send it soon. The time we wait does not count towards our limit.")
        }
        return Text(
            "请在 \(due.zh)前补正；逾期未补正的，将退回申请，您可以随时重新提出。等待补正的时间不计入受理期限。",
            "Please send it by \(due.en). After that the application is returned, and you may apply again at any time. The time we wait "
                + "does not count towards our limit.")
    }

    private static func accepted(_ name: Text, _ date: Text?) -> Text {
        Text(
            "您的“\(name.zh)”申请符合受理条件，自\(date.map { " \($0.zh)" } ?? "今日")起受理。",
            "Your application for “\(name.en)” meets the conditions and is accepted as of \(date?.en ?? "today").")
    }

    private static func deemed(_ name: Text, _ date: Text?) -> Text {
        Text(
            "您的“\(name.zh)”申请在期限内未收到告知，依法自收到申请材料之日（\(date?.zh ?? "")）起视为受理。",
            "You were not told within the time set whether your application for “\(name.en)” is accepted. By law it counts as accepted from "
                + "the day we received it, \(date?.en ?? "").")
    }

    private static func decisionBy(_ subject: DocumentSubject) -> Text {
        guard let date = subject.due else {
            return Text("我们会尽快作出决定并告知您。", "We will decide as soon as we can and let you know.")
        }
        if let statutory = subject.statutory, statutory != date {
            return Text(
                "我们承诺在 \(date.zh)前作出决定（法定期限为 \(statutory.zh)）。",
                "We promise a decision by \(date.en); the law allows until \(statutory.en).")
        }
        return Text("我们将在 \(date.zh)前作出决定。", "We will decide by \(date.en).")
    }

    private static func notAccepted(_ name: Text) -> Text {
        Text("您的“\(name.zh)”申请不予受理，理由和依据如下。", "Your application for “\(name.en)” is not accepted, for the reasons and on the basis below.")
    }

    private static func special(_ name: Text) -> Text {
        Text("办理您的“\(name.zh)”申请需要进行下列特别程序。", "Your application for “\(name.en)” needs the special procedure named below.")
    }

    private static func outsideTheLimit(_ until: Text?) -> Text {
        guard let until else {
            return Text("依法所需时间不计入办理期限。", "By law the time it takes does not count towards the limit.")
        }
        return Text(
            "依法所需时间不计入办理期限，预计到 \(until.zh)结束。",
            "By law the time it takes does not count towards the limit. It is expected to last until \(until.en).")
    }

    private static func extended(_ name: Text) -> Text {
        Text(
            "经本机关负责人批准，您的“\(name.zh)”申请的办理期限延长十个工作日，理由如下。",
            "With the approval of the head of this authority, the time for your application for “\(name.en)” is extended by ten working days, "
                + "for the reason below.")
    }

    private static func granted(_ name: Text) -> Text {
        Text("经审查，您的“\(name.zh)”申请符合法定条件，决定准予。", "Your application for “\(name.en)” meets the conditions of the law and is granted.")
    }

    private static let issuedWithin = Text(
        "结果将在十个工作日内送达。", "You will have the result within ten working days.")

    private static func refused(_ name: Text) -> Text {
        Text(
            "经审查，您的“\(name.zh)”申请不符合法定条件，决定不予许可，理由和依据如下。",
            "Your application for “\(name.en)” does not meet the conditions of the law and is refused, for the reasons and on the basis below."
        )
    }

    private static func served(_ name: Text, _ date: Text?) -> Text {
        Text(
            "“\(name.zh)”的结果已于\(date.map { " \($0.zh)" } ?? "今日")送达。",
            "The result of “\(name.en)” was handed over on \(date?.en ?? "this day").")
    }

    /// 行政复议法 20, 行政诉讼法 46.
    static let remedies = [
        Text(
            "如对本决定不服，可以自收到之日起六十日内依法申请行政复议；",
            "If you disagree, you may ask for administrative reconsideration within sixty days of receiving this;"),
        Text(
            "也可以自收到之日起六个月内依法向人民法院提起行政诉讼。",
            "or you may bring an action before a people’s court within six months of receiving it."),
    ]
}
