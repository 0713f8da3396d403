package import Catalogue
import DemoCity
import Kernel
import Synchronization

/// The proof that nobody is asked for what a source holds: every thing, every pair of answers, one subject for each pattern of holdings.
package struct Proving: Sendable {
    let catalogue: Catalogue
    let rows: CityRows
    let answering: Answering
    /// At most so many subjects a thing; nil: one for every pattern.
    let most: Int?
    /// Resources that do not answer.
    private var silent: Set<String> = []
    /// The rows of those that do; nil where all do.
    private var answered: CityRows?
    /// Resources that are no longer renewed.
    private var late: Set<String> = []

    package init(_ catalogue: Catalogue, _ rows: CityRows, most: Int? = nil, answering: @escaping Answering = CityRows.honest) {
        (self.catalogue, self.rows, self.most, self.answering) = (catalogue, rows, most, answering)
    }

    /// The same city on a day when these sources do not answer: what they alone hold may be asked, and nothing else. The oracle is shown the
    /// rows of the others only, since whom a silent source would have named nobody can look up.
    package func silencing(_ sources: Set<String>) -> Proving {
        let answering = self.answering
        var other = Proving(catalogue, rows, most: most) { lookup, rows in
            if case .resource(let code) = lookup.register, sources.contains(code) { return .unavailable(ProvingText.silent) }
            return answering(lookup, rows)
        }
        (other.silent, other.answered) = (sources, rows.without(sources))
        return other
    }

    /// The same city after these sources were not renewed for a year: what they alone say is shown for a look, and nothing more is asked.
    package func delaying(_ sources: Set<String>) -> Proving {
        let answering = self.answering
        var other = Proving(catalogue, rows, most: most) { lookup, rows in
            let answer = answering(lookup, rows)
            guard case .resource(let code) = lookup.register, sources.contains(code), case .record(let record, let asOf, _) = answer else {
                return answer
            }
            return .record(record, asOf: asOf, lateSince: rows.today.adding(days: -365))
        }
        other.late = sources
        return other
    }

    /// Every one-thing, and every item as a thing of its own.
    package static func things(of catalogue: Catalogue) -> [String] {
        catalogue.oneThings.keys.sorted() + catalogue.items.keys.sorted()
    }

    /// Those of them that ask one of these sources; all, where none is named.
    package static func things(of catalogue: Catalogue, asking sources: Set<String>) -> [String] {
        let all = things(of: catalogue)
        if sources.isEmpty { return all }
        return all.filter { code in
            catalogue.thing(code).map { catalogue.demands(of: $0).contains { sources.contains($0.resource) } } ?? false
        }
    }

    /// - Parameters:
    ///   - workers: how many things are tried at once.
    ///   - progress: how many of how many things are done.
    package func run(
        _ codes: [String], workers: Int = 2, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async -> Proof {
        let things = codes.compactMap(catalogue.thing)
        let done = Atomic<Int>(0)
        let proofs = await withTaskGroup(of: (Int, ThingProof).self) { group in
            var found: [(Int, ThingProof)] = []
            var next = 0
            while next < things.count || !group.isEmpty {
                while next < things.count, next - found.count < max(1, workers) {
                    let index = next
                    group.addTask { (index, prove(things[index])) }
                    next += 1
                }
                guard let one = await group.next() else { break }
                found.append(one)
                progress(done.add(1, ordering: .relaxed).newValue, things.count)
            }
            return found.sorted { $0.0 < $1.0 }.map(\.1)
        }
        return Proof(things: proofs)
    }

    /// One thing, for everybody of the city who can be told apart by it.
    package func prove(_ thing: Thing) -> ThingProof {
        let names = RoleNames(thing)
        var proof = ThingProof(code: thing.code, name: thing.called ?? thing.name, situations: Situation.covering(thing.questions))
        for (subject, oracle) in subjects(thing, names) {
            let judging = answered.map { Oracle(thing, names, in: catalogue, for: subject, $0) } ?? oracle
            let walk = Walk(thing, in: catalogue, for: subject, rows, answering: answering)
            var seen: Set<[String: JSON]> = []
            var mayApply = false
            for (place, situation) in proof.situations.enumerated() {
                let (holdings, checklist) = walk.walked(in: situation)
                // Two situations that differ only in what is never asked of this subject are one.
                let isNew = seen.insert(checklist.answers).inserted
                let qualifies = oracle.qualifies(for: checklist)
                mayApply = mayApply || qualifies
                let judgement = judging.judge(checklist, unavailable: silent, late: late)
                let isBare = !qualifies || judgement.papersAsked == judgement.originalsAsked
                let onPromise = isBare ? 0 : walk.papersOnPromise(holdings, checklist).count { !$0.material.returnsOriginal }
                proof.add(judgement, subject, qualifies: qualifies, onPromise: onPromise, in: place, isNew: isNew)
            }
            proof.add(qualifies: mayApply)
        }
        return proof
    }

    /// The first subject of each pattern; where few are wanted, from all over the city, those with log-ins among them.
    private func subjects(_ thing: Thing, _ names: RoleNames) -> [(subject: DemoRows.Subject, oracle: Oracle)] {
        let isEnterprise = thing.applicant.kind == "enterprise"
        var seen: Set<String> = []
        var found: [(subject: DemoRows.Subject, oracle: Oracle)] = []
        for subject in rows.subjects where subject.isEnterprise == isEnterprise {
            let oracle = Oracle(thing, names, in: catalogue, for: subject, rows)
            if seen.insert(oracle.pattern).inserted { found.append((subject, oracle)) }
        }
        guard let most, found.count > most else { return found }
        return (0..<most).map { found[$0 * found.count / most] }
    }
}
