package import Catalogue
package import Kernel

/// What somebody hands in, once and as a whole.
package struct Submission: Sendable, Hashable {
    /// A one-thing or a single item.
    package var thing: String
    /// The version of the catalogue by which it was filled in.
    package var catalogueVersion: Int
    package var party: Party
    package var account: ID
    /// The name of whoever hands it in, for the history: the applicant's own or their agent's.
    package var actorName: String
    package var answers: [String: JSON]
    /// What the person typed, by field.
    package var given: [String: JSON]
    package var corrected: Set<String>
    package var promises: Promises
    package var holdings: Holdings
    /// The draft that it comes from, which also owns its attachments.
    package var draft: ID?
    /// How the results are to be handed over; nil where nobody was asked.
    package var delivery: DeliveryChoice?
    /// The id that the application will bear, where it is needed before: for the log of what is gathered for it.
    package var application: ID?
    /// The draft's id, or the header of a program: the same key submits once.
    package var idempotencyKey: String

    package init(
        thing: String, catalogueVersion: Int, party: Party, account: ID, actorName: String, answers: [String: JSON], given: [String: JSON],
        corrected: Set<String> = [], promises: Promises = Promises(), holdings: Holdings, draft: ID? = nil, idempotencyKey: String
    ) {
        self.thing = thing
        self.catalogueVersion = catalogueVersion
        self.party = party
        self.account = account
        self.actorName = actorName
        self.answers = answers
        self.given = given
        self.corrected = corrected
        self.promises = promises
        self.holdings = holdings
        self.draft = draft
        self.idempotencyKey = idempotencyKey
    }

    /// What makes two submissions the same. What sources offered is left out: a retry may find them in another state.
    func content(attachments: [Attachment]) -> JSON {
        var content: JSON = [
            "thing": .string(thing), "party": .string(party.description), "answers": JSON(byName: answers), "given": JSON(byName: given),
            "corrected": .array(corrected.sorted().map(JSON.string)),
            "attachments": .array(attachments.map { .string("\($0.material) \($0.blob)") }.sorted { $0.text < $1.text }),
        ]
        if !promises.isEmpty { content["promises"] = promises.json }
        content["delivery"] = delivery?.json
        return content
    }
}

/// What a submission came to: the application with its cases, as they stand when it is answered.
package struct SubmittedApplication: Sendable, Hashable {
    package var application: Application
    package var cases: [Case]
    /// Submitted before, under the same key.
    package var isRepeated: Bool
}
