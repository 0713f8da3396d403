import Kernel

/// The closed sets of an item's columns, by the tables of GB/T 39046-2020 and the national exchange schema.
enum ItemChoices {
    static let handlings = [Choice("instant", Text("即办件", "Done on the spot")), Choice("promised", Text("承诺件", "Within a promised time"))]
    static let states = ItemState.allCases.map { Choice($0.rawValue, $0.name) }
    static let agencies = Agency.allCases.map { Choice($0.rawValue, $0.name) }
    static let powerSources = Power.Source.allCases.map { Choice($0.rawValue, $0.name) }
    static let scopes = ServiceScope.allCases.map { Choice($0.rawValue, $0.name) }
    static let commitments = Commitment.allCases.map { Choice($0.rawValue, $0.name) }
    static let handlingKinds = HandlingItem.Kind.allCases.map { Choice($0.rawValue, $0.name) }
    static let audienceTypes = AudienceType.allCases.map { Choice($0.rawValue, $0.name) }
    static let hazards = Hazard.allCases.map { Choice($0.rawValue, $0.name) }
    static let payers = Intermediary.Payer.allCases.map { Choice($0.rawValue, $0.name) }
    static let reuses = [
        Choice("reuse", Text("预填，不再问", "Filled in, not asked")), Choice("confirm", Text("预填，请本人核对", "Filled in, to be confirmed")),
        Choice("never", Text("每次由本人填写", "Written anew each time")),
    ]
}
