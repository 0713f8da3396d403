package import Kernel

/// A place where a fact was looked for before the person is asked, and what came of it.
package struct TriedSource: Sendable, Hashable {
    /// Why it did not tell.
    package enum Outcome: Sendable, Hashable {
        /// It was asked and has nothing.
        case nothing
        /// It did not answer.
        case unavailable(Text)
        /// Its keeper does not share it (政务数据共享条例: 不予共享).
        case notShared
    }

    package let source: Text
    package let outcome: Outcome

    package var text: Text {
        switch outcome {
        case .nothing: CatalogueText.triedInVain(source)
        case .unavailable(let reason): CatalogueText.triedUnavailable(source, reason)
        case .notShared: CatalogueText.triedNotShared(source)
        }
    }

    /// Whether a reason tells already that it did not answer, and why.
    package func isTold(in reason: Text) -> Bool {
        guard case .unavailable(let why) = outcome else { return false }
        return reason.zh.contains(source.zh) && reason.zh.contains(why.withoutStop.zh)
    }
}

extension Checklist {
    /// Where a fact was looked for and not found, registers before licences, each in the order of their codes. A register that was not asked,
    /// since whoever it would be about is not known, is left out; so is one that states something: it was not asked in vain, whatever the
    /// person says.
    package func tried(_ field: String, with holdings: Holdings, in catalogue: Catalogue) -> [TriedSource] {
        guard let element = thing.elementCode(of: field), let role = thing.participant(field.roleOfFact) else { return [] }
        let tellers = catalogue.tellers(of: element)
        let stating = Set(
            holdings.fields.filter { thing.canonical($0.field) == field && !$0.value.isNull }.compactMap { Lookup.Register(of: $0.source) })
        let resources = tellers.resources.filter { $0.tells(field, element: element, of: thing) }.compactMap { resource -> TriedSource? in
            let name = Lookup.Register.resource(resource.code).plainName(in: catalogue)
            if stating.contains(.resource(resource.code)) { return nil }
            if resource.sharing == .none { return TriedSource(source: name, outcome: .notShared) }
            if let reason = holdings.unavailable[resource.code] { return TriedSource(source: name, outcome: .unavailable(reason)) }
            let isGiven = resource.gives[role.code]?.contains(element) == true
            guard holdings.wasAsked(.resource(resource.code), about: isGiven ? nil : role.code) else { return nil }
            return TriedSource(source: name, outcome: .nothing)
        }
        let licences = tellers.licenceTypes.filter { $0.holder == role.kind }.compactMap { type -> TriedSource? in
            let register = Lookup.Register.licence(type.code)
            guard !stating.contains(register), holdings.wasAsked(register, about: role.code) else { return nil }
            let outcome = holdings.unavailable[register.code].map(TriedSource.Outcome.unavailable) ?? .nothing
            return TriedSource(source: register.plainName(in: catalogue), outcome: outcome)
        }
        return resources + licences
    }

    /// Where it was looked for before a document is asked: what would make it unnecessary, as far as it was asked.
    package func tried(_ material: Material, with holdings: Holdings, in catalogue: Catalogue) -> [TriedSource] {
        guard !material.returnsOriginal else { return [] }
        return material.satisfiedBy.compactMap { proof -> TriedSource? in
            guard let (register, holder) = proof.look else { return nil }
            let name = register.plainName(in: catalogue)
            if let reason = holdings.unavailable[register.code] { return TriedSource(source: name, outcome: .unavailable(reason)) }
            guard holdings.wasAsked(register, about: thing.participant(holder)?.code ?? holder) else { return nil }
            return TriedSource(source: name, outcome: .nothing)
        }
    }

    /// Where the facts were looked for that would have answered a question of situation.
    package func tried(_ question: Question, with holdings: Holdings, in catalogue: Catalogue) -> [TriedSource] {
        guard let known = question.known else { return [] }
        let facts = thing.uses.inputs(of: known).inputs.compactMap { input -> String? in
            if case .fact(let field, _) = input.kind, self.facts[field] == nil { field } else { nil }
        }
        return facts.flatMap { tried($0, with: holdings, in: catalogue) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The sources that did not answer, or could not be asked, and without whose word something is asked: each once.
    package func silent(with holdings: Holdings, in catalogue: Catalogue) -> [TriedSource] {
        if holdings.unavailable.isEmpty { return [] }
        let asked = fields.filter { $0.reuse != .never && ($0.isAsked || $0.source.isEarlier) }
        let all =
            questions.filter(\.isAsked).flatMap { tried($0.question, with: holdings, in: catalogue) }
            + asked.flatMap { tried($0.field, with: holdings, in: catalogue) }
            + materials.filter(\.isAsked).flatMap { tried($0.material, with: holdings, in: catalogue) }
        return all.reduce(into: []) { found, source in
            if case .unavailable = source.outcome, !found.contains(source) { found.append(source) }
        }
    }

    /// The law of the first item that a question decides about and that has one.
    package func basis(of question: Question) -> LegalBasis? {
        let optional = thing.parts.filter { $0.optional == question.code }
        let used = thing.uses.of(question.code).compactMap { use in use.item.flatMap(thing.part) }
        return (optional + used).lazy.compactMap { $0.item.bases.first }.first
    }

    /// The law by which the field may be asked: that of the first item that needs it and has one.
    package func basis(of field: FieldOutcome) -> LegalBasis? {
        field.neededBy.lazy.compactMap { thing.part($0)?.item.bases.first }.first
    }
}

extension Holdings {
    /// Whether a lookup was made there, about that role or about anybody.
    fileprivate func wasAsked(_ register: Lookup.Register, about role: String?) -> Bool {
        consulted.contains { Lookup.isTrace($0, of: register, about: role) }
    }
}

extension Lookup.Register {
    /// Where a source's word was looked up; nil of what was not.
    fileprivate init?(of source: Source) {
        switch source {
        case .resource(let code): self = .resource(code)
        case .licence(let type, _): self = .licence(type)
        case .account, .earlier, .answer, .decision, .result: return nil
        }
    }

    /// What it is called: as the source that it is, whatever it tells.
    func plainName(in catalogue: Catalogue) -> Text {
        switch self {
        case .resource(let code): Source.resource(code: code).plainName(in: catalogue)
        case .licence(let type): Source.licence(type: type, number: "").plainName(in: catalogue)
        }
    }
}

extension Material.Proof {
    /// Where it is looked for, and about whom; nil of what the application itself yields.
    var look: (register: Lookup.Register, role: String)? {
        switch self {
        case .licence(let type, let role): (.licence(type), role)
        case .resource(let code, let role): (.resource(code), role)
        case .result: nil
        }
    }
}

extension Source? {
    /// What the person wrote in an application before this one.
    fileprivate var isEarlier: Bool { if case .earlier = self { true } else { false } }
}

extension Source {
    /// What the source is called: `人口基本信息（公安）`.
    package func plainName(in catalogue: Catalogue) -> Text {
        switch self {
        case .resource(let code):
            guard let resource = catalogue.resources[code] else { return Text(same: code) }
            return CatalogueText.register(resource.name, of: catalogue.departmentShortName(resource.owner))
        case .licence(let type, _): return CatalogueText.licence(catalogue.licenceTypes[type]?.name ?? Text(same: type))
        case .account, .earlier, .answer, .decision, .result: return text(in: catalogue)
        }
    }
}
