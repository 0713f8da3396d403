package import Kernel

/// 申请: what somebody submitted once; it holds one case for each item.
package struct Application: Sendable, Hashable {
    package var id: ID
    package var number: String
    /// The one-thing, or the single item, that was applied for.
    package var thing: String
    /// The version of the catalogue by which it is handled, whatever is published later.
    package var catalogueVersion: Int
    package var party: Party
    /// The account that submitted it: the party's own, or an agent's.
    package var account: ID
    package var submittedAt: Instant
    package var outcome: ApplicationOutcome
    package var counts: Counts
    /// Who leads it and answers for the whole; nil for a single item, which its department answers for anyway.
    package var lead: LeadOffice?
    /// What the guide promised for all of it, in working days from the submission.
    package var promisedDays = 0
    /// By when all of it is promised; nil while its clock stands still.
    package var due: DueDate?
    /// How the applicant wants what comes of it, without the address; nil where nobody was asked.
    package var delivery: DeliveryChoice?

    /// What was asked of this applicant, and of how much: the four reductions are counted from here.
    package struct Counts: Sendable, Hashable {
        package var fieldsAsked: Int
        package var fieldsTotal: Int
        package var materialsAsked: Int
        package var materialsTotal: Int
        package var trips: Int
        package var saving: Saving

        package init(fieldsAsked: Int, fieldsTotal: Int, materialsAsked: Int, materialsTotal: Int, trips: Int, saving: Saving) {
            self.fieldsAsked = fieldsAsked
            self.fieldsTotal = fieldsTotal
            self.materialsAsked = materialsAsked
            self.materialsTotal = materialsTotal
            self.trips = trips
            self.saving = saving
        }
    }

    package init(
        id: ID, number: String, thing: String, catalogueVersion: Int, party: Party, account: ID, submittedAt: Instant,
        outcome: ApplicationOutcome, counts: Counts
    ) {
        self.id = id
        self.number = number
        self.thing = thing
        self.catalogueVersion = catalogueVersion
        self.party = party
        self.account = account
        self.submittedAt = submittedAt
        self.outcome = outcome
        self.counts = counts
    }
}

/// An application in a list, with how its cases stand.
package struct ApplicationSummary: Sendable, Hashable {
    package var application: Application
    package var cases: [Case]
}
