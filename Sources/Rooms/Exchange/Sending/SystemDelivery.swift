import Cases
import Kernel

/// One event of one case on its way to one system. Nothing about the applicant is in it: what is sent is read from the case when it goes.
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

    /// That of the outbox message, and of the message that the system gets.
    var id: ID
    var system: String
    var caseID: ID
    var number: String
    var action: CaseAction
    var sequence: Int
    var state: State
    var attempts = 0
    /// What the last attempt ended in; a word of `ExchangeFault`.
    var error: String?
    var madeAt: Instant
    var changedAt: Instant
    /// The look into the case has been noted for the person.
    var isNoted = false
    /// Not one event, but the whole case as that event left it: the first that a system hears of a case that was open before it joined.
    var isWhole = false

    /// The type of the message: `yiwang.case.submitted`.
    var messageType: String { isWhole ? CaseNotice.wholeType : action.messageType }
    var name: Text { isWhole ? ExchangeText.whole : action.name }

    /// Events of one case reach a system in their order; those of several cases do not wait for each other.
    static func key(_ system: String, _ caseID: ID) -> String { "\(system)/\(caseID)" }
    /// Every key of a system.
    static func keys(_ system: String) -> Range<String> { "\(system)/"..<"\(system)0" }
}
