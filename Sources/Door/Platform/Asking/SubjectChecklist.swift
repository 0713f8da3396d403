import Cases
package import Catalogue
import DataCentre
import Identity
package import Kernel

/// What somebody would be asked for a thing, as a program or an operator wants to know it.
package struct ChecklistQuestion: Sendable, Hashable {
    package var thing: String
    package var answers: [String: JSON]
    package var given: [String: JSON]
    package var corrected: Set<String>
    /// What is known already; for a subject of the platform its registers and licences add to it.
    package var holdings: Holdings

    /// Reads `{"answers": {…}, "given": {…}, "corrected": […], "holdings": {…}}`; every member may be missing. nil where it is not that.
    package init?(thing: String, json: JSON) {
        guard let members = json.members, members.allSatisfy({ ["answers", "given", "corrected", "holdings"].contains($0.name) }) else {
            return nil
        }
        func values(_ name: String) -> [String: JSON]? {
            guard let value = json[name] else { return [:] }
            return value.members.map { Dictionary($0.map { ($0.name, $0.value) }) { _, last in last } }
        }
        guard let answers = values("answers"), let given = values("given") else { return nil }
        self.thing = thing
        self.answers = answers
        self.given = given
        corrected = Set((json["corrected"]?.array ?? []).compactMap(\.string))
        guard let json = json["holdings"] else {
            holdings = Holdings()
            return
        }
        guard let holdings = Holdings(json: json) else { return nil }
        self.holdings = holdings
    }

    /// By what the question itself brings.
    package func checklist(in catalogue: Catalogue, today: LocalDate) throws(Problem) -> Checklist {
        guard let thing = catalogue.thing(thing) else {
            throw PlatformProblem.unknownThing(thing, near: Array(catalogue.oneThings.keys) + Array(catalogue.items.keys))
        }
        return Checklist.resolve(
            thing, in: catalogue, answers: answers, given: given, corrected: corrected, holdings: holdings, today: today)
    }
}

extension Platform {
    /// The person or enterprise of that identity number, credit code or id.
    package func party(_ text: String) async throws -> Party? {
        if let party = Party(text) { return party }
        if let person = try await identity.person(idNumber: text.uppercased()) { return person.party }
        if let enterprise = try await identity.enterprise(code: text.uppercased()) { return enterprise.party }
        guard let id = ID(text) else { return nil }
        if try await identity.person(id) != nil { return Party(.person, id) }
        return try await identity.enterprise(id) == nil ? nil : Party(.enterprise, id)
    }

    /// By what the registers and licences say of the party besides. Each look is logged, as any is.
    package func checklist(_ question: ChecklistQuestion, for party: Party) async throws -> Checklist {
        let (snapshot, now) = (ground.catalogue.snapshot, surroundings.now())
        guard let thing = snapshot.thing(question.thing) else { return try question.checklist(in: snapshot, today: now.date) }
        let submission = Submission(
            thing: question.thing, catalogueVersion: snapshot.version, party: party, account: party.id, actorName: "",
            answers: question.answers,
            given: question.given, corrected: question.corrected, holdings: question.holdings, idempotencyKey: "")
        var informed = question
        informed.holdings = try await cases.holdings(for: submission, thing, snapshot, by: .system, at: now)
        return try informed.checklist(in: snapshot, today: now.date)
    }
}
