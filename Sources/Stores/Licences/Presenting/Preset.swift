import Kernel

/// A usual choice of what is seen, so that nobody has to tick boxes at a door. The one that tells the least comes first.
enum Preset: String, Sendable, Hashable, CaseIterable {
    /// Only that the holder is of age: no name, no birth date.
    case age18
    case name
    case identity
    case all

    var name: Text {
        switch self {
        case .age18: PresentingText.onlyAge
        case .name: PresentingText.onlyName
        case .identity: PresentingText.nameAndNumber
        case .all: PresentingText.everything
        }
    }

    /// The claims that it shows of a licence; nil where the licence cannot show them.
    func codes(of claims: [LicenceClaim]) -> Set<String>? {
        let offered = Set(claims.map(\.code))
        let wanted: Set<String> =
            switch self {
            case .age18: [LicenceClaim.age(18)]
            case .name: [LicenceClaim.holderName]
            case .identity: [LicenceClaim.holderName, LicenceClaim.holderNumber]
            case .all: Set(claims.filter { $0.path.count == 1 }.map(\.code))
            }
        return wanted.isSubset(of: offered) ? wanted : nil
    }
}
