import Cases
import Catalogue
import Kernel
import Licences

/// What one delivery carries, by either way.
protocol SystemNotice: Sendable {
    var rows: [NationalRow] { get }
    /// What the message is about, and when it happened.
    var subject: String { get }
    var at: Instant { get }
    /// Whose data leave with it and for which item; nil where none do that the department does not have.
    var look: NoticeLook? { get }
    func data(for system: DepartmentSystem, from origin: String) -> JSON
}

struct NoticeLook: Sendable, Hashable {
    var number: String
    var item: String
    var reason: Text
    var reference: String
}

extension SystemNotice {
    /// As a CloudEvent 1.0 in structured form. Pure.
    func cloudEvent(_ type: String, id: ID, to system: DepartmentSystem, from origin: String) -> JSON {
        [
            "specversion": "1.0", "id": .string(id.rawValue), "source": .string(origin + "/exchange"), "type": .string(type),
            "subject": .string(subject), "time": .string(at.rfc3339), "datacontenttype": "application/json",
            "data": data(for: system, from: origin),
        ]
    }

    /// The rows by their table.
    var rowMembers: [JSON.Member] {
        let rows = rows
        return NationalTable.allCases.compactMap { table in
            let mine = rows.filter { $0.table == table }
            return mine.isEmpty ? nil : JSON.Member(table.rawValue, .array(mine.map(\.json)))
        }
    }
}

/// A licence as one of its events left it.
struct LicenceNotice: SystemNotice {
    let licence: Licence
    let event: LicenceEvent
    /// The version that was wrong, with the event by which it ended.
    var former: (licence: Licence, event: LicenceEvent)?
    let catalogue: Catalogue

    var subject: String { licence.identifier.rawValue }
    var at: Instant { event.at }
    var look: NoticeLook? { nil }

    var rows: [NationalRow] {
        let new = NationalRow(licence, event, event.from == nil ? .insert : .update, in: catalogue)
        return former.map { [NationalRow($0.licence, $0.event, .update, in: catalogue), new] } ?? [new]
    }

    func data(for system: DepartmentSystem, from origin: String) -> JSON {
        .object(
            [
                JSON.Member("certificate_source_id", .string(subject)), JSON.Member("status", .string(event.to.rawValue)),
                JSON.Member("version", .int(event.sequence)),
            ] + rowMembers)
    }
}

/// A request for assistance: what is asked while it waits for an answer, and later only that it has ended.
struct AssistanceNotice: SystemNotice {
    let request: Assistance
    /// Whether it is the news that somebody asks.
    let isAsking: Bool
    let catalogue: Catalogue
    let system: DepartmentSystem

    var subject: String { request.id.rawValue }
    var at: Instant { isAsking ? request.askedAt : request.answeredAt ?? request.askedAt }
    /// A system that is no longer registered for it is told nothing of anybody.
    private var isOpen: Bool { isAsking && request.state == .open && system.assists(request) }
    private var itemName: Text { catalogue.items[request.item]?.name ?? Text(same: request.item) }

    var look: NoticeLook? {
        guard isOpen else { return nil }
        return NoticeLook(
            number: request.question.number, item: request.item, reason: ExchangeText.askedToAssist(itemName, system.name),
            reference: "case:\(request.caseNumber)")
    }

    var rows: [NationalRow] {
        let asking = catalogue.departments[request.from.department]
        var values: [String: String?] = [
            "assistance_no": request.id.rawValue, "project_no": request.caseNumber, "state": request.state.rawValue,
            "case_version": String(request.revision),
        ]
        if isOpen {
            let question: [String: String?] = [
                "item_name": itemName.zh, "org_code": asking?.uscc, "org_name": asking?.name.zh,
                "area_code": request.to.region.sixDigits, "subject": request.subject.text, "subject_name": subjectName,
                "person_name": request.question.name, "person_code": request.question.number, "question": request.question.words,
                "legal_basis": request.question.basis, "due_date": request.dueOn.description.filter { $0 != "-" },
                "handle_user_name": request.question.askerName,
            ]
            values.merge(question) { _, new in new }
        }
        return [NationalRow(.assistance, request.id.rawValue, isAsking ? .insert : .update, values)]
    }

    private var subjectName: String? {
        switch request.subject {
        case .material(let code): catalogue.items[request.item]?.material(code)?.name.zh
        case .element(let code): catalogue.elements[code]?.name.zh
        case .other: nil
        }
    }

    func data(for system: DepartmentSystem, from origin: String) -> JSON {
        .object(
            [
                JSON.Member("assistance_no", .string(subject)), JSON.Member("project_no", .string(request.caseNumber)),
                JSON.Member("item", .string(request.item)), JSON.Member("status", .string(request.state.rawValue)),
                JSON.Member("version", .int(request.revision)),
            ] + rowMembers)
    }
}

extension NationalRow {
    /// A licence as an event left it. That it is frozen, or has ended and by what, stands in columns of the city's own.
    init(_ licence: Licence, _ event: LicenceEvent, _ operation: Operation, in catalogue: Catalogue) {
        self.init(licence, operation, in: catalogue)
        values["certificate_state"] = event.to.rawValue
        values["state_date"] = String(event.at.exchangeText.prefix(8))
        values["state_ground"] = event.ground
        values["state_law"] = event.law
    }

    init(_ value: Licence, _ operation: Operation, in catalogue: Catalogue) {
        let (type, issuer) = (catalogue.licenceTypes[value.type], catalogue.departments[value.issuer])
        self.init(
            .licence, value.id.rawValue, operation,
            [
                "certificate_source_id": value.identifier.rawValue, "certificate_name": type?.name.zh, "certificate_type": value.type,
                "certificate_type_code": type?.typeCode, "issue_dept": issuer?.name.zh, "issue_dept_code": issuer?.uscc,
                "certificate_area_code": value.region.sixDigits, "certificate_holder": value.holders.map(\.name).joined(separator: "^"),
                "certificate_holder_code": value.holders.map(\.number).joined(separator: "^"),
                "certificate_holder_type": value.holders.map(\.numberType).joined(separator: "^"),
                "certificate_number": value.number, "issue_date": value.issuedOn.description.filter { $0 != "-" },
            ])
    }
}
