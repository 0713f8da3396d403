import Catalogue
import Kernel

/// What is read where something may be promised: in place of a paper, to follow later, or for the approval itself.
enum PromiseText {
    static let ifUntrue = Text("承诺不实的后果", "If the promise is not true")
    static let checkedWithin = Text("事后核查", "Checked within")
    static let mendedWithin = Text("不符合的整改期限", "What does not hold is mended within")
    static let basis = Text("依据", "Legal basis")
    static let mayFollowWhen = Text("可以后交的情形", "When it may follow later")
    static let follows = Text("补交期限", "To be handed in")
    static func afterAcceptance(_ within: Text, _ before: Text) -> Text {
        Text("受理后 \(within.zh)内，\(before.zh)", "within \(within.en) of acceptance, \(before.en)")
    }
    static func version(_ version: String) -> Text { Text("承诺书版本 \(version)", "Version \(version) of the promise") }
    static let words = Text("承诺内容", "What is promised")
    static let agree = Text("我自愿作出上述承诺", "I make this promise of my own free will")
    static let agreeFirst = Text("请先阅读并勾选，再承诺。", "Read it and tick the box, then promise.")

    static func act(_ kind: Promises.Kind) -> Text {
        switch kind {
        case .certificate: Text("以承诺代替材料", "Promise in place of a document")
        case .deferral: Text("承诺后交材料", "Promise to hand a document in later")
        case .approval: Text("选择告知承诺方式", "Choose the approval on a promise")
        }
    }

    static func undo(_ kind: Promises.Kind) -> Text {
        switch kind {
        case .certificate: Text("撤回承诺，改交材料", "Take the promise back and hand the document in")
        case .deferral: Text("改为现在交", "Hand it in now instead")
        case .approval: Text("改回一般方式", "Go back to the usual way")
        }
    }

    static func offer(_ kind: Promises.Kind, _ name: Text) -> Text {
        switch kind {
        case .certificate: Text("“\(name.zh)”可以用承诺代替（自愿）", "A promise may stand for “\(name.en)”, if you choose")
        case .deferral: Text("“\(name.zh)”可以后交（自愿）", "“\(name.en)” may follow later, if you choose")
        case .approval: Text("“\(name.zh)”可以先承诺、当场决定（自愿）", "“\(name.en)” may be granted at once on a promise, if you choose")
        }
    }

    static func now(_ kind: Promises.Kind) -> Text {
        switch kind {
        case .certificate: Text("作出承诺，不交材料", "Promise, and hand nothing in")
        case .deferral: Text("作出承诺，后交", "Promise, and hand it in later")
        case .approval: Text("作出承诺，当场决定", "Promise, and be decided at once")
        }
    }

    static func none(_ kind: Promises.Kind) -> Text {
        switch kind {
        case .certificate: Text("这份材料不能用承诺代替。", "No promise may stand for this document.")
        case .deferral: Text("这份材料不能后交，请现在交。", "This document may not follow later; please hand it in now.")
        case .approval: Text("这个事项不能用告知承诺方式，请按一般方式办。", "This cannot be granted on a promise; the usual way applies.")
        }
    }

    static func given(_ kind: Promises.Kind, _ version: String) -> Text {
        switch kind {
        case .certificate: Text("您已承诺代替（承诺书版本 \(version)）", "You promised in its place (version \(version))")
        case .deferral: Text("您已承诺后交（承诺书版本 \(version)）", "You promised to hand it in later (version \(version))")
        case .approval: Text("您已选择告知承诺（承诺书版本 \(version)）", "You chose the approval on a promise (version \(version))")
        }
    }

    static let byKind = Text(
        "作出的承诺：certificate、deferral 为材料编码，approval 为事项编码",
        "What is promised: codes of materials for certificate and deferral, of items for approval")
    static let barred = Text("目前不能承诺", "No promise can be taken at present")
    static func barredUntil(_ kind: Promises.Kind, _ day: LocalDate) -> Text {
        Text(
            "您有一次没有履行的\(kind.name.zh)，\(day.text.zh)以前请按一般方式办。",
            "You did not keep an earlier promise (\(kind.name.en)), so until \(day.text.en) the usual way applies.")
    }
    static let seeRecord = Text("查看记录、提出异议", "See the record, or object to it")

    // MARK: 两种方式

    static let twoWays = Text("两种办法", "Two ways")
    static let usualWay = Text("一般方式", "The usual way")
    static let promiseWay = Text("告知承诺", "On a promise")
    static let toHandIn = Text("要交的材料", "To hand in")
    static let toWait = Text("等多久", "How long you wait")
    static let afterwards = Text("之后", "Afterwards")
    static let nothing = Text("不用交", "nothing")
    static let nothingMore = Text("没有", "nothing")
    static func upTo(_ days: Int) -> Text {
        days == 0 ? Text("当场决定", "Decided at once") : Text("受理后 \(days) 个工作日", days == 1 ? "1 working day" : "\(days) working days")
    }
    static func checkedLater(_ within: Text) -> Text { Text("\(within.zh)内核查一次", "a check within \(within.en)") }
    static let chosen = Text("您的选择", "Your choice")
}
