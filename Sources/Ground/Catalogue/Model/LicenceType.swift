package import Kernel

/// A kind of electronic licence (GB/T 36902).
package struct LicenceType: Sendable, Hashable {
    /// When a licence may be renewed, counted back from its last day.
    package struct Renewal: Sendable, Hashable {
        package enum Unit: String, Sendable, Hashable, CaseIterable { case day, workday }

        package let fromDays: Int
        package let toDays: Int
        /// Working days where the law counts in them (food: 90 to 15), else days of the calendar.
        package let unit: Unit

        /// Whether a licence that ends on `end` may be renewed on a day.
        package func isOpen(on date: LocalDate, end: LocalDate, _ calendar: WorkingCalendar) -> Bool {
            guard date <= end else { return false }
            let left = unit == .workday ? calendar.workdays(after: date, through: end) : end.days(since: date)
            return (toDays...max(toDays, fromDays)).contains(left)
        }

        /// In words: `到期前 90 至 15 个工作日`.
        package var text: Text {
            unit == .workday
                ? Text("到期前 \(fromDays) 至 \(toDays) 个工作日", "\(fromDays) to \(toDays) working days before the last day")
                : Text("到期前 \(fromDays) 至 \(toDays) 天", "\(fromDays) to \(toDays) days before the last day")
        }
    }

    package let code: String
    package let name: Text
    /// What people call it besides: `身份证`, `户口本`.
    package let words: [String]
    package let issuer: String
    /// The kind of its holder: `person` or `enterprise`.
    package let holder: String
    /// 证照类型代码: the defining body's credit code and three characters (GB/T 36904).
    package let typeCode: String
    /// What stands on its face, in order: codes of elements.
    package let elements: [String]
    /// nil: it does not end.
    package let validityMonths: Int?
    package let renewal: Renewal?
    package let level: OfficeLevel
    /// It is used only where its holder agrees, whatever the item.
    package let needsConsent: Bool

    init(_ entry: Entry) {
        code = entry.slug("code")
        name = entry.text("name")
        words = entry.strings("words")
        issuer = entry.string("issuer")
        holder = entry.optionalString("holder") ?? "person"
        typeCode = entry.string("typeCode")
        elements = entry.strings("elements")
        validityMonths = entry.optionalInt("validityMonths")
        renewal = entry.entry("renewal") {
            Renewal(fromDays: $0.int("fromDays"), toDays: $0.int("toDays"), unit: $0.optionalOneOf("unit") ?? .day)
        }
        level = entry.optionalOneOf("level") ?? .city
        needsConsent = entry.bool("consent", default: false)
    }
}

extension Catalogue {
    /// The time in which the licence is renewed that an item renews; nil where it renews none, or the type sets no time.
    package func renewalWindow(of item: ServiceItem) -> LicenceType.Renewal? {
        item.results.lazy.filter { $0.succeeds == .renewal }.compactMap { $0.licence.flatMap { self.licenceTypes[$0]?.renewal } }.first
    }

    /// How licences of a type are renewed; nil where no item in use renews them.
    package func renewal(of type: String) -> LicenceRenewal? { LicenceRenewal(of: type, among: items.values) }
}

/// The item by which licences of a type are renewed, and what it makes of them.
package struct LicenceRenewal: Sendable {
    package let item: ServiceItem
    package let result: ResultSpec

    /// 免申即办: the item says which of its questions one confirmation of “nothing has changed” answers.
    package var isByConfirmation: Bool { !result.confirms.isEmpty }

    /// nil where none of the items that are in use renews the type.
    init?(of type: String, among items: some Sequence<ServiceItem>) {
        let found = items.filter { $0.standing.state == .active }.sorted { $0.code < $1.code }.compactMap { item in
            item.results.first { $0.licence == type && $0.succeeds == .renewal }.map { (item: item, result: $0) }
        }
        // One that says what a confirmation answers goes before one that also grants first licences.
        guard let best = found.first(where: { !$0.result.confirms.isEmpty }) ?? found.first else { return nil }
        (item, result) = best
    }
}
