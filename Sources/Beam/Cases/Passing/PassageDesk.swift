import Catalogue
import Kernel
import Rules

/// What an application's passage needs beside the application: the catalogue of the version that it froze, the calendar, the day.
struct PassageDesk: Sendable {
    let thing: Thing
    let catalogue: Catalogue
    let registrar: Registrar
    let calendar: WorkingCalendar
    let regions: Regions
    let settings: CasesSettings
    let today: LocalDate

    func plan(of items: [String]) -> ApplicationPlan {
        ApplicationPlan(
            items: items,
            after: Dictionary(thing.parts.map { ($0.item.code, $0.after) }, uniquingKeysWith: { first, _ in first }))
    }

    func judge(_ facts: [String: Fact], answers: [String: JSON], on date: LocalDate) -> CaseJudge {
        CaseJudge(thing: thing, catalogue: catalogue, facts: facts, answers: answers, today: date)
    }

    func item(_ code: String) throws -> ServiceItem {
        guard let item = thing.part(code)?.item ?? catalogue.items[code] else {
            throw CatalogueGap("version \(catalogue.version) has no item \(code)")
        }
        return item
    }

    func canonical(_ field: String) -> String { thing.canonical(field) }

    /// Whether a fact is the applicant's word alone, although a register keeps such facts of whoever it is about.
    func isWord(_ field: String, among facts: [String: Fact]) -> Bool {
        guard let fact = facts[field], !fact.source.isOfficial else { return false }
        return catalogue.keeps(field, of: thing) { facts[$0] != nil }
    }

    /// Values in their proper shape, under their own names; what cannot be read is left as it was written.
    func reading(_ values: [String: JSON]) -> [String: JSON] {
        var read: [String: JSON] = [:]
        for (name, value) in values {
            let field = canonical(name)
            let element = thing.elementCode(of: field).flatMap { catalogue.elements[$0] }
            read[field] = element.flatMap { $0.reading(value, choices: catalogue.choices(of: $0)) } ?? value
        }
        return read
    }

    /// What is wrong with values that an officer or an applicant adds later.
    func faults(in values: [String: JSON]) -> [Problem.Fault] {
        values.sorted { $0.key < $1.key }.compactMap { name, value in
            guard let element = thing.elementCode(of: canonical(name)).flatMap({ catalogue.elements[$0] }) else {
                return Problem.Fault(name, CasesText.unknownField)
            }
            return element.mistake(in: value, choices: catalogue.choices(of: element), today: today).map { Problem.Fault(name, $0) }
        }
    }

    // MARK: Rules and places

    /// The rules under which a case of an item moves.
    func rules(for item: ServiceItem, _ judge: CaseJudge, isOnPromise: Bool) -> CaseRules {
        var regions: [CaseDesk: RegionCode] = [:]
        for step in item.steps where step.level != nil || step.region != nil {
            let level = step.level ?? item.office.level
            regions[CaseDesk(step.code)] = PassageDesk.office(level, judge.region(step.region ?? item.office.region))
        }
        var limits = CaseLimits(item.limits, supplementWorkdays: settings.supplementWorkdays)
        // On a promise it is decided at once; what a review would look at is looked at afterwards.
        if isOnPromise { limits.promised = .workdays(0) }
        var rules = CaseRules(
            limits: limits, calendar: calendar,
            needsTwoOfficers: item.onSiteCheck, needsLicensor: item.steps.contains { $0.code == .issue },
            needsReview: !isOnPromise && item.steps.contains { $0.code == .review }, stepRegions: regions,
            separatesHands: settings.separatesHands)
        (rules.papers, rules.afterCheck) = (item.paperTerms, item.afterCheckTerms)
        return rules
    }

    /// Where the office of that level for that place stands. Where the place is not known as exactly as the level asks, the next office
    /// above takes the case and passes it on; where it is not known at all, the city's.
    static func office(_ level: OfficeLevel, _ place: RegionCode?) -> RegionCode {
        guard let place, RegionCode.shanghai.contains(place) else { return .shanghai }
        let digits = place.rawValue
        switch level {
        case .city: return .shanghai
        case .district: return place.level >= .district ? RegionCode(place.sixDigits) ?? .shanghai : .shanghai
        case .street:
            if place.level >= .street { return RegionCode(digits.prefix(9).description) ?? .shanghai }
            return office(.district, place)
        }
    }

    /// The office by name: `徐汇区市场监督管理局`.
    func officeName(_ department: String, _ region: RegionCode) -> Text {
        let name = catalogue.departmentName(department)
        guard let place = regions.region(region) else { return name }
        return Text(place.name.zh + name.zh, "\(name.en), \(place.name.en)")
    }
}

/// A published version of the catalogue lacks what a case froze: a fault, since versions are never changed.
struct CatalogueGap: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension ServiceItem {
    /// How long a check may take after an approval on its promise; nil where it takes none.
    var afterCheckTerms: AfterCheckTerms? {
        approvalPromise.map { AfterCheckTerms(within: Period($0.within), mending: Period($0.mending)) }
    }

    /// On what terms its papers may follow.
    var paperTerms: [String: PaperTerms] {
        Dictionary(
            materials.compactMap { material in
                material.deferral.map { (material.code, PaperTerms(name: material.name, within: Period($0.within))) }
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension CaseDesk {
    init(_ step: ProcessStep.Code) {
        switch step {
        case .accept: self = .intake
        case .review: self = .review
        case .decide: self = .decide
        case .issue, .deliver: self = .issue
        }
    }
}

extension CaseLimits {
    /// The limits of an item; what it does not name is the law's (行政许可法 32, 44).
    init(_ limits: Limits, supplementWorkdays: Int) {
        self.init(
            acceptance: limits.acceptance.map(Period.init) ?? .workdays(5), statutory: limits.statutory.map(Period.init),
            promised: limits.promised.map(Period.init), issue: limits.issue.map(Period.init) ?? .workdays(10),
            deemedAcceptance: limits.deemedAcceptance, supplement: .workdays(supplementWorkdays))
    }
}

extension Period {
    init(_ limit: Limit) {
        switch limit.unit {
        case .workday: self = .workdays(limit.count)
        // Clocks count whole days: what is promised within hours is due at the end of the working day into which they reach.
        case .hour: self = .workdays(limit.workingDays)
        case .day: self = .days(limit.count)
        case .month: self = .months(limit.count)
        case .year: self = .months(limit.count * 12)
        }
    }
}
