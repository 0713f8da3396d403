package import Kernel

/// One department's legal unit of work, with its own number and clock: the row as it stands. Its events are the truth, this their sum.
package struct Case: Sendable, Hashable {
    package var id: ID
    package var application: ID
    package var number: String
    package var item: String
    package var catalogueVersion: Int
    package var department: String
    package var region: RegionCode
    package var status: CaseStatus
    /// Rises by one with every event; a change names the version that it was made from.
    package var version: Int
    package var clock: CaseClock
    /// Who the case is about, for the rule that nobody decides their own.
    package var party: Party
    package var applicantName: String
    package var receivedAt: Instant?
    package var acceptedAt: Instant?
    package var decidedAt: Instant?
    package var closedAt: Instant?
    package var isDeemedAccepted = false
    /// Granted by the engine alone, all review points holding.
    package var isInstant = false
    package var fee: Money
    package var paymentReceipt: String?
    package var licence: ID?
    /// The account of whoever accepted it: they may not decide it as well (受审分离).
    package var acceptedBy: ID?
    package var checks: [CheckResult] = []
    /// What the first request for additions asked for; nil while there was none.
    package var supplementPoints: Set<String>?
    /// The reviewer has given an opinion since the case was accepted.
    package var isReviewed = false
    /// Where the step that is next is taken: the case's own region, unless the item sends the step to another office.
    package var deskRegion: RegionCode
    /// By when it must move; nil where no clock runs.
    package var due: CaseDue?
    /// The account that has taken the case on; a note among colleagues, not part of its history.
    package var assignee: ID?
    /// 容缺: what its applicant has promised to hand in later.
    package var papers: [OpenPaper] = []
    /// The version of the promise on which the approval is asked for (审批告知承诺); nil in the usual way.
    package var promiseVersion: String?
    /// nil unless it was granted on a promise.
    package var afterCheck: AfterCheck?
    /// The hash of the last event: what the next one is chained to.
    package var head = ""

    package init(
        id: ID, application: ID, number: String, item: String, catalogueVersion: Int, department: String, region: RegionCode,
        status: CaseStatus, version: Int, clock: CaseClock, party: Party, applicantName: String, fee: Money
    ) {
        self.id = id
        self.application = application
        self.number = number
        self.item = item
        self.catalogueVersion = catalogueVersion
        self.department = department
        self.region = region
        deskRegion = region
        self.status = status
        self.version = version
        self.clock = clock
        self.party = party
        self.applicantName = applicantName
        self.fee = fee
    }

    package var isOnPromise: Bool { promiseVersion != nil }
}

/// What became of one review point when the engine looked.
package struct CheckResult: Sendable, Hashable {
    package enum Outcome: String, Sendable, Hashable {
        case holds
        /// It holds by what the applicant alone says, of something that a register keeps: no data show it, and it takes an officer's eyes.
        case stated
        case fails
        /// The facts do not say, or the point has no condition: an officer's eyes.
        case unknown
    }

    package var point: String
    package var outcome: Outcome
    /// By which facts (`mother.idNumber`) and answers (`answers.follow`) it was decided: names alone, since whoever may read what they say
    /// reads it in the file.
    package var deciding: [String]

    package init(point: String, outcome: Outcome, deciding: [String] = []) {
        self.point = point
        self.outcome = outcome
        self.deciding = deciding
    }

    package var json: JSON {
        ["point": .string(point), "outcome": .string(outcome.rawValue), "deciding": .array(deciding.map(JSON.string))]
    }

    init?(json: JSON) {
        guard let point = json["point"]?.string, let outcome = json["outcome"]?.string.flatMap(Outcome.init(rawValue:)) else { return nil }
        self.init(point: point, outcome: outcome, deciding: json["deciding"]?.array?.compactMap(\.string) ?? [])
    }
}
