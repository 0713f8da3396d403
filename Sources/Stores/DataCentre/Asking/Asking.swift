import Catalogue
package import Kernel
package import Store

extension DataCentre {
    /// Asks each question for a purpose, with nothing written down yet: nobody is shown anything of it before `enter` has stored its lines.
    ///
    /// - Parameter silence: told at most once, when most of the time of the slowest source is over: what the answers come to if every source
    ///   that has not answered stays silent.
    package func hear(
        _ questions: [RecordQuestion], for purpose: Purpose, at instant: Instant, silence: (@Sendable ([RecordAnswer]) -> Void)? = nil
    ) async throws -> Hearing {
        guard var look = try await look(questions, for: purpose, at: instant) else { return Hearing(purpose: purpose, at: instant) }
        // Sources elsewhere are asked at the same time, each for as long as it may take, and outside any transaction.
        if !look.due.isEmpty {
            let records = look.records
            try await consult(&look.due, &look.asking) { supposed in
                silence?(questions.map { supposed.result(of: $0, record: records[$0]).answer })
            }
        }
        return Hearing(questions, look, for: purpose, at: instant)
    }

    /// The same without waiting for anybody: nil where a source elsewhere would have to be asked.
    package func hearHere(_ questions: [RecordQuestion], for purpose: Purpose, at instant: Instant) async throws -> Hearing? {
        guard let look = try await look(questions, for: purpose, at: instant) else { return Hearing(purpose: purpose, at: instant) }
        return look.due.isEmpty ? Hearing(questions, look, for: purpose, at: instant) : nil
    }

    /// What the tables tell of some questions.
    fileprivate struct Look: Sendable {
        var asking: Asking
        var records: [RecordQuestion: RegisterRow]
        /// What has to be asked elsewhere.
        var due: [RecordQuestion: Circuit]
    }

    /// What lies here is read by the look that tells what may be asked elsewhere, so that it is there when the last source has answered.
    private func look(_ questions: [RecordQuestion], for purpose: Purpose, at instant: Instant) async throws -> Look? {
        guard !questions.isEmpty else { return nil }
        let catalogue = catalogue.snapshot
        let users = shelf.users(of: purpose.code, in: catalogue)
        let began = ContinuousClock.now
        var look = try await database.read { connection in
            var asking = try self.asking(questions, users, catalogue, heard: [:], at: instant, in: connection)
            let open = questions.filter { asking.stop($0) == nil }
            let records = try table.records(open.filter { outside[$0.resource] == nil }, in: connection)
            let due = try self.due(open.filter { outside[$0.resource] != nil }, &asking, in: connection)
            return Look(asking: asking, records: records, due: due)
        }
        look.asking.took = began.duration(to: .now).microseconds
        return look
    }

    /// Writes the lines of the log for all that was heard for one purpose. What is shared, and for what, is decided once more in this
    /// transaction: no answer without its line, no line without its answer, and a grant withdrawn while a source was thinking stops its
    /// answer, too.
    ///
    /// - Returns: whether every answer stands as it was heard. Where one does not, the lines say what is true now, and whoever heard it asks anew.
    package func enter(_ hearings: [Hearing], in connection: any Connection) throws -> Bool {
        guard let first = hearings.first else { return true }
        let (purpose, instant) = (first.purpose, first.at)
        let catalogue = catalogue.snapshot
        let questions = hearings.flatMap(\.questions)
        let heard = hearings.reduce(into: [RecordQuestion: Heard]()) { $0.merge($1.heard) { _, later in later } }
        var asking = try asking(
            questions, shelf.users(of: purpose.code, in: catalogue), catalogue, heard: heard, at: instant, in: connection)
        var lines: [LogLine] = []
        var stands = true
        for hearing in hearings {
            asking.took = hearing.took
            for (question, answer) in zip(hearing.questions, hearing.answers) {
                let result = asking.result(of: question, record: hearing.records[question])
                if result.answer != answer { stands = false }
                lines.append(LogLine(id: surroundings.newID(), question: question, purpose: purpose, result: result, at: instant))
            }
            for (question, outcome, took) in hearing.licencesMissed {
                let id = surroundings.newID()
                lines.append(LogLine(id: id, question: question, purpose: purpose, outcome: outcome, took: took, at: instant))
            }
        }
        try log.insert(lines, in: connection)
        try settle(asking, in: connection)
        return stands
    }

    /// Everything that these questions are decided by, as this transaction sees it.
    func asking(
        _ questions: [RecordQuestion], _ users: DataUsers, _ catalogue: Catalogue, heard: [RecordQuestion: Heard], at now: Instant,
        in connection: any Connection
    ) throws -> Asking {
        Asking(
            catalogue: catalogue, users: users, book: try shelf.book(grants, sources, ledger, quality, in: connection),
            unspokenFor: try unspokenFor(questions.map(\.key), at: now, in: connection),
            fromElsewhere: fromElsewhere, heard: heard, now: now)
    }

    /// Writes down how the sources fared, and keeps what they said for as long as it stays true.
    private func settle(_ asking: Asking, in connection: any Connection) throws {
        for (question, word) in asking.heard where word.wasAsked {
            let before = asking.book.circuit(question.resource)
            let after = word.fault.map { $0.opensCircuit ? before.failed(at: asking.now, settings.circuit) : before } ?? Circuit()
            if after != before { try sources.set(after, of: question.resource, at: asking.now, in: connection) }
            // Nothing is kept of what was stopped while it was on its way.
            guard asking.stop(question) == nil, case .record(let record, let asOf) = word.reply,
                let resource = asking.catalogue.resources[question.resource],
                let until = resource.updateCycle.keeps(from: asking.now)
            else { continue }
            // No longer than the strictest of its elements allows.
            let longest = Instant(asking.now.date.adding(days: ElementGrade.strictest(of: resource, in: asking.catalogue).keptDays))
            try cache.keep(
                record, of: question, asOf: asOf ?? asking.now.date, until: min(until, longest), in: connection)
        }
    }
}

/// What the sources said to some questions, and what the log is to say of it. Not to be shown yet.
package struct Hearing: Sendable {
    fileprivate let purpose: Purpose
    fileprivate let at: Instant
    fileprivate var questions: [RecordQuestion] = []
    /// By question, in the same order.
    package fileprivate(set) var answers: [RecordAnswer] = []
    fileprivate var heard: [RecordQuestion: Heard] = [:]
    fileprivate var records: [RecordQuestion: RegisterRow] = [:]
    fileprivate var took: Int64 = 0
    /// Whether somebody elsewhere was asked, and not only what lies here.
    var wentElsewhere: Bool { heard.values.contains(where: \.wasAsked) }
    fileprivate var licencesMissed: [(question: RecordQuestion, outcome: String, took: Int64)] = []

    fileprivate init(purpose: Purpose, at instant: Instant) { (self.purpose, at) = (purpose, instant) }

    fileprivate init(_ questions: [RecordQuestion], _ look: DataCentre.Look, for purpose: Purpose, at instant: Instant) {
        self.init(purpose: purpose, at: instant)
        (self.questions, heard, records, took) = (questions, look.asking.heard, look.records, look.asking.took)
        answers = questions.map { look.asking.result(of: $0, record: look.records[$0]).answer }
    }

    /// That somebody looked for a licence and found none in force is told to the person, too. What is found is noted with the licence itself.
    ///
    /// - Parameters:
    ///   - isWithheld: it was not looked for, since nobody has agreed for the child whose it would be.
    ///   - took: how long the look took, in microseconds.
    package mutating func missed(licence type: String, of number: String, isWithheld: Bool = false, took: Int64 = 0) {
        let question = RecordQuestion(resource: Lookup.Register.licence(type).code, key: number)
        licencesMissed.append((question, isWithheld ? "unavailable" : "none", isWithheld ? 0 : took))
    }
}

/// What one outside source said to one question.
struct Heard: Sendable {
    var reply: SourceReply?
    var fault: SourceFault?
    /// False where the answer was kept from before, or where the source was left alone.
    var wasAsked: Bool
    var microseconds: Int64 = 0
}

/// The answer to a question, and what the log says of it.
struct AskingResult: Sendable {
    var answer: RecordAnswer
    var basis: SharingBasis?
    /// Why there is none: a stop or a fault by its name.
    var detail: String?
    var microseconds: Int64
}

/// One asking: everything it is decided by, and the decision. Pure.
struct Asking: Sendable {
    let catalogue: Catalogue
    let users: DataUsers
    let book: SharingBook
    /// Numbers of children for whom no guardian has agreed.
    let unspokenFor: Set<String>
    /// Resources that others bring or are asked for: of these it can be said that they are late.
    let fromElsewhere: Set<String>
    var heard: [RecordQuestion: Heard]
    let now: Instant
    /// How long the look at what lies here took, in microseconds: what is answered here was waited for as long.
    var took: Int64 = 0

    func verdict(_ question: RecordQuestion) -> SharingVerdict {
        if unspokenFor.contains(question.key) { return .stopped(.guardian) }
        return users.verdict(on: question.resource, in: catalogue, by: book, on: now.date)
    }

    func stop(_ question: RecordQuestion) -> SharingStop? { if case .stopped(let stop) = verdict(question) { stop } else { nil } }

    func result(of question: RecordQuestion, record: RegisterRow?) -> AskingResult {
        let basis: SharingBasis
        switch verdict(question) {
        case .stopped(let stop):
            let owner = catalogue.resources[question.resource].map { catalogue.departmentShortName($0.owner) }
            return AskingResult(
                answer: .unavailable(SharingText.stopped(stop, owner)), basis: nil, detail: stop.rawValue, microseconds: 0)
        case .allowed(let found): basis = found
        }
        func fault(_ fault: SourceFault, _ microseconds: Int64 = 0) -> AskingResult {
            AskingResult(answer: .unavailable(SharingText.fault(fault)), basis: basis, detail: fault.rawValue, microseconds: microseconds)
        }
        if book.outages.contains(question.resource) { return fault(.off) }
        guard let heard = heard[question] else {
            let late = lateness(of: question.resource)
            let answer = record.map { RecordAnswer.record($0.content, asOf: $0.updatedOn, lateSince: late) } ?? .none
            return AskingResult(answer: answer, basis: basis, detail: nil, microseconds: took)
        }
        if let told = heard.fault { return fault(told, heard.microseconds) }
        let answer: RecordAnswer =
            switch heard.reply {
            case .record(let record, let asOf): .record(record, asOf: asOf ?? now.date, lateSince: lateness(of: question.resource))
            case .nothing, nil: .none
            }
        return AskingResult(answer: answer, basis: basis, detail: nil, microseconds: heard.microseconds)
    }

    private func lateness(of code: String) -> LocalDate? {
        fromElsewhere.contains(code) ? catalogue.resources[code].flatMap { book.lateSince($0, on: now.date) } : nil
    }
}

extension SourceFault {
    /// Whether the source itself failed; one that was not asked did not.
    var opensCircuit: Bool {
        switch self {
        case .unreachable, .untrusted, .late, .malformed: true
        case .stranger, .resting, .off: false
        }
    }
}

extension DataResource.UpdateCycle {
    /// Until when an answer of now may be used again; nil where the next question may get another answer.
    func keeps(from now: Instant) -> Instant? {
        switch self {
        case .realtime: nil
        case .day: Instant(now.date.adding(days: 1))
        case .week: Instant(now.date.adding(days: 7))
        case .month: Instant(now.date.adding(months: 1))
        case .quarter: Instant(now.date.adding(months: 3))
        case .year: Instant(now.date.adding(months: 12))
        }
    }
}
