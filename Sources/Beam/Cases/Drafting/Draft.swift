package import Catalogue
package import Kernel

/// An application that is being filled in. What is known was gathered once and is kept with it; what is typed is never lost.
package struct Draft: Sendable, Hashable {
    package var id: ID
    /// Code of a one-thing or of a single item.
    package var thing: String
    /// The version of the catalogue under which it was last resolved.
    package var catalogueVersion: Int
    package var party: Party
    package var account: ID
    /// Rises with every change; a stale page names an older one.
    package var revision: Int
    /// False while somebody has only looked at the guide.
    package var isBegun: Bool
    package var createdAt: Instant
    package var updatedAt: Instant
    /// Set once it is submitted.
    package var application: ID?

    /// Answers to the questions of situation, by code.
    package var answers: [String: JSON] = [:]
    /// What the person answered the last time that they applied for this: chosen beforehand, and theirs to change.
    package var answeredBefore: [String: JSON] = [:]
    /// What the person typed, by field.
    package var given: [String: JSON] = [:]
    /// Known values that the person disputes.
    package var corrected: Set<String> = []
    /// What the person promises: in place of papers, to follow later, or for an approval.
    package var promises = Promises()
    package var holdings: Holdings
    package var gatheredAt: Instant
    /// What a new version of the catalogue asks beside what was asked before, until it has been shown.
    package var news: [Text] = []

    package init(
        id: ID, thing: String, catalogueVersion: Int, party: Party, account: ID, holdings: Holdings, at instant: Instant, isBegun: Bool
    ) {
        self.id = id
        self.thing = thing
        self.catalogueVersion = catalogueVersion
        self.party = party
        self.account = account
        revision = 1
        self.isBegun = isBegun
        createdAt = instant
        updatedAt = instant
        self.holdings = holdings
        gatheredAt = instant
    }

    /// A draft as it was stored; nil where its content is not one.
    init?(
        id: ID, thing: String, catalogueVersion: Int, party: Party, account: ID, revision: Int, isBegun: Bool, createdAt: Instant,
        updatedAt: Instant, application: ID?, content: JSON
    ) {
        guard let holdings = content["holdings"].flatMap(Holdings.init(json:)),
            let gatheredAt = content["gatheredAt"]?.string.flatMap(Instant.init(rfc3339:))
        else { return nil }
        self.id = id
        self.thing = thing
        self.catalogueVersion = catalogueVersion
        self.party = party
        self.account = account
        self.revision = revision
        self.isBegun = isBegun
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.application = application
        answers = Draft.dictionary(content["answers"])
        answeredBefore = Draft.dictionary(content["answeredBefore"])
        given = Draft.dictionary(content["given"])
        news = (content["news"]?.array ?? []).compactMap { Text(json: $0) }
        corrected = Set((content["corrected"]?.array ?? []).compactMap(\.string))
        promises = Promises(json: content["promises"])
        // As drafts kept it before there were other kinds.
        if let earlier = content["promised"]?.array { promises[.certificate].formUnion(earlier.compactMap(\.string)) }
        self.holdings = holdings
        self.gatheredAt = gatheredAt
    }

    /// What is sealed in the row.
    var content: JSON {
        var content: JSON = [
            "answers": Draft.object(answers), "given": Draft.object(given), "corrected": .array(corrected.sorted().map(JSON.string)),
            "holdings": holdings.json, "gatheredAt": .string(gatheredAt.rfc3339),
        ]
        if !promises.isEmpty { content["promises"] = promises.json }
        if !answeredBefore.isEmpty { content["answeredBefore"] = Draft.object(answeredBefore) }
        if !news.isEmpty { content["news"] = .array(news.map { JSON($0) }) }
        return content
    }

    private static func dictionary(_ json: JSON?) -> [String: JSON] {
        Dictionary((json?.members ?? []).map { ($0.name, $0.value) }) { first, _ in first }
    }

    private static func object(_ values: [String: JSON]) -> JSON {
        .object(values.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) })
    }

    /// Whether the account itself says it: who somebody is was verified, and is not for a form to say otherwise.
    func isVerified(_ field: String) -> Bool { holdings.fields.contains { $0.source == .account && $0.field == field } }

    /// The least that has to be asked, as things stand.
    ///
    /// - Parameter barred: kinds of promises that do not count for this person.
    package func checklist(_ thing: Thing, in catalogue: Catalogue, on today: LocalDate, barred: Set<Promises.Kind> = []) -> Checklist {
        Checklist.resolve(
            thing, in: catalogue, answers: answers, given: given, corrected: corrected,
            promises: promises.without(barred), holdings: holdings, today: today
        )
    }
}
