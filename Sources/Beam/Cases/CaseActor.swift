package import Kernel

/// Who acts, with which hands.
package struct CaseActor: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case applicant
        case staff
        case system
    }

    package var kind: Kind
    package var account: ID?
    package var name: String
    package var hands: Set<CaseHand>
    /// Persons and enterprises whose own cases this actor may not handle.
    package var own: Set<Party>

    package init(kind: Kind, account: ID?, name: String, hands: Set<CaseHand>, own: Set<Party> = []) {
        self.kind = kind
        self.account = account
        self.name = name
        self.hands = hands
        self.own = own
    }

    /// The engine itself.
    package static let system = CaseActor(kind: .system, account: nil, name: "system", hands: [.system])
}

/// The rules under which a case moves, from the item version that it froze and the settings of the city.
package struct CaseRules: Sendable {
    package var limits: CaseLimits
    package var calendar: WorkingCalendar
    package var needsTwoOfficers: Bool
    package var needsLicensor: Bool
    /// The item has a review before its decision.
    package var needsReview: Bool
    /// Where steps are taken that do not belong to the case's own office.
    package var stepRegions: [CaseDesk: RegionCode]
    /// Papers that may follow, by material.
    package var papers: [String: PaperTerms] = [:]
    /// nil where nothing is granted on a promise.
    package var afterCheck: AfterCheckTerms?
    /// 受审分离: whoever accepted may not decide.
    package var separatesHands: Bool

    package init(
        limits: CaseLimits, calendar: WorkingCalendar, needsTwoOfficers: Bool, needsLicensor: Bool, needsReview: Bool = false,
        stepRegions: [CaseDesk: RegionCode] = [:], separatesHands: Bool = true
    ) {
        self.limits = limits
        self.calendar = calendar
        self.needsTwoOfficers = needsTwoOfficers
        self.needsLicensor = needsLicensor
        self.needsReview = needsReview
        self.stepRegions = stepRegions
        self.separatesHands = separatesHands
    }
}
