import Catalogue
import Identity
import Kernel
import Licences
import Messages
import Store
import Web

extension Cases {
    /// Tells holders what happened to their licences, applicants that a licence which their open case relies on was corrected, and keepers
    /// of the register what they have to answer. The register lies below and knows neither messages nor cases.
    var licenceSubscriptions: [Subscription] {
        [
            Licences.issuedTopic, Licences.changedTopic, Licences.correctedTopic, Licences.renewableTopic, Licences.objectedTopic,
            Licences.objectionOverdueTopic,
        ].map { topic in
            Subscription(topic: topic, name: "cases.licence-messages") { message, database in
                try await database.write { connection in
                    for one in try licenceMessages(topic, message.payload, at: message.postedAt, in: connection) {
                        try messages.send(one, in: connection)
                    }
                    try message.acknowledge(in: connection)
                }
            }
        }
    }

    /// What people are told of a piece of news of the register.
    func licenceMessages(_ topic: String, _ payload: JSON, at instant: Instant, in connection: any Connection) throws -> [Message] {
        switch topic {
        case Licences.issuedTopic: try issuedMessages(payload, at: instant, in: connection)
        case Licences.changedTopic: try changedMessages(payload, at: instant, in: connection)
        case Licences.correctedTopic: try correctedMessages(payload, at: instant, in: connection)
        case Licences.objectedTopic: try objectionMessages(payload, overdue: false, at: instant, in: connection)
        case Licences.objectionOverdueTopic: try objectionMessages(payload, overdue: true, at: instant, in: connection)
        default: try renewableMessages(payload, at: instant, in: connection)
        }
    }

    func correction(_ payload: JSON, in connection: any Connection) throws -> Correction {
        guard let id = payload["correction"]?.string.flatMap({ ID($0) }), let correction = try licences.correction(id, in: connection)
        else {
            throw StoreError.malformed("news of an objection that is not there")
        }
        return correction
    }

    private func licence(_ payload: JSON, in connection: any Connection) throws -> Licence {
        guard let id = payload["licence"]?.string.flatMap({ ID($0) }), let licence = try licences.licence(id, in: connection) else {
            throw StoreError.malformed("news of a licence that is not there")
        }
        return licence
    }

    /// Those of the holders who have an account.
    private func parties(of licence: Licence, in connection: any Connection) throws -> [Party] {
        try licence.holders.compactMap { try identity.party(ofNumber: $0.number, in: connection) }
    }

    /// A licence of several was issued: whoever applied has read so of the case, the others are told here.
    private func issuedMessages(_ payload: JSON, at instant: Instant, in connection: any Connection) throws -> [Message] {
        let licence = try licence(payload, in: connection)
        let applicant = try licence.caseID.flatMap { try tables.cases.case_($0, in: connection) }?.party
        let name = catalogue.snapshot.licenceTypes[licence.type]?.name ?? Text(same: licence.type)
        return try parties(of: licence, in: connection).filter { $0 != applicant }.map { party in
            Message(
                id: surroundings.newID(), to: party, subject: LicenceNews.issued(name), body: LicenceNews.issuedBody(licence.number),
                link: "/licences/\(licence.id)", reference: "licence:\(licence.id)/issued", sentAt: instant)
        }
    }

    private func changedMessages(_ payload: JSON, at instant: Instant, in connection: any Connection) throws -> [Message] {
        let licence = try licence(payload, in: connection)
        guard let to = payload["to"]?.string.flatMap(LicenceStatus.init(rawValue:)), to != .superseded else { return [] }
        let name = catalogue.snapshot.licenceTypes[licence.type]?.name ?? Text(same: licence.type)
        let ground = payload["ground"]?.string.flatMap(LicenceGround.named)?.text(law: payload["law"]?.string)
        let reference = "licence:\(licence.id)/\(to.rawValue)/\(instant.microseconds)"
        let told = try parties(of: licence, in: connection).map { party in
            Message(
                id: surroundings.newID(), to: party, subject: LicenceNews.changed(name, to),
                body: LicenceNews.changedBody(licence.number, to, ground), link: "/licences/\(licence.id)", reference: reference,
                sentAt: instant)
        }
        if to == .active { return told }
        let open = try openApplications(using: licence.id, in: connection)
        return told + dependents(open, LicenceNews.endedDependent(name, to), reference, at: instant)
    }

    /// What those are told who have an open case that a licence was used for.
    private func dependents(
        _ open: [(Application, Party)], _ subject: Text, _ reference: String, at instant: Instant
    ) -> [Message] {
        open.map { application, party in
            Message(
                id: surroundings.newID(), to: party, subject: subject, body: LicenceNews.dependentBody(application.number),
                link: "/applications/\(application.id)", reference: "\(reference)/application:\(application.id)", sentAt: instant)
        }
    }

    /// A licence may be renewed: told once, at the beginning of its window.
    private func renewableMessages(_ payload: JSON, at instant: Instant, in connection: any Connection) throws -> [Message] {
        let licence = try licence(payload, in: connection)
        guard licence.status == .active, let until = licence.validUntil else { return [] }
        let name = catalogue.snapshot.licenceTypes[licence.type]?.name ?? Text(same: licence.type)
        let way = catalogue.snapshot.renewal(of: licence.type)
        let link: Link =
            switch way {
            case .some(let way) where way.isByConfirmation: "/licences/\(licence.id)/renewal"
            case .some(let way): "/things/\(way.item.code)"
            case nil: "/licences/\(licence.id)"
            }
        return try parties(of: licence, in: connection).map { party in
            Message(
                id: surroundings.newID(), to: party, subject: LicenceNews.renewable(name, way),
                body: LicenceNews.renewableBody(licence.number, until, way), link: link, reference: "licence:\(licence.id)/renewable",
                sentAt: instant)
        }
    }

    private func correctedMessages(_ payload: JSON, at instant: Instant, in connection: any Connection) throws -> [Message] {
        let (licence, correction) = (try licence(payload, in: connection), try correction(payload, in: connection))
        let name = catalogue.snapshot.licenceTypes[licence.type]?.name ?? Text(same: licence.type)
        let isCorrected = correction.state == .corrected
        let link = "/licences/\(correction.newLicence ?? licence.id)" as Link
        // Whoever objected is answered; holders are told of a correction that somebody else asked for.
        let objector = correction.party
        let holders = isCorrected ? try parties(of: licence, in: connection) : []
        var told = Set([objector].compactMap(\.self) + holders).sorted { $0.description < $1.description }.map { party in
            Message(
                id: surroundings.newID(), to: party, subject: LicenceNews.answered(name, isCorrected),
                body: party == objector ? LicenceNews.answer(correction.answer, isCorrected) : LicenceNews.correctedForYou(licence.number),
                link: link, reference: "correction:\(correction.id)/answered", sentAt: instant)
        }
        guard isCorrected else { return told }
        let open = try openApplications(using: licence.id, in: connection)
        try nameCases(of: open.map(\.0), concernedBy: correction.id, in: connection)
        told += dependents(open, LicenceNews.dependent(name), "correction:\(correction.id)", at: instant)
        return told
    }

    /// Each department finds its own open cases among these beside the correction that it was told.
    private func nameCases(of applications: [Application], concernedBy correction: ID, in connection: any Connection) throws {
        let cases = try applications.flatMap { try tables.cases.cases(of: $0.id, in: connection) }.filter(\.status.isOpen)
        for (department, own) in Dictionary(grouping: cases, by: \.department) {
            let concerned = own.sorted { $0.id < $1.id }.map { ConcernedCase(id: $0.id, number: $0.number) }
            try licences.name(concerned, of: department, concernedBy: correction, in: connection)
        }
    }

    /// Applications with an open case that a licence was used for, as the log of its use says.
    private func openApplications(using licence: ID, in connection: any Connection) throws -> [(Application, Party)] {
        var found: [ID: (Application, Party)] = [:]
        for use in try licences.uses(of: licence, in: connection) {
            let parts = use.reference.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            let id: ID?
            switch parts[0] {
            case "draft": id = try ID(parts[1]).flatMap { try drafts.draft($0, in: connection) }?.application
            case "application": id = ID(parts[1])
            case "case":
                id = try connection.row("SELECT application_id FROM cases_case WHERE number = \(parts[1])")?.idOrNil("application_id")
            default: id = nil
            }
            guard let id, found[id] == nil, let application = try tables.applications.application(id, in: connection) else { continue }
            guard try tables.cases.cases(of: id, in: connection).contains(where: { $0.status.isOpen }) else { continue }
            found[id] = (application, application.party)
        }
        return found.values.sorted { $0.0.id < $1.0.id }
    }
}

/// What holders and applicants are told of licences.
enum LicenceNews {
    static func issued(_ name: Text) -> Text { Text("您成为持证人：\(name.zh)", "You hold a licence: \(name.en)") }

    static func issuedBody(_ number: String) -> Text {
        Text(
            "编号 \(number) 的证照写明您是持证人之一，已经放进您的证照。不是您的，请打开提出异议。",
            "The licence with number \(number) names you among its holders and is now among yours. If it is not yours, open it and object.")
    }

    static func changed(_ name: Text, _ status: LicenceStatus) -> Text {
        status == .active
            ? Text("证照恢复有效：\(name.zh)", "Valid again: \(name.en)") : Text("证照\(status.name.zh)：\(name.zh)", "\(status.name.en): \(name.en)")
    }

    static func changedBody(_ number: String, _ status: LicenceStatus, _ ground: Text?) -> Text {
        let because = ground.map { Text("依据：\($0.zh)。", " Ground: \($0.en).") } ?? Text(same: "")
        let next =
            status == .active || status == .expired
            ? Text(same: "") : Text("不服的，可以申请行政复议或者提起行政诉讼。", " If you disagree, you may apply for reconsideration or sue.")
        return Text(
            "编号 \(number) 的证照现在是“\(status.name.zh)”。\(because.zh)\(next.zh)",
            "The licence with number \(number) now is “\(status.name.en)”.\(because.en)\(next.en)")
    }

    static func answered(_ name: Text, _ isCorrected: Bool) -> Text {
        isCorrected ? Text("证照已更正：\(name.zh)", "Corrected: \(name.en)") : Text("异议已答复：\(name.zh)", "Your objection is answered: \(name.en)")
    }

    static func answer(_ answer: String, _ isCorrected: Bool) -> Text {
        isCorrected
            ? Text("已按您的异议更正，新版本已经生效。\(answer)", "It has been corrected, and the new version is in force. \(answer)")
            : Text("经核实不予更正。理由：\(answer)", "It was looked into and not corrected. Reason: \(answer)")
    }

    static func correctedForYou(_ number: String) -> Text {
        Text(
            "编号 \(number) 的证照内容有误，已经更正，新版本已经生效。",
            "What the licence with number \(number) said was wrong. It has been corrected; the new version is in force.")
    }

    static func renewable(_ name: Text, _ way: LicenceRenewal?) -> Text {
        way == nil
            ? Text("快到期了：\(name.zh)", "Ends soon: \(name.en)") : Text("可以延续了：\(name.zh)", "May be renewed: \(name.en)")
    }

    /// - Parameter way: nil where no item in use renews it.
    static func renewableBody(_ number: String, _ until: LocalDate, _ way: LicenceRenewal?) -> Text {
        let end = Text("编号 \(number) 的证照将于 \(until.text.zh)到期", "The licence with number \(number) ends on \(until.text.en)")
        guard let way else {
            return Text(
                "\(end.zh)。还要用的，请拨打 12345 问怎么换领。", "\(end.en). If you still need it, call 12345 and ask how to get a new one.")
        }
        if way.isByConfirmation {
            return Text(
                "\(end.zh)，现在可以延续。情况没有变化的，打开确认一次即可。",
                "\(end.en) and may be renewed now. If nothing has changed, one confirmation is enough.")
        }
        let name = way.item.name
        return Text(
            "\(end.zh)，现在可以延续。请在到期前办理“\(name.zh)”。",
            "\(end.en) and may be renewed now. Apply for “\(name.en)” before then.")
    }

    static func dependent(_ name: Text) -> Text { Text("办件用到的证照有更正：\(name.zh)", "A licence that your case uses was corrected: \(name.en)") }

    static func endedDependent(_ name: Text, _ status: LicenceStatus) -> Text {
        Text(
            "办件用到的证照\(status.name.zh)：\(name.zh)",
            "\(status.name.en), and your case uses it: \(name.en)")
    }

    static func dependentBody(_ number: String) -> Text {
        Text(
            "申请 \(number) 用到了这张证照。请打开核对；需要改动的请联系办理部门。",
            "Application \(number) uses it. Open the application and look whether anything changes; if so, ask the department.")
    }
}
