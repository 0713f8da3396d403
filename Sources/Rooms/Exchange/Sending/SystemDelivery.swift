import Cases
import Kernel
import Licences

/// One piece of news on its way to one system. Nothing about any person is in it: what is sent is read from the case, the licence or the
/// request when it goes.
struct SystemDelivery: Sendable, Hashable {
    enum State: String, Sendable, Hashable, CaseIterable {
        /// In the outbox: not yet sent, or to be tried again.
        case waiting
        /// The system was paused; goes out when it runs again.
        case held
        case sent
        /// Given up after days; goes out when somebody tries it again.
        case failed

        var name: Text {
            switch self {
            case .waiting: Text("等待发送", "Waiting")
            case .held: Text("暂停中保留", "Held")
            case .sent: Text("已送达", "Delivered")
            case .failed: Text("多次未送达", "Given up")
            }
        }
    }

    /// What it tells of.
    enum News: Sendable, Hashable {
        /// One event of a case.
        case event(CaseAction)
        /// Not one event, but the whole case as that event left it: the first that a system hears of a case that was open before it joined.
        case whole(CaseAction)
        /// A licence of its department's stands differently.
        case licence(LicenceStatus)
        /// A version that was wrong has given way to another; the subject is the new one.
        case corrected
        /// Another office asks its department, or the request has ended.
        case assistance(AssistanceState)

        var isWhole: Bool { if case .whole = self { true } else { false } }

        /// Kind and word of the row.
        var stored: (kind: String, word: String) {
            switch self {
            case .event(let action), .whole(let action): ("case", action.rawValue)
            case .licence(let status): ("licence", status.rawValue)
            case .corrected: ("correction", LicenceStatus.active.rawValue)
            case .assistance(let state): ("assistance", state.rawValue)
            }
        }

        init?(kind: String, word: String, isWhole: Bool) {
            let news: News? =
                switch kind {
                case "case": CaseAction(rawValue: word).map { isWhole ? .whole($0) : .event($0) }
                case "licence": LicenceStatus(rawValue: word).map(News.licence)
                case "correction": .corrected
                case "assistance": AssistanceState(rawValue: word).map(News.assistance)
                default: nil
                }
            guard let news else { return nil }
            self = news
        }

        /// The type of the message: `yiwang.case.submitted`.
        var messageType: String {
            switch self {
            case .event(let action): action.messageType
            case .whole: CaseNotice.wholeType
            case .licence(let status): "yiwang.licence.\(status == .active ? "released" : status.rawValue)"
            case .corrected: "yiwang.licence.corrected"
            case .assistance(let state): "yiwang.assistance.\(state == .open ? "requested" : "closed")"
            }
        }

        var name: Text {
            switch self {
            case .event(let action): action.name
            case .whole: ExchangeText.whole
            case .licence(let status): ExchangeText.licence(status.name)
            case .corrected: ExchangeText.corrected
            case .assistance(let state): ExchangeText.assistance(state.name)
            }
        }
    }

    /// That of the outbox message, and of the message that the system gets.
    var id: ID
    var system: String
    /// The case, the licence or the request.
    var subject: ID
    /// What people know it by: the case's number, the licence's identifier.
    var number: String
    var news: News
    /// Its place in the history of its subject: of each, a system hears once.
    var sequence: Int
    var state: State
    var attempts = 0
    /// What the last attempt ended in; a word of `ExchangeFault`.
    var error: String?
    var madeAt: Instant
    var changedAt: Instant
    /// The look at somebody's data has been noted for the person.
    var isNoted = false

    /// News of one subject reach a system in their order; those of several do not wait for each other.
    static func key(_ system: String, _ subject: ID) -> String { "\(system)/\(subject)" }
    /// Every key of a system.
    static func keys(_ system: String) -> Range<String> { "\(system)/"..<"\(system)0" }
}
