import Cases
import Catalogue
import Kernel
import Licences
import Store
import Web

/// Everything about one event that a department's system is sent.
struct CaseNotice: SystemNotice {
    let file: CaseFile
    let event: CaseEvent
    let licences: [Licence]
    let system: DepartmentSystem
    /// The whole case as the event left it, not the event alone.
    var isWhole = false

    static let wholeType = "yiwang.case.snapshot"

    /// Whether it carries what the applicant has handed in.
    var carriesContent: Bool { isWhole || event.action.carriesContent }

    var rows: [NationalRow] {
        let rows = NationalRows(file: file, event: event, licences: licences)
        return isWhole ? rows.whole : rows.rows
    }

    var subject: String { file.current.number }
    var at: Instant { event.at }

    var look: NoticeLook? {
        guard carriesContent else { return nil }
        return NoticeLook(
            number: file.file.frozen.applicant.number, item: file.item.code, reason: ExchangeText.handedOver(system.name),
            reference: "case:\(file.current.number)")
    }

    func data(for system: DepartmentSystem, from origin: String) -> JSON {
        var members: [JSON.Member] = [
            JSON.Member("project_no", .string(file.current.number)), JSON.Member("item", .string(file.current.item)),
            JSON.Member("status", .string(event.to.rawValue)), JSON.Member("version", .int(event.sequence)),
        ]
        members += rowMembers
        if carriesContent {
            let files = NationalRows(file: file, event: event, licences: []).attachments
            members.append(
                JSON.Member(
                    "files",
                    .array(
                        files.map { file in
                            [
                                "material": .string(file.material), "material_attach_name": .string(file.name),
                                "type": .string(file.kind.mediaType), "size": .int(file.size),
                                "href": .string("\(origin)\(Exchange.filePath(system.code, file.id.rawValue))"),
                            ]
                        })))
        }
        return .object(members)
    }
}

extension Exchange {
    /// Where a file is fetched, with a signed request.
    static func filePath(_ system: String, _ file: String) -> String { "/exchange/systems/\(system)/files/\(file)" }

    /// Where a system's acts are posted.
    static func eventsPath(_ system: String) -> String { "\(Endpoint.apiPrefix)/exchange/systems/\(system)/events" }

    /// Where a system's licences are posted.
    static func licencesPath(_ system: String) -> String { "\(Endpoint.apiPrefix)/exchange/systems/\(system)/licences" }

    /// Where it posts that one of them is frozen, released or ended.
    static func licenceActsPath(_ system: String) -> String { "\(Endpoint.apiPrefix)/exchange/systems/\(system)/licence-acts" }

    /// What a delivery carries.
    func notice(of delivery: SystemDelivery, to system: DepartmentSystem, at now: Instant) async throws -> any SystemNotice {
        let found: (any SystemNotice)? =
            switch delivery.news {
            case .event: try await notice(of: delivery.subject, delivery.sequence, to: system, at: now)
            case .whole: try await notice(of: delivery.subject, delivery.sequence, isWhole: true, to: system, at: now)
            case .licence, .corrected: try await licenceNotice(of: delivery)
            case .assistance(let state): try await assistanceNotice(of: delivery.subject, isAsking: state == .open, to: system)
            }
        guard let found else { throw StoreError.malformed("\(delivery.subject) has no event \(delivery.sequence)") }
        return found
    }

    private func licenceNotice(of delivery: SystemDelivery) async throws -> LicenceNotice? {
        guard let licence = try await licences.licence(delivery.subject),
            let event = try await licences.events(of: licence.id).first(where: { $0.sequence == delivery.sequence })
        else { return nil }
        var notice = LicenceNotice(licence: licence, event: event, catalogue: catalogue.snapshot)
        if delivery.news == .corrected, let former = try await licences.version(before: licence),
            let ended = try await licences.events(of: former.id).last(where: { $0.to == .superseded })
        {
            notice.former = (former, ended)
        }
        return notice
    }

    private func assistanceNotice(of id: ID, isAsking: Bool, to system: DepartmentSystem) async throws -> AssistanceNotice {
        let request = try await cases.assistance(id, for: system.reader)
        return AssistanceNotice(
            request: request, isAsking: isAsking, catalogue: try await cases.catalogue(version: request.catalogueVersion),
            system: system)
    }

    /// What is sent of an event; nil where the case no longer has it.
    func notice(
        of caseID: ID, _ sequence: Int, isWhole: Bool = false, to system: DepartmentSystem, at now: Instant
    ) async throws -> CaseNotice? {
        let file = try await cases.caseFile(caseID, for: system.reader, at: now)
        guard let event = file.events.first(where: { $0.sequence == sequence }) else { return nil }
        let told = isWhole ? file.events.filter { $0.sequence <= sequence } : [event]
        var made: [Licence] = []
        for id in told.flatMap(\.licences) { if let licence = try await licences.licence(id) { made.append(licence) } }
        return CaseNotice(file: file, event: event, licences: made, system: system, isWhole: isWhole)
    }
}
