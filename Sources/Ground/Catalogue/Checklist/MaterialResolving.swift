import Kernel
import Rules

/// The union of all items' materials: each document once, and not at all where something already shows it.
final class MaterialResolving {
    let run: Resolving
    let round: Resolving.Round
    let judge: Judge
    let reasons: Reasons

    init(_ run: Resolving, _ settled: Resolving.Settled) {
        (self.run, round) = (run, settled.round)
        (judge, reasons) = (settled.grounds.judge, settled.grounds.reasons)
    }

    private struct Use {
        let material: Material
        /// The place of the item among the parts.
        let part: Int
        let isPart: Bool
        let condition: Bool?
        var isNeeded: Bool { isPart && condition != false }
    }

    private func part(_ use: Use) -> Thing.Part { run.thing.parts[use.part] }

    func outcomes() -> [MaterialOutcome] { uses().compactMap(outcome) }

    /// What nothing shows and nobody writes, with the items that want it: the same that the outcomes call asked, while nothing is promised.
    func lacking() -> [(material: Material, neededBy: [String])] {
        uses().compactMap { uses in
            let open = uses.filter { $0.isNeeded && proof(for: $0.material, of: code($0)) == nil }
            guard let first = open.first, composition(for: open) == nil else { return nil }
            return ((open.first { $0.material.need != .later } ?? first).material, open.map(code))
        }
    }

    private func uses() -> [[Use]] {
        let isPart = run.isPart(in: round)
        return run.thing.materials.map { _, uses in
            uses.map { Use(material: $0.material, part: $0.part, isPart: isPart[$0.part], condition: judge.truth($0.material.when)) }
        }
    }

    private func outcome(of uses: [Use]) -> MaterialOutcome? {
        guard let first = uses.first else { return nil }
        let needed = uses.filter(\.isNeeded)
        guard !needed.isEmpty else {
            let reason =
                uses.first(where: \.isPart).map { reasons.notNeeded($0.material.when) }
                ?? CatalogueText.itemNotPart(uses.map { part($0).item.name })
            return MaterialOutcome(material: first.material, state: .notNeeded(reason), neededBy: [])
        }
        let proofs = needed.map { use in proof(for: use.material, of: code(use)) }
        // It is waived only if every item that needs it is content.
        let open = zip(needed, proofs).filter { $1 == nil }.map(\.0)
        guard let lacking = open.first else {
            let source = proofs.lazy.compactMap(\.self).first
            let reason = source.map { CatalogueText.waived($0.text(in: run.catalogue)) } ?? CatalogueText.onRecord
            return MaterialOutcome(
                material: needed[0].material, state: .waived(reason, source ?? .account), neededBy: needed.map(code))
        }
        let uncovered = open.filter { covering($0) == nil }
        guard let asking = uncovered.first else {
            return covering(lacking).map { MaterialOutcome(material: lacking.material, state: .covered($0), neededBy: open.map(code)) }
        }
        return outcome(asking, of: uncovered)
    }

    private func code(_ use: Use) -> String { part(use).item.code }

    /// The promise on which the item is granted, if it covers the material and the person gave it.
    private func covering(_ use: Use) -> ApprovalPromise? {
        let item = part(use).item
        guard run.promises[.approval].contains(item.code), let promise = run.approval(of: item, judge),
            promise.covers.contains(use.material.code)
        else { return nil }
        return promise
    }

    /// What nothing shows: promised, to follow later, or asked for.
    private func outcome(_ asking: Use, of open: [Use]) -> MaterialOutcome {
        let neededBy = open.map(code)
        if let composed = composition(for: open) {
            return MaterialOutcome(material: asking.material, state: .composed(composed), neededBy: neededBy)
        }
        let reason = self.reason(for: open)
        let promise = self.promise(for: open)
        if let promise, run.promises[.certificate].contains(asking.material.code) {
            return MaterialOutcome(material: asking.material, state: .promised(promise), neededBy: neededBy, promise: promise)
        }
        let deferral = self.deferral(for: open)
        if let deferral, run.promises[.deferral].contains(asking.material.code) {
            return MaterialOutcome(
                material: asking.material, state: .deferred(CatalogueText.mayFollow(reason), deferral), neededBy: neededBy,
                promise: promise, deferral: deferral)
        }
        let strictest = open.first { $0.material.need != .later } ?? asking
        return MaterialOutcome(
            material: strictest.material, state: .asked(reason: reason, basis: strictest.material.bases), neededBy: neededBy,
            promise: promise, deferral: deferral)
    }

    /// How it is written for the person: every item that wants it takes the same words, and it is known that they fit.
    private func composition(for open: [Use]) -> Composition? {
        let compositions = open.map(\.material.composed)
        guard Set(compositions).count == 1, let composition = compositions[0], judge.truth(composition.when) == true else { return nil }
        return composition
    }

    /// How it may follow later: on the same terms for every item that wants it, and where that is known to be allowed.
    private func deferral(for open: [Use]) -> MaterialDeferral? {
        guard open.allSatisfy({ $0.material.need == .later }) else { return nil }
        let deferrals = open.map(\.material.deferral)
        guard Set(deferrals).count == 1, let deferral = deferrals[0], judge.truth(deferral.when) == true else { return nil }
        return deferral
    }

    /// The promise that may stand for it: every item that still wants it takes one in the same words. An item that takes none bars it.
    private func promise(for open: [Use]) -> CertificatePromise? {
        guard open.allSatisfy({ part($0).item.features.commitment != .none && !$0.material.returnsOriginal }) else { return nil }
        let promises = open.map(\.material.promise)
        return Set(promises).count == 1 ? promises[0] : nil
    }

    private func reason(for open: [Use]) -> Text {
        let why = open.contains { $0.condition == true } ? reasons.needs(open.map(part)) : reasons.notYetKnown(open[0].material.when)
        if open.contains(where: \.material.returnsOriginal) { return CatalogueText.originalReturned(why) }
        for proof in open.flatMap(\.material.satisfiedBy) {
            if case .licence(let type, let role) = proof,
                let expired = licences(type, role).first(where: { !$0.isValid(on: run.today) }), let end = expired.validUntil
            {
                return CatalogueText.licenceExpired(run.catalogue.licenceTypes[type]?.name ?? Text(same: type), end, why)
            }
            if let look = proof.look, let reason = run.holdings.unavailable[look.register.code] {
                return CatalogueText.unavailable(look.register.plainName(in: run.catalogue), reason, why)
            }
        }
        return why
    }

    private func licences(_ type: String, _ role: String) -> [DocumentHolding] {
        let holder = run.thing.participant(role)?.code ?? role
        return run.holdings.documents.filter { document in
            document.licenceType == type && (run.thing.participant(document.role)?.code ?? document.role) == holder
        }.sorted { ($0.validUntil ?? .distantFuture, $0.number ?? "") > ($1.validUntil ?? .distantFuture, $1.number ?? "") }
    }

    /// The source that shows it.
    private func proof(for material: Material, of item: String) -> Source? {
        if material.returnsOriginal { return nil }
        return material.satisfiedBy.lazy.compactMap { self.proof(by: $0, of: item) }.first
    }

    private func proof(by proof: Material.Proof, of item: String) -> Source? {
        switch proof {
        case .licence(let type, let role): return licences(type, role).first { $0.isValid(on: run.today) }?.source
        case .resource(let code, let role):
            let subject = run.thing.participant(role)?.code ?? role
            let document = run.holdings.documents.first {
                $0.resource == code && (run.thing.participant($0.role)?.code ?? $0.role) == subject && $0.isValid(on: run.today)
            }
            let tells = run.holdings.fields.contains {
                $0.source == .resource(code: code) && run.thing.canonical($0.field).hasPrefix(subject + ".") && !$0.value.isNull
            }
            return document != nil || tells ? .resource(code: code) : nil
        case .result(let other):
            if let earlier = run.holdings.documents.filter({ $0.result == other && $0.isValid(on: run.today) }).min(by: {
                $0.source.json.text < $1.source.json.text
            }) {
                return earlier.source
            }
            guard other != item, run.thing.part(other) != nil, round.included[other] == .some(.some(true)) else { return nil }
            return .result(item: other)
        }
    }
}

extension LocalDate {
    /// Later than every date of a licence: 长期.
    fileprivate static let distantFuture = LocalDate(dayNumber: .max)
}
