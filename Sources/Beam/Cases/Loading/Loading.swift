import Catalogue
package import Identity
package import Kernel
import Licences
package import Store

/// A step of a history that is being made up for the demo city.
package struct SimulatedMove: Sendable {
    package var item: String
    package var move: CaseMove
    package var actor: CaseActor
    package var at: Instant

    package init(item: String, move: CaseMove, actor: CaseActor, at: Instant) {
        self.item = item
        self.move = move
        self.actor = actor
        self.at = at
    }
}

/// An application of the past: what was handed in, when, by whom, and what was done with it. Times rise.
package struct SimulatedApplication: Sendable {
    package var submission: Submission
    package var profile: PartyProfile
    package var at: Instant
    package var moves: [SimulatedMove]

    package init(submission: Submission, profile: PartyProfile, at: Instant, moves: [SimulatedMove]) {
        self.submission = submission
        self.profile = profile
        self.at = at
        self.moves = moves
    }
}

/// The same with its checklist and its desks: all that can be found out before the transaction that enters it.
package struct PreparedApplication: Sendable {
    let simulated: SimulatedApplication
    let checklist: Checklist
    let desk: PassageDesk
    let places: [PassageDesk.Place]
    let scope: String
}

/// The same on its course: at its end, with every row that is to be written; or, where the register of licences has to be asked on the way, at its
/// opening.
package struct BegunApplication: Sendable {
    let simulated: SimulatedApplication
    let passage: ApplicationPassage
    let rows: (licences: [Query], cases: [Query])?
}

extension Cases {
    /// Finds out what applications of the past come to, by the catalogue in force. Pure, and slow beside writing them.
    package func prepared(_ list: [SimulatedApplication]) throws -> [PreparedApplication] {
        let catalogue = catalogue.snapshot
        return try list.map { simulated in
            guard let thing = catalogue.thing(simulated.submission.thing) else {
                throw CatalogueGap("no thing \(simulated.submission.thing)")
            }
            let checklist = simulated.submission.checklist(thing, catalogue, on: simulated.at.date)
            let desk = desk(thing, catalogue, at: simulated.at)
            return PreparedApplication(
                simulated: simulated, checklist: checklist, desk: desk, places: desk.places(of: checklist, on: simulated.at.date),
                scope: CaseNumbers.applicationScope(on: simulated.at.date))
        }
    }

    /// Takes the numbers that these applications and their cases will have: for each scope the first of a row.
    package func lease(for list: [PreparedApplication], in connection: any Connection) throws -> [String: Int] {
        var numbers: [String: Int] = [:]
        for prepared in list { for scope in [prepared.scope] + prepared.places.map(\.scope) { numbers[scope, default: 0] += 1 } }
        var leased: [String: Int] = [:]
        for (scope, count) in numbers.sorted(by: { $0.key < $1.key }) {
            leased[scope] = try NumberTable.lease(scope, count, in: connection)
        }
        return leased
    }

    /// Lets applications of the past go their course with the numbers that were leased for them, on every processor: as far as that goes
    /// without the register of licences.
    package func begun(_ list: [PreparedApplication], numbers: inout [String: Int]) throws -> [BegunApplication] {
        try list.map { Opening($0, taking: &numbers) }.concurrentMap(begun)
    }

    /// Enters applications of the past: the same pure functions as for live ones, with past instants and without news to anybody. Only for
    /// times of which no root has been signed.
    ///
    /// What the engine does by itself (release, instant handling, issue, hand-over) happens here too; a move that the rules refuse is a
    /// mistake of the caller and thrown.
    @discardableResult
    package func load(_ list: [BegunApplication], in connection: any Connection) throws -> [Application] {
        let passages = try list.map { begun in
            guard let rows = begun.rows else {
                return try performed(begun.simulated, begun.passage) { licenceDesk(at: $0, in: connection) }
            }
            // In their turn, so that whoever asks the register finds what was there at that time.
            for statement in rows.licences { try connection.run(statement) }
            return begun.passage
        }
        let statements = try zip(list, passages).map { ($0, $1) }.concurrentMap { begun, passage in
            begun.rows?.cases ?? self.statements(opening: passage, begun.simulated.profile)
        }
        for statement in statements.joined() { try connection.run(statement) }
        for matter in passages.flatMap(matters) { _ = try tables.matters.claim(matter, in: connection) }
        let places = Dictionary(
            self.offices.unknown(passages.flatMap(places)).map { (CaseTable.office($0.department, $0.region), $0) },
            uniquingKeysWith: { first, _ in first })
        try OfficeTable.add(Array(places.values), in: connection)
        return passages.map(\.application)
    }

    /// All of it in one transaction, for a few.
    @discardableResult
    package func load(_ list: [PreparedApplication], in connection: any Connection) throws -> [Application] {
        var numbers = try lease(for: list, in: connection)
        return try load(begun(list, numbers: &numbers), in: connection)
    }

    /// An application with the numbers that were leased for it.
    private struct Opening {
        let prepared: PreparedApplication
        let number: String
        var places: [PassageDesk.Place]

        init(_ prepared: PreparedApplication, taking next: inout [String: Int]) {
            func take(_ scope: String) -> Int {
                defer { next[scope, default: 1] += 1 }
                return next[scope] ?? 1
            }
            self.prepared = prepared
            number = CaseNumbers.application(take(prepared.scope), on: prepared.simulated.at.date)
            places = prepared.places
            for index in places.indices { places[index].serial = take(places[index].scope) }
        }
    }

    private struct RegisterNeeded: Error {}

    /// As far as it goes without asking the register of licences: to its end, or not beyond its opening.
    private func begun(_ opening: Opening) throws -> BegunApplication {
        let simulated = opening.prepared.simulated
        let opened = try self.opening(
            simulated.submission, opening.prepared.checklist, simulated.profile, desk: opening.prepared.desk, number: opening.number,
            opening.places, at: simulated.at)
        var licences: [Query] = []
        do {
            let passage = try performed(simulated, opened) { instant in
                LicenceDesk(
                    issue: { order in
                        guard let issued = try self.licences.issueUnseen(order, at: instant) else { throw RegisterNeeded() }
                        licences += issued.statements
                        return issued.licence
                    },
                    permits: { order in
                        guard order.isFirst else { throw RegisterNeeded() }
                        return true
                    }, stands: { _ in true }, revoke: { _, _, _ in throw RegisterNeeded() })
            }
            return BegunApplication(
                simulated: simulated, passage: passage, rows: (licences, statements(opening: passage, simulated.profile)))
        } catch is RegisterNeeded {
            return BegunApplication(simulated: simulated, passage: opened, rows: nil)
        }
    }

    /// What the engine does by itself, and what was done with it.
    private func performed(
        _ simulated: SimulatedApplication, _ opened: ApplicationPassage, _ desk: (Instant) -> LicenceDesk
    ) throws -> ApplicationPassage {
        var passage = opened
        try passage.settle(at: simulated.at, issuing: desk(simulated.at))
        for move in simulated.moves {
            guard let index = passage.cases.firstIndex(where: { $0.item == move.item }) else { continue }
            do {
                try passage.perform(move.move, on: index, by: move.actor, at: move.at, issuing: desk(move.at))
            } catch let refusal as CaseRefusal {
                throw refusal.problem
            }
        }
        return passage
    }

    private func places(_ passage: ApplicationPassage) -> [(department: String, region: RegionCode)] {
        let lead = passage.application.lead.map { [($0.department, $0.region)] } ?? []
        return lead
            + passage.cases.map(\.current).flatMap { value in Set([value.region, value.deskRegion]).map { (value.department, $0) } }
    }
}
