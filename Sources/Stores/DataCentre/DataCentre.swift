package import Catalogue
package import Cryptography
package import Identity
package import Kernel
package import Store
package import Web

/// The data centre (大数据中心): other departments' data, asked for a purpose and logged for whoever it is about.
package struct DataCentre: Sendable {
    let database: Database
    let catalogue: CurrentCatalogue
    let identity: Identity
    let surroundings: Surroundings
    let table: RegisterTable

    package init(
        database: Database, catalogue: CurrentCatalogue, identity: Identity, sealer: Sealer, blindIndex: BlindIndex,
        surroundings: Surroundings
    ) {
        self.database = database
        self.catalogue = catalogue
        self.identity = identity
        self.surroundings = surroundings
        table = RegisterTable(sealer: sealer, blindIndex: blindIndex)
    }

    private func connector(_ resource: String) -> any Connector { RegisterConnector(table: table) }

    /// Asks, all in one transaction with the lines of the log: no answer without its line, no line without its answer.
    package func ask(_ questions: [RecordQuestion], for purpose: Purpose, at instant: Instant) async throws -> [RecordAnswer] {
        guard !questions.isEmpty else { return [] }
        let ids = questions.map { _ in surroundings.newID() }
        return try await database.write { connection in
            try zip(questions, ids).map { question, id in
                let answer = try connector(question.resource).answer(question, in: connection)
                try table.log(id, question, purpose, outcome: answer.word, at: instant, in: connection)
                return answer
            }
        }
    }

    /// Loads registers of the demo city.
    package func load(_ records: [RegisterRecord], in connection: any Connection) throws {
        for record in records { try table.insert(record, in: connection) }
    }

    /// Takes a source out of service, or back in.
    package func setOutage(_ resource: String, _ isOut: Bool, at instant: Instant) async throws {
        try await database.write { try table.setOut(resource, isOut, at: instant, in: $0) }
    }

    /// Who looked at a party's data, the latest first.
    package func accesses(about party: Party, before: ID? = nil, limit: Int = 20) async throws -> [DataAccess] {
        try await database.read { connection in
            guard let profile = try identity.profile(of: party, in: connection) else { return [] }
            return try table.accesses(about: profile.number, before: before, limit: limit, in: connection)
        }
    }
}

extension RecordAnswer {
    fileprivate var word: String {
        switch self {
        case .record: "found"
        case .none: "none"
        case .unavailable: "unavailable"
        }
    }
}

extension DataCentre {
    /// The name under which the log keeps looks into a case file.
    package static let caseFile = "case-file"

    /// Under which the log keeps looks for a licence that came to nothing: `licence/id-card`.
    static let licencePrefix = "licence/"

    /// Notes that somebody looked for a licence and found none in force. What is found is noted with the licence itself.
    package func note(lookFor licenceType: String, of number: String, for purpose: Purpose, at instant: Instant) async throws {
        let id = surroundings.newID()
        let question = RecordQuestion(resource: DataCentre.licencePrefix + licenceType, key: number)
        try await database.write { try table.log(id, question, purpose, outcome: "none", at: instant, in: $0) }
    }

    /// Notes that an officer looked at what somebody handed in.
    package func note(lookAt key: String, for purpose: Purpose, at instant: Instant) async throws {
        let id = surroundings.newID()
        let question = RecordQuestion(resource: DataCentre.caseFile, key: key)
        try await database.write { try table.log(id, question, purpose, outcome: "found", at: instant, in: $0) }
    }
}
