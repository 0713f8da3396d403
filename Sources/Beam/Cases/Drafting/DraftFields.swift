import Catalogue
package import Kernel
package import Web

extension Field {
    /// The box that a field of the catalogue becomes, with the names that its codes have there; `why` says more than the
    /// catalogue alone can.
    init(_ spec: FormFieldSpec, in catalogue: Catalogue, why: Text? = nil) {
        let kind: Field.Kind =
            switch spec.kind {
            case .text(let max): .text(max: max)
            case .longText(let max): .longText(max: max)
            case .integer(let min, let max): .integer(min: min, max: max)
            case .decimal: .decimal(places: 4)
            case .money: .money
            case .date(let min, let max): .date(min: min, max: max)
            case .choice(let choices): .choice(choices.map(Option.init), style: choices.count > 6 ? .select : .radios)
            case .choices(let choices): .choices(choices.map(Option.init))
            case .yesNo: .yesNo
            case .consent: .consent
            case .idNumber: .idNumber
            case .uscc: .uscc
            case .mobile: .mobile
            case .email: .email
            case .postcode: .postcode
            case .bankCard: .bankCard
            case .region: .named(catalogue.names(of: .region))
            case .industry: .named(catalogue.names(of: .industry))
            }
        self.init(
            spec.name, spec.label, kind, help: spec.help, why: why ?? spec.why, required: spec.isRequired, autocomplete: spec.autocomplete,
            sensitive: spec.isSensitive)
    }

    /// The box of a question of situation.
    init(_ question: Question, _ reason: Text?) {
        let kind: Field.Kind =
            switch question.kind {
            case .yesNo: .yesNo
            case .choice: .choice(question.options.map(Option.init), style: question.options.count > 8 ? .select : .radios)
            case .choices: .choices(question.options.map(Option.init))
            }
        self.init(question.name, question.ask, kind, help: question.help, why: reason)
    }

    /// The box of a document to hand in.
    init(_ outcome: MaterialOutcome, reason: Text, isHeld: Bool) {
        let material = outcome.material
        self.init(
            MaterialBox.name(material.code), material.name,
            .file(types: material.fileKinds, maxBytes: material.maxMegabytes * 1_000_000), help: material.sample, why: reason,
            required: !isHeld && !outcome.isDeferred)
    }
}

extension Catalogue {
    /// What the codes of places or industries are called, for the boxes in which they are written.
    func names(of format: DataElement.Format) -> CodeNames {
        CodeNames(
            format.rawValue, help: format == .industry ? ApplicantText.industryByName : ApplicantText.placeByName,
            suggestions: suggestions(of: format),
            read: { (written: String) throws(NameFault) in try self.code(written: written, of: format) },
            written: { self.name(ofCode: $0, of: format) })
    }
}

extension Option {
    init(_ choice: Choice) { self.init(choice.code, choice.name, help: choice.help) }
}

extension Material {
    /// The kinds of file that it may come as.
    var fileKinds: [FileKind] {
        let kinds = accept.compactMap { FileKind(rawValue: $0 == "jpeg" ? "jpg" : $0) }
        return kinds.isEmpty ? [.pdf, .jpg, .png] : kinds
    }
}

extension FieldOutcome {
    /// What was written in an earlier application stands in a box of its own, to be read and left or changed: it is never taken silently.
    var hasBox: Bool {
        if case .confirm(_, .earlier, _) = state { return true }
        return isAsked
    }
}

extension OpenDraft {
    /// The questions that are asked, as boxes.
    package var questionFields: [Field] {
        checklist.questions.compactMap { outcome in
            guard case .asked(let reason) = outcome.state else { return nil }
            return Field(outcome.question, checklist.whyAsked(outcome.question, reason, draft.holdings, in: catalogue))
        }
    }

    /// The boxes that are left to fill in.
    func emptyFields(on today: LocalDate) -> [Field] {
        checklist.fields.filter(\.hasBox).map { field -> Field in
            var box = Field(
                field.spec(applicant: thing.applicant.code, today: today), in: catalogue,
                why: checklist.whyAsked(field, draft.holdings, in: catalogue))
            box.offers = offers(field)
            return box
        }
    }

    /// What the sources say that differ, to choose one of them; none of values that are shown masked, or where the box itself offers them all.
    func offers(_ field: FieldOutcome) -> [Option] {
        guard case .differs(let statements) = field.state, field.element.sensitivity != .sensitive,
            !statements.contains(where: { catalogue.hides($0.value, of: field.element) })
        else { return [] }
        switch field.element.type {
        case .boolean, .choices: return []
        case .text, .integer, .decimal, .money, .date, .choice:
            return statements.compactMap { statement in
                Field.texts(statement.value).first.map {
                    Option(
                        $0, catalogue.words(for: statement.value, of: field.element),
                        help: ApplicantText.statedBy(statement.source.text(in: catalogue), statement.asOf))
                }
            }
        }
    }

    /// The documents that are left to hand in, as boxes.
    var materialFields: [Field] {
        checklist.materials.compactMap { outcome in
            let isHeld = attachments.contains { $0.material == outcome.code }
            switch outcome.state {
            case .asked(let reason, _), .deferred(let reason, _):
                let why = checklist.whyAsked(outcome.material, reason, draft.holdings, in: catalogue)
                return Field(outcome, reason: why, isHeld: isHeld)
            case .waived, .promised, .covered, .composed, .notNeeded: return nil
            }
        }
    }

    /// What stands in the boxes: typed before, or suggested by a source.
    package func values(on today: LocalDate) -> [String: [String]] {
        var values: [String: [String]] = [:]
        for (code, answer) in draft.answeredBefore.merging(draft.answers, uniquingKeysWith: { _, now in now }) {
            values["answers.\(code)"] = Field.texts(answer)
        }
        for field in checklist.fields where field.hasBox {
            let spec = field.spec(applicant: thing.applicant.code, today: today)
            if let typed = draft.given[field.field] ?? spec.suggestion ?? field.value { values[field.field] = Field.texts(typed) }
        }
        return values
    }

    /// Questions that the facts answer, with the source of each answer.
    package func knownAnswers(_ language: Language) -> [Components.Fact] {
        checklist.questions.compactMap { outcome in
            guard case .known(let answer, let sources) = outcome.state else { return nil }
            let source: HTML? = sources.first.map { "\($0.text(in: catalogue), language)" }
            return Components.Fact(
                outcome.question.ask, HTML(text: (outcome.question.label(of: answer) ?? Text(same: ""))[language]), source: source)
        }
    }

    /// What is wrong with what was written into the boxes; what is only empty is not among it.
    func mistakes(on today: LocalDate) -> [Problem.Fault] {
        checklist.faults(given: draft.given, today: today).filter { fault in
            draft.given[fault.field] != nil && checklist.field(fault.field)?.hasBox == true
        }
    }

    /// How many boxes and documents are still empty.
    var missingCount: Int {
        let fields = checklist.fields.filter { $0.isAsked && $0.isRequired && $0.value == nil }.count
        let materials = checklist.materials.filter { outcome in
            guard case .asked = outcome.state else { return false }
            return !attachments.contains { $0.material == outcome.code }
        }
        return fields + materials.count
    }

    /// What is known and need not be typed, as a quiet list with its sources.
    func knownFacts(_ language: Language) -> [Components.Fact] {
        facts(checklist.fields.filter { !$0.hasBox && $0.lateSince == nil }, language)
    }

    /// What is known by a source that is no longer renewed, to be looked at.
    func lateFacts(_ language: Language) -> [Components.Fact] { facts(checklist.fields.filter { $0.lateSince != nil }, language) }

    private func facts(_ fields: [FieldOutcome], _ language: Language) -> [Components.Fact] {
        fields.compactMap { field in
            let told: (JSON, Source, LocalDate)
            switch field.state {
            case .known(let value, let source, let asOf), .confirm(let value, let source, let asOf): told = (value, source, asOf)
            case .asked, .differs, .notNeeded: return nil
            }
            let when = told.2 == draft.gatheredAt.date ? ApplicantText.today : told.2.shortText
            let since = field.lateSince.map { " · \(ApplicantText.notRenewed(since: $0), language)" as HTML }
            let source: HTML = "\(told.1.text(in: catalogue), language) · \(when, language)\(since)"
            return Components.Fact(field.label, HTML(text: catalogue.words(for: told.0, of: field.element)[language]), source: source)
        }
    }

    /// Who does what and for how many days.
    func bars(_ language: Language) -> HTML {
        let bars = checklist.includedItems.map { item in
            let who = catalogue.departmentShortName(item.department)
            let words = item.length == 0 ? ApplicantText.sameDay : ApplicantText.days(item.length)
            return Components.Bar(
                Text("\(who.zh) \(item.name.zh)", "\(item.name.en) (\(who.en))"), start: Double(item.start),
                length: max(Double(item.length), 0.5),
                words: words)
        }
        return Components.bars(bars, caption: ApplicantText.whoDoesWhat, language)
    }
}
