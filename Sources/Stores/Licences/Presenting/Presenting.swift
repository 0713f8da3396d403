import Catalogue
package import Cryptography
import Identity
import Kernel
package import Store
package import Web

/// Presenting licences and verifying what is presented: by a code that is read once, or by a file that anybody can check.
package struct Presentations: Sendable {
    let licences: Licences
    let signer: Signer
    let table: PresentationTable
    let serials: Serials
    let lists: StatusLists

    var database: Database { licences.database }
    var surroundings: Surroundings { licences.surroundings }
    var origin: String { licences.origin }

    /// - Parameter signer: of credentials (`Signer(credentials:)`): ES256 in either suite.
    package init(licences: Licences, signer: Signer, sealer: Sealer, blindIndex: BlindIndex) {
        self.licences = licences
        self.signer = signer
        table = PresentationTable(sealer: sealer, blindIndex: blindIndex)
        serials = Serials(licences.database)
        lists = StatusLists()
    }

    /// Everything about presenting and verifying that this room answers.
    package var endpoints: [Endpoint] {
        presentingEndpoints + fileEndpoints + readingEndpoints + checkingEndpoints + consoleEndpoints + publishedEndpoints
    }

    /// Codes and presentations that are over are forgotten after a day; the log of uses is not theirs.
    package var jobs: [Job] {
        [
            Job(name: "licences.presentations", every: 600) { [table] database, now in
                try await database.write { try table.sweep(before: now.adding(seconds: -86_400), in: $0) }
            }
        ]
    }

    // MARK: Showing

    /// A licence that this visitor keeps and may show today, with all that it can show.
    func presentable(_ id: ID, by visitor: Visitor, on today: LocalDate, in connection: any Connection) throws -> Presentable {
        guard let party = visitor.party, let profile = try licences.identity.profile(of: party, in: connection),
            let licence = try licences.licence(id, in: connection),
            try licence.holders.contains(where: { $0.number == profile.number }) || licences.keeps(profile.number, id, in: connection)
        else { throw LicenceRefusal.notFound.problem }
        return Presentable(
            licence: licence, place: licence.place(ofHolder: profile.number), catalogue: licences.catalogue.snapshot, on: today)
    }

    /// The same for the licence that a request names.
    func presentable(_ call: Call) async throws -> Presentable {
        let id = try call.id()
        return try await database.read { try presentable(id, by: call.visitor, on: call.now.date, in: $0) }
    }

    /// Begins to show some claims of a licence.
    func start(_ id: ID, showing codes: Set<String>, _ call: Call) async throws -> Presentation {
        guard let account = call.visitor.account else { throw WebProblem.signInNeeded }
        try await database.write {
            try RateLimit.hit("licences.present/\(account)", limit: 60, windowSeconds: 600, now: call.now, in: $0)
        }.orThrow()
        return try await database.write { connection in
            let shown = try presentable(id, by: call.visitor, on: call.now.date, in: connection)
            try shown.require(codes, on: call.now.date)
            let presentation = Presentation(
                id: surroundings.newID(), licence: id, holder: shown.place, account: account, shown: codes, startedAt: call.now,
                endsAt: call.now.adding(seconds: Presentation.lifeSeconds))
            try table.insert(presentation, in: connection)
            return presentation
        }
    }

    /// One's own presentation; nobody else's exists.
    func own(_ call: Call) async throws -> Presentation {
        let id = try call.id()
        guard let account = call.visitor.account,
            let presentation = try await database.read({ try table.presentation(id, in: $0) }), presentation.account == account
        else { throw PresentingRefusal.notFound.problem }
        return presentation
    }

    /// A new code. The one before can still be opened until its own minute is over: somebody may just be holding a camera to it.
    func renew(_ presentation: Presentation, at now: Instant) async throws -> Code {
        guard presentation.state(at: now) == .waiting else { throw PresentingRefusal.over.problem }
        try await database.write {
            try RateLimit.hit("licences.code/\(presentation.id)", limit: 120, windowSeconds: 600, now: now, in: $0)
        }.orThrow()
        let token = Base64URL.encode(surroundings.randomBytes(Code.byteCount))
        let expiresAt = now.adding(seconds: Presentation.tokenSeconds)
        try await database.write { try table.insert(token: token, of: presentation.id, expiresAt: expiresAt, in: $0) }
        return Code(link: ("/v/\(token)" as Link).absolute(from: origin), expiresAt: expiresAt)
    }

    /// Ends one's own presentation: no code of it can be read any more.
    func end(_ call: Call) async throws -> Presentation {
        let presentation = try await own(call)
        try await database.write { try table.close(presentation.id, at: call.now, in: $0) }
        return presentation
    }

    /// An address that stands in a QR code for a minute.
    struct Code: Sendable, Hashable {
        /// 144 bits: nobody finds one by trying.
        static let byteCount = 18

        let link: String
        let expiresAt: Instant
    }
}

/// A licence with what one of its holders can show of it.
struct Presentable: Sendable {
    let licence: Licence
    /// Of whoever shows it among its holders, from 1.
    let place: Int
    let claims: [LicenceClaim]
    let name: Text
    let issuer: Text

    init(licence: Licence, place: Int = 1, catalogue: Catalogue, on today: LocalDate) {
        self.licence = licence
        self.place = place
        claims = LicenceClaim.all(of: licence, shownBy: licence.holder(at: place), in: catalogue, on: today)
        name = catalogue.licenceTypes[licence.type]?.name ?? Text(same: licence.type)
        issuer = catalogue.departmentName(licence.issuer)
    }

    /// Refuses what the licence cannot show today.
    func require(_ codes: Set<String>, on today: LocalDate) throws {
        guard licence.isValid(on: today) else { throw PresentingRefusal.notInForce(licence.status(on: today)).problem }
        guard !codes.isEmpty, codes.isSubset(of: Set(claims.map(\.code))) else { throw PresentingRefusal.nothingChosen.problem }
    }

    func shown(_ codes: Set<String>) -> [LicenceClaim] { claims.filter { codes.contains($0.code) } }
}
