import Catalogue
import Kernel

/// What the ledger still lacks, or what somebody promised and did not do: pure.
struct LedgerFinding: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The entry is there, and something in it is not.
        case incomplete
        /// The catalogue has a resource of which the ledger tells nothing.
        case unlisted
        case unjoined
        case overdue
        /// The platform itself knows that it is not joined as the entry says.
        case contradicted
        /// An item whose day online is over.
        case itemOverdue
        /// What a department has entered differs from what the catalogue says of the resource.
        case differs
        /// An item that cannot be applied for online and of which nobody says why.
        case unexplained
        /// A body that has items or data, and of whose systems the ledger tells nothing.
        case withoutSystem
    }

    var kind: Kind
    var department: String
    var name: Text
    /// In words: what is missing, or by whom and when.
    var words: Text
    var entry: LedgerEntry.Key?
}

/// What the platform itself knows of how departments are joined; nil where it cannot tell.
struct JoiningFacts: Sendable, Hashable {
    /// Resources that others bring or are asked for; the registers of this platform answer the others.
    var fromElsewhere: Set<String>?
    /// Departments of which a system is registered for the exchange.
    var exchanging: Set<String>?

    /// Why it cannot be as an entry says; nil where nothing speaks against it.
    func contradiction(_ entry: LedgerEntry, in catalogue: Catalogue) -> Text? {
        guard entry.key.kind == .system || entry.key.kind == .application else { return nil }
        switch entry.joining {
        case .connector:
            // A department that holds no resource here has nothing by which it shows.
            let held = catalogue.resources.values.filter { $0.owner == entry.department }.map(\.code)
            guard let fromElsewhere, !held.isEmpty, fromElsewhere.isDisjoint(with: held) else { return nil }
            return LedgerText.answeredHere
        case .exchange:
            guard let exchanging, !exchanging.contains(entry.department) else { return nil }
            return LedgerText.notExchanging
        default: return nil
        }
    }
}

enum Ledger {
    /// - Parameters:
    ///   - facts: what is known of the joining.
    ///   - catalogueDue: by when the catalogue follows what was changed on a day (政务数据共享条例).
    static func findings(
        _ entries: [LedgerEntry], _ catalogue: Catalogue, today: LocalDate, facts: JoiningFacts = JoiningFacts(),
        catalogueDue: (LocalDate) -> LocalDate = { $0 }
    ) -> [LedgerFinding] {
        var findings: [LedgerFinding] = []
        for entry in entries {
            let gaps = entry.gaps
            if !gaps.isEmpty {
                findings.append(
                    LedgerFinding(
                        kind: .incomplete, department: entry.department, name: entry.name, words: LedgerText.lacks(gaps), entry: entry.key))
            }
            if entry.joining == LedgerEntry.Joining.none {
                findings.append(
                    LedgerFinding(
                        kind: entry.isOverdue(on: today) ? .overdue : .unjoined, department: entry.department, name: entry.name,
                        words: LedgerText.plan(entry.planOwner, entry.planOn), entry: entry.key))
            } else if entry.isOverdue(on: today) {
                findings.append(
                    LedgerFinding(
                        kind: .itemOverdue, department: entry.department, name: entry.name,
                        words: LedgerText.onlinePlan(entry.planOwner, entry.planOn, entry.reason), entry: entry.key))
            }
            if let why = facts.contradiction(entry, in: catalogue) {
                findings.append(
                    LedgerFinding(kind: .contradicted, department: entry.department, name: entry.name, words: why, entry: entry.key))
            }
            if let resource = catalogue.resources[entry.key.code], entry.differs(from: resource, in: catalogue) {
                let due = catalogueDue(entry.changedOn ?? today)
                findings.append(
                    LedgerFinding(
                        kind: .differs, department: entry.department, name: entry.name,
                        words: LedgerText.catalogueDue(due, isOver: due < today),
                        entry: entry.key))
            }
        }
        let listed = Set(entries.filter { $0.key.kind == .resource }.map(\.key.code))
        for resource in catalogue.resources.values.sorted(by: { $0.code < $1.code }) where !listed.contains(resource.code) {
            findings.append(
                LedgerFinding(
                    kind: .unlisted, department: resource.owner, name: resource.name, words: LedgerText.unlisted,
                    entry: LedgerEntry.Key(kind: .resource, code: resource.code)))
        }
        let explained = Set(entries.filter { $0.key.kind == .item && $0.gaps.isEmpty }.map(\.key.code))
        for item in offline(catalogue) where !explained.contains(item.code) {
            findings.append(
                LedgerFinding(
                    kind: .unexplained, department: item.department, name: item.name, words: LedgerText.unexplained,
                    entry: LedgerEntry.Key(kind: .item, code: item.code)))
        }
        let having = Set(entries.filter { $0.key.kind == .system }.map(\.department))
        let taking = Set(catalogue.items.values.map(\.department) + catalogue.resources.values.map(\.owner))
        for code in taking.subtracting(having).sorted() {
            guard let department = catalogue.departments[code] else { continue }
            findings.append(
                LedgerFinding(kind: .withoutSystem, department: code, name: department.name, words: LedgerText.noSystem, entry: nil))
        }
        return findings
    }

    /// Items that nobody can apply for online.
    static func offline(_ catalogue: Catalogue) -> [ServiceItem] {
        catalogue.items.values.filter { !$0.channels.contains(.online) }.sorted { $0.code < $1.code }
    }

    /// What the catalogue itself tells of its resources: the beginning of a ledger, to be completed by the departments.
    static func entries(from catalogue: Catalogue) -> [LedgerEntry] {
        catalogue.resources.values.sorted { $0.code < $1.code }.map { resource in
            LedgerEntry(
                key: LedgerEntry.Key(kind: .resource, code: resource.code), department: resource.owner, name: resource.name, owner: nil,
                elements: resource.told.uniqued, cycle: resource.updateCycle,
                sharing: resource.sharing, basis: resource.basis?.zh, quality: nil, joining: nil, planOwner: nil, planOn: nil, reason: nil)
        }
    }
}

extension LedgerEntry {
    /// Whether the catalogue says something else of this resource: other elements, another cycle, another kind of sharing. What the entry
    /// leaves open, and columns that are bound to no element, are no difference.
    fileprivate func differs(from resource: DataResource, in catalogue: Catalogue) -> Bool {
        guard key.kind == .resource else { return false }
        func known(_ codes: [String]) -> Set<String> { Set(codes.filter { catalogue.elements[$0] != nil && $0 != resource.key }) }
        if !elements.isEmpty, known(elements) != known(resource.told) { return true }
        return (cycle.map { $0 != resource.updateCycle } ?? false) || (sharing.map { $0 != resource.sharing } ?? false)
    }
}

/// 三清单: demand, responsibility and what is shared with nobody. They follow from the catalogue; nobody types them.
struct ThreeLists: Sendable {
    /// One department's duty to give one resource.
    struct Duty: Sendable, Hashable {
        var resource: String
        var owner: String
        /// The departments that need it, and for how many items.
        var users: [String]
        var items: Int
    }

    struct Refusal: Sendable, Hashable {
        var resource: String
        var owner: String
        /// nil: the law that would allow it is not named.
        var basis: Text?
    }

    let demands: [DataDemand]
    let duties: [Duty]
    let refusals: [Refusal]

    init(_ catalogue: Catalogue) {
        demands = catalogue.demands
        duties = Dictionary(grouping: demands, by: \.resource).compactMap { code, demands in
            catalogue.resources[code].map {
                Duty(
                    resource: code, owner: $0.owner, users: Set(demands.map(\.department)).sorted(), items: Set(demands.map(\.item)).count)
            }
        }.sorted { ($1.items, $0.resource) < ($0.items, $1.resource) }
        refusals = catalogue.resources.values.filter { $0.sharing == .none }.sorted { $0.code < $1.code }
            .map { Refusal(resource: $0.code, owner: $0.owner, basis: $0.basis) }
    }
}

extension [String] {
    /// Each once, in the order of their first place.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
