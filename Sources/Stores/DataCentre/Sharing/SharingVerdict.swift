import Catalogue
import Kernel

/// Whether a resource may be asked for an item now, and by what right.
enum SharingVerdict: Sendable, Hashable {
    case allowed(SharingBasis)
    case stopped(SharingStop)
}

/// By what right a resource is asked: kept with each line of the log.
struct SharingBasis: Sendable, Hashable {
    var department: String?
    var item: String
    /// nil where the resource is shared with every department without conditions and no grant is written yet.
    var grant: ID?
}

/// Why a resource may not be asked.
enum SharingStop: String, Sendable, Hashable, CaseIterable {
    /// Nobody has asked for it.
    case ungranted
    case requested, refused, lapsed, withdrawn
    /// It is shared with nobody, by law.
    case unshared
    /// The agreement under which a hospital, a bank or a utility shares has ended.
    case agreement
    /// A guardian has not agreed to the use of the data of a child under fourteen.
    case guardian
}

/// Who needs a resource for a thing: each item's department, by the catalogue.
struct DataUsers: Sendable {
    /// By resource.
    private let byResource: [String: [Grant.Key]]
    private let lead: (department: String?, code: String)

    init(_ thing: Thing?, code: String, in catalogue: Catalogue) {
        lead = (thing?.lead, code)
        let keys = thing.map { thing in
            catalogue.demands(of: thing).map { Grant.Key(department: $0.department, resource: $0.resource, item: $0.item) }
        }
        byResource = Dictionary(grouping: keys ?? [], by: \.resource)
    }

    /// Those who need it; the lead department where the catalogue names none.
    func keys(of resource: String) -> [Grant.Key] {
        byResource[resource] ?? [Grant.Key(department: lead.department ?? "", resource: resource, item: lead.code)]
    }
}

extension DataUsers {
    /// What is read flows to every item of the thing that needs it, so each of them has to be allowed: one that is stopped stops it.
    func verdict(on code: String, in catalogue: Catalogue, by book: SharingBook, on day: LocalDate) -> SharingVerdict {
        guard let resource = catalogue.resources[code], resource.sharing != .none else { return .stopped(.unshared) }
        if Agreement.isNeeded(for: resource, in: catalogue),
            !(book.agreements[code] ?? []).contains(where: { $0.state(on: day) == .inForce })
        {
            return .stopped(.agreement)
        }
        let grants = book.grants
        let keys = keys(of: code)
        for key in keys {
            if let stop = DataUsers.stop(grants[key]?.state(on: day), resource.sharing) { return .stopped(stop) }
        }
        let first = keys.first
        return .allowed(
            SharingBasis(department: first?.department, item: first?.item ?? lead.code, grant: first.flatMap { grants[$0]?.id }))
    }

    /// What is shared without conditions is for every department from the first day, unless this use was stopped.
    private static func stop(_ state: GrantState?, _ sharing: DataResource.Sharing) -> SharingStop? {
        switch state {
        case .granted: nil
        case nil: sharing == .unconditional ? nil : .ungranted
        case .requested: .requested
        case .refused: .refused
        case .lapsed: .lapsed
        case .withdrawn: .withdrawn
        }
    }
}
