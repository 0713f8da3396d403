import Catalogue
import Identity
import Kernel
import Licences
import Messages
import Store

extension Cases {
    /// What those are told who keep the register where a licence was issued: an objection is there, or nobody has answered it in time.
    /// Whose licence it is, and what is said to be wrong, is read where the look at it is logged.
    func objectionMessages(_ payload: JSON, overdue: Bool, at instant: Instant, in connection: any Connection) throws -> [Message] {
        let correction = try correction(payload, in: connection)
        // Answered, or taken back, before the news came round.
        guard correction.state.isOpen else { return [] }
        let name = catalogue.snapshot.licenceTypes[correction.type]?.name ?? Text(same: correction.type)
        let keepers = try identity.persons(
            holding: LicenceRights.keepers, for: correction.issuer, at: correction.region, in: connection)
        return keepers.map { person in
            Message(
                id: surroundings.newID(), to: Party(.person, person),
                subject: overdue ? KeeperNews.overdue(name) : KeeperNews.objected(name),
                body: overdue ? KeeperNews.overdueBody(correction.due.date) : KeeperNews.objectedBody(correction.due.date), link: nil,
                reference: "correction:\(correction.id)/\(overdue ? "overdue" : "raised")", sentAt: instant)
        }
    }
}

/// What keepers of the register are told of objections, without a word of whose they are.
enum KeeperNews {
    static func objected(_ name: Text) -> Text { Text("有人对“\(name.zh)”提出异议", "An objection to a “\(name.en)”") }

    static func objectedBody(_ due: LocalDate) -> Text {
        Text(
            "请到总操作台的“证照”里核实这条异议，最迟 \(due.text.zh)答复。",
            "Look into it in the console under Licences and answer by \(due.text.en).")
    }

    static func overdue(_ name: Text) -> Text {
        Text("对“\(name.zh)”的异议逾期没有答复", "The objection to a “\(name.en)” is overdue")
    }

    static func overdueBody(_ due: LocalDate) -> Text {
        Text(
            "这条异议应在 \(due.text.zh)以前答复，期限已过。请今天就到总操作台的“证照”里核实、答复。",
            "It was to be answered by \(due.text.en). Look into it today and answer, in the console under Licences.")
    }
}
