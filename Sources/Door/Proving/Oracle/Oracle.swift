package import Catalogue
package import DemoCity
import Kernel
import Rules

/// What the oracle found in one checklist.
package struct Judgement: Sendable {
    package var violations: Set<Finding> = []
    package var excused: [Finding.Subject: Excuse] = [:]
    package var factsAsked = 0
    package var factsKnown = 0
    package var papersAsked = 0
    /// Of these, those that somebody else than the applicant makes out.
    package var proofsAsked = 0
    /// Of those asked, originals that the law wants handed back.
    package var originalsAsked = 0
    package var papersWaived = 0
}

/// Judges what a checklist asks by the rows of the registers themselves.
package struct Oracle: Sendable {
    let thing: Thing
    let catalogue: Catalogue
    let names: RoleNames
    let held: HeldFacts
    let rows: CityRows

    package init(_ thing: Thing, in catalogue: Catalogue, for subject: DemoRows.Subject, _ rows: CityRows) {
        self.init(thing, RoleNames(thing), in: catalogue, for: subject, rows)
    }

    init(_ thing: Thing, _ names: RoleNames, in catalogue: Catalogue, for subject: DemoRows.Subject, _ rows: CityRows) {
        (self.thing, self.catalogue, self.names, self.rows) = (thing, catalogue, names, rows)
        held = HeldFacts(thing, names, of: subject, in: catalogue, rows)
    }

    /// - Parameter items: those that are part of the application; their forms say what is never filled in.
    func judge(_ answers: [String: JSON], among items: some Sequence<String>) -> RowJudge {
        RowJudge(
            thing: thing, catalogue: catalogue, held: held, answers: answers,
            never: items.reduce(into: []) { $0.formUnion(names.never[$1] ?? []) }, today: rows.today)
    }

    // MARK: Judging

    /// - Parameters:
    ///   - unavailable: resources that did not answer when the checklist was made.
    ///   - late: resources that were no longer renewed.
    package func judge(_ checklist: Checklist, unavailable: Set<String> = [], late: Set<String> = []) -> Judgement {
        let judge = judge(checklist.answers, among: checklist.includedItems.map(\.item))
        var found = Judgement()
        for outcome in checklist.questions where outcome.isAsked { self.judge(outcome, judge, &found) }
        for field in checklist.fields where field.isNeeded { self.judge(field, judge, unavailable, late, &found) }
        for material in checklist.materials where isNeeded(material) { self.judge(material, judge, checklist, unavailable, &found) }
        return found
    }

    private func judge(_ outcome: QuestionOutcome, _ judge: RowJudge, _ found: inout Judgement) {
        let code = outcome.question.code
        if judge.truth(outcome.question.when) == false { found.violations.insert(.needless(.question(code))) }
        guard let known = outcome.question.known, let value = judge.value(known), !value.isNull else { return }
        if outcome.question.reading(value.json) != nil { found.violations.insert(.answered(question: code)) }
    }

    private func judge(
        _ field: FieldOutcome, _ judge: RowJudge, _ unavailable: Set<String>, _ late: Set<String>, _ found: inout Judgement
    ) {
        let subject = Finding.Subject.field(field.field)
        switch field.state {
        case .known(let value, let source, _), .confirm(let value, let source, _):
            found.factsKnown += 1
            if let code = source.resource, late.contains(code) { judgeOld(field, code, late, &found) }
            if judge.never.contains(field.field) { found.violations.insert(.filledIn(field: field.field)) }
            if !stands(value, field.field, source) {
                found.violations.insert(.invented(field: field.field, source: source.json.text))
            }
        case .asked, .differs:
            found.factsAsked += 1
            if isNeedless(field, judge) { found.violations.insert(.needless(subject)) }
            if judge.never.contains(field.field) {
                found.excused[subject] = .never
            } else if held.differs(field.field) {
                found.excused[subject] = .differs
            } else if let place = held.statements[field.field]?.first?.place {
                switch excuse(for: place, unavailable) {
                case let excuse?: found.excused[subject] = excuse
                case nil: found.violations.insert(.asked(subject, heldBy: place.label))
                }
            } else if held.unreadable.contains(field.field) {
                found.excused[subject] = .unreadable
            } else {
                found.excused[subject] = excuse(forFact: field.field, field.element.code, unavailable)
            }
        case .notNeeded: return
        }
    }

    /// What a source says that is no longer renewed is shown for a look, and only where nothing else says it.
    private func judgeOld(_ field: FieldOutcome, _ code: String, _ late: Set<String>, _ found: inout Judgement) {
        let subject = Finding.Subject.field(field.field)
        let fresh = held.statements[field.field]?.first { if case .resource(let other) = $0.place { !late.contains(other) } else { true } }
        if let fresh {
            found.violations.insert(.asked(subject, heldBy: fresh.place.label))
        } else if case .confirm = field.state, field.lateSince != nil {
            found.excused[subject] = .late
        } else {
            found.violations.insert(.taken(field: field.field, source: code))
        }
    }

    /// Why a fact of which no row tells may be asked: a source that keeps such facts is silent, holds none, or there is none.
    private func excuse(forFact field: String, _ element: String, _ unavailable: Set<String>) -> Excuse {
        let isSilent = unavailable.contains { code in
            guard let resource = catalogue.resources[code] else { return false }
            return resource.elements.contains(element) || resource.gives[RoleNames.role(of: field)]?.contains(element) == true
        }
        return isSilent ? .unavailable : isKept(element) ? .unheld : .unkept
    }

    private func excuse(for place: HeldFacts.Place, _ unavailable: Set<String>) -> Excuse? {
        guard case .resource(let code) = place else { return nil }
        if unavailable.contains(code) { return .unavailable }
        return catalogue.resources[code]?.sharing == DataResource.Sharing.none ? .refused : nil
    }

    /// Whether any register or licence of the city could state it.
    private func isKept(_ element: String) -> Bool {
        catalogue.resources.values.contains { resource in
            resource.elements.contains(element) || resource.gives.values.contains { $0.contains(element) }
        } || catalogue.licenceTypes.values.contains { $0.elements.contains(element) }
    }

    /// Every item that asks for it leaves it out by its own condition.
    private func isNeedless(_ field: FieldOutcome, _ judge: RowJudge) -> Bool {
        let uses = thing.parts.filter { field.neededBy.contains($0.item.code) }.flatMap { part in
            part.item.fields.filter { thing.canonical($0.field) == field.field }.map { (part.when, $0.when) }
        }
        return !uses.isEmpty && uses.allSatisfy { judge.truth($0) == false || judge.truth($1) == false }
    }

    private func isNeeded(_ outcome: MaterialOutcome) -> Bool { if case .notNeeded = outcome.state { false } else { true } }

    private func judge(
        _ outcome: MaterialOutcome, _ judge: RowJudge, _ checklist: Checklist, _ unavailable: Set<String>, _ found: inout Judgement
    ) {
        let uses = thing.parts.filter { outcome.neededBy.contains($0.item.code) }.flatMap { part in
            part.item.materials.filter { $0.code == outcome.code }.map { (part: part, material: $0) }
        }
        func shows(_ use: (part: Thing.Part, material: Material)) -> Material.Proof? {
            use.material.satisfiedBy.first { isHeld($0, by: use.part.item.code, checklist) }
        }
        guard outcome.isAsked else {
            // What is promised, in its place or for the whole, is spared and not waived: no source shows it.
            guard case .waived = outcome.state else { return }
            found.papersWaived += 1
            if uses.contains(where: { $0.material.returnsOriginal || shows($0) == nil }) {
                found.violations.insert(.unproven(material: outcome.code))
            }
            return
        }
        found.papersAsked += 1
        let subject = Finding.Subject.material(outcome.code)
        if uses.contains(where: { $0.material.from != .applicant }) { found.proofsAsked += 1 }
        if uses.contains(where: { $0.material.bases.isEmpty }) { found.violations.insert(.lawless(material: outcome.code)) }
        if uses.allSatisfy({ judge.truth($0.part.when) == false || judge.truth($0.material.when) == false }) {
            found.violations.insert(.needless(subject))
        }
        if uses.contains(where: \.material.returnsOriginal) {
            found.excused[subject] = .original
            found.originalsAsked += 1
            return
        }
        // It may be asked for if for one of the items nothing shows it.
        let proofs = uses.map(shows)
        guard !proofs.contains(nil), let proof = proofs.first ?? nil else {
            let proofs = uses.flatMap(\.material.satisfiedBy)
            let isSilent = proofs.contains { if case .resource(let code, _) = $0 { unavailable.contains(code) } else { false } }
            found.excused[subject] = isSilent ? .unavailable : proofs.isEmpty ? .unkept : .unheld
            return
        }
        if case .resource(let code, _) = proof, let excuse = excuse(for: .resource(code), unavailable) {
            found.excused[subject] = excuse
        } else {
            found.violations.insert(.asked(subject, heldBy: proof.label))
        }
    }

    /// Held by a register, or made by another item of the same application.
    private func isHeld(_ proof: Material.Proof, by item: String, _ checklist: Checklist) -> Bool {
        guard case .result(let other) = proof else { return held.holds(proof) }
        guard other != item, let outcome = checklist.item(other) else { return false }
        return if case .included = outcome.state { true } else { false }
    }

    /// Whether a value that was filled in is what its source says.
    private func stands(_ value: JSON, _ field: String, _ source: Source) -> Bool {
        if held.statements[field]?.contains(where: { $0.value == value }) == true { return true }
        // Birth date and sex follow from an identity number (GB 11643).
        let role = RoleNames.role(of: field)
        guard let number = held.keys[role] ?? held.value("\(role).idNumber")?.string,
            let read = try? ResidentIdentityNumber.parse(number, today: rows.today)
        else { return false }
        return switch RoleNames.leaf(of: field) {
        case "birthDate": value.string == read.birthDate.description
        case "sex": value.string == (read.sex == .male ? "1" : "2")
        default: false
        }
    }
}

extension HeldFacts.Place {
    var label: String {
        switch self {
        case .resource(let code): code
        case .licence(let type): "licence:\(type)"
        case .account: "account"
        }
    }
}

extension Material.Proof {
    var label: String {
        switch self {
        case .licence(let type, _): "licence:\(type)"
        case .resource(let code, _): code
        case .result(let item): "result:\(item)"
        }
    }
}
