import Catalogue
import Kernel
import Store

extension DataCentre {
    /// Asks the sources outside, all at once: what they say, or why they say nothing. What may not be asked is not asked.
    func consult(
        _ questions: [RecordQuestion], _ users: DataUsers, _ catalogue: Catalogue, at now: Instant
    ) async throws -> [RecordQuestion: Heard] {
        let wanted = questions.filter { outside[$0.resource] != nil }
        guard !wanted.isEmpty else { return [:] }
        var (heard, due, mappings) = try await prepared(wanted, users, catalogue, at: now)
        due = try await claimTrials(due, &heard, at: now)
        let told = await withTaskGroup(of: (RecordQuestion, Heard).self) { group in
            for question in due.keys {
                guard let source = outside[question.resource], let resource = catalogue.resources[question.resource] else { continue }
                let variants = mappings[question.resource] ?? []
                group.addTask { (question, await hear(source, question, resource, catalogue, variants, today: now.date)) }
            }
            return await group.reduce(into: [RecordQuestion: Heard]()) { $0[$1.0] = $1.1 }
        }
        return heard.merging(told) { _, new in new }
    }

    /// What is known without asking, and what has to be asked with the passage that its circuit gives.
    private func prepared(
        _ questions: [RecordQuestion], _ users: DataUsers, _ catalogue: Catalogue, at now: Instant
    ) async throws -> (heard: [RecordQuestion: Heard], due: [RecordQuestion: Circuit], mappings: [String: [CodeMapping]]) {
        try await database.read { connection in
            let asking = try asking(questions, users, catalogue, heard: [:], at: now, in: connection)
            let book = asking.book
            var (heard, due) = ([RecordQuestion: Heard](), [RecordQuestion: Circuit]())
            for question in Set(questions) where asking.stop(question) == nil && !book.outages.contains(question.resource) {
                if let kept = try cache.record(of: question, at: now, in: connection) {
                    heard[question] = Heard(reply: .record(kept.content, asOf: kept.updatedOn), wasAsked: false)
                    continue
                }
                let circuit = book.circuit(question.resource)
                if circuit.passage(at: now) == .open {
                    heard[question] = Heard(fault: .resting, wasAsked: false)
                } else {
                    due[question] = circuit
                }
            }
            return (heard, due, book.mappings)
        }
    }

    /// Of the questions that meet a half-open circuit one is the trial; the others are told that the source rests.
    private func claimTrials(
        _ due: [RecordQuestion: Circuit], _ heard: inout [RecordQuestion: Heard], at now: Instant
    ) async throws -> [RecordQuestion: Circuit] {
        var asked = due
        var tried: Set<String> = []
        for (question, circuit) in due where circuit.passage(at: now) == .trial {
            let isFirst = tried.insert(question.resource).inserted
            let claim = circuit.claimed(at: now, settings.circuit)
            let isClaimed =
                isFirst
                ? try await database.write { try sources.claim(claim, from: circuit, of: question.resource, at: now, in: $0) } : false
            if !isClaimed {
                asked[question] = nil
                heard[question] = Heard(fault: .resting, wasAsked: false)
            }
        }
        return asked
    }

    private func hear(
        _ source: OutsideSource, _ question: RecordQuestion, _ resource: DataResource, _ catalogue: Catalogue, _ variants: [CodeMapping],
        today: LocalDate
    ) async -> Heard {
        let clock = ContinuousClock()
        let start = clock.now
        var heard = Heard(wasAsked: true)
        do {
            let reply = try await TimeLimit.run(milliseconds: source.milliseconds) {
                try await source.connector.reply(to: question.key, of: resource)
            }
            switch reply {
            case nil: heard.fault = .late
            case .nothing: heard.reply = .nothing
            case .record(let record, let asOf):
                let standard = CodeMapping.applied(variants, to: record)
                let checked = try ReplyCheck.checked(standard, about: question.key, of: resource, in: catalogue, today: today)
                heard.reply = .record(checked, asOf: try ReplyCheck.checked(asOf, today: today))
            }
        } catch let fault as SourceFault {
            heard.fault = fault
        } catch {
            // A source's own error may quote what it was asked: it goes nowhere.
            heard.fault = .unreachable
        }
        heard.microseconds =
            (clock.now - start).components.attoseconds / 1_000_000_000_000 + (clock.now - start).components.seconds * 1_000_000
        return heard
    }
}
