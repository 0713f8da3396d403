package import Catalogue
package import DataCentre
package import DemoCity
package import Kernel
package import Licences

/// The rows of the registers, found by whom they are about.
package struct CityRows: Sendable {
    package let today: LocalDate
    package let subjects: [DemoRows.Subject]
    /// Identity number or credit code → resource → row.
    private let records: [String: [String: RegisterRecord]]
    private let licences: [String: [IssueOrder]]

    package init(_ rows: DemoRows) {
        (today, subjects) = (rows.today, rows.subjects)
        records = Dictionary(grouping: rows.records, by: \.key).mapValues { rows in
            Dictionary(rows.map { ($0.resource, $0) }, uniquingKeysWith: { _, last in last })
        }
        licences = Dictionary(grouping: rows.licences, by: \.holder.number)
    }

    /// Without what some registers hold.
    func without(_ resources: Set<String>) -> CityRows {
        CityRows(
            today: today, subjects: subjects, records: records.mapValues { $0.filter { !resources.contains($0.key) } }, licences: licences)
    }

    private init(
        today: LocalDate, subjects: [DemoRows.Subject], records: [String: [String: RegisterRecord]], licences: [String: [IssueOrder]]
    ) {
        (self.today, self.subjects, self.records, self.licences) = (today, subjects, records, licences)
    }

    /// The rows about somebody, in the order of the resources' codes.
    package func records(about number: String) -> [RegisterRecord] {
        (records[number] ?? [:]).values.sorted { $0.resource < $1.resource }
    }

    package func record(_ resource: String, about number: String) -> RegisterRecord? { records[number]?[resource] }

    /// The licences of somebody that are in force on the city's day and may stand for the paper.
    package func licences(of number: String) -> [IssueOrder] {
        (licences[number] ?? []).filter { $0.trust.replacesOriginal && $0.validFrom <= today && today <= ($0.validUntil ?? today) }
    }
}

/// How a lookup is answered. A test puts a broken one in the place of the true one, and sees the oracle find out.
package typealias Answering = @Sendable (Lookup, CityRows) -> LookupAnswer

extension CityRows {
    /// As the platform's own registers answer.
    package static let honest: Answering = { lookup, rows in
        guard let key = lookup.value.string else { return .none }
        switch lookup.register {
        case .resource(let code):
            return rows.record(code, about: key).map { .record($0.content, asOf: $0.updatedOn) } ?? .none
        case .licence(let type):
            guard let held = rows.licences(of: key).first(where: { $0.type == type }), let number = held.number else { return .none }
            let face = JSON.object(held.face.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) })
            return .licence(id: nil, number: number, face: face, validUntil: held.validUntil, issuedOn: held.issuedOn)
        }
    }
}
