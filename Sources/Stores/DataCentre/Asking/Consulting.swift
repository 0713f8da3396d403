import Catalogue
import Kernel
import Store

extension DataCentre {
    /// Asks the sources outside, all at once: what they say, or why they say nothing.
    ///
    /// - Parameters:
    ///   - due: the questions, with the passage that the circuit of each gives.
    ///   - silence: told once, when three quarters of the longest time are over and somebody has not answered: how it stands if nobody else does.
    func consult(
        _ due: inout [RecordQuestion: Circuit], _ asking: inout Asking, silence: @escaping @Sendable (Asking) -> Void
    ) async throws {
        try await claimTrials(&due, &asking)
        let (catalogue, mappings, today) = (asking.catalogue, asking.book.mappings, asking.now.date)
        let asked = due.keys.compactMap { question -> (RecordQuestion, OutsideSource, DataResource)? in
            guard let source = outside[question.resource], let resource = catalogue.resources[question.resource] else { return nil }
            return (question, source, resource)
        }
        let patience = asked.map(\.1.milliseconds).max().map { $0 * 3 / 4 } ?? 0
        let before = asking
        let told = await withTaskGroup(of: (RecordQuestion, Heard)?.self) { group in
            for (question, source, resource) in asked {
                let variants = mappings[question.resource] ?? []
                group.addTask { (question, await hear(source, question, resource, catalogue, variants, today: today)) }
            }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(patience))
                return nil
            }
            var told: [RecordQuestion: Heard] = [:]
            while told.count < asked.count, let word = await group.next() {
                if let (question, heard) = word {
                    told[question] = heard
                    continue
                }
                var supposed = before
                supposed.heard.merge(told) { _, new in new }
                for (question, _, _) in asked where told[question] == nil { supposed.heard[question] = Heard(fault: .late, wasAsked: true) }
                silence(supposed)
            }
            group.cancelAll()
            return told
        }
        asking.heard.merge(told) { _, new in new }
    }

    /// The questions that have to be asked, of those that may be. What is known without asking is noted as heard.
    func due(
        _ questions: [RecordQuestion], _ asking: inout Asking, in connection: any Connection
    ) throws -> [RecordQuestion: Circuit] {
        var due: [RecordQuestion: Circuit] = [:]
        for question in Set(questions) where !asking.book.outages.contains(question.resource) {
            if let kept = try cache.record(of: question, at: asking.now, in: connection) {
                asking.heard[question] = Heard(reply: .record(kept.content, asOf: kept.updatedOn), wasAsked: false)
                continue
            }
            let circuit = asking.book.circuit(question.resource)
            if circuit.passage(at: asking.now) == .open {
                asking.heard[question] = Heard(fault: .resting, wasAsked: false)
            } else {
                due[question] = circuit
            }
        }
        return due
    }

    /// Of the questions that meet a half-open circuit one is the trial; the others are told that the source rests.
    private func claimTrials(_ due: inout [RecordQuestion: Circuit], _ asking: inout Asking) async throws {
        var tried: Set<String> = []
        let now = asking.now
        for (question, circuit) in due where circuit.passage(at: now) == .trial {
            let isFirst = tried.insert(question.resource).inserted
            let claim = circuit.claimed(at: now, settings.circuit)
            let isClaimed =
                isFirst
                ? try await database.write { try sources.claim(claim, from: circuit, of: question.resource, at: now, in: $0) } : false
            if !isClaimed {
                due[question] = nil
                asking.heard[question] = Heard(fault: .resting, wasAsked: false)
            }
        }
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
        heard.microseconds = (clock.now - start).microseconds
        return heard
    }
}
