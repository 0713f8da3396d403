import Kernel
import Rules

/// The rules on one item.
struct ItemLint {
    let lint: Lint
    let item: ServiceItem
    let things: [Thing]
    let place: Place
    private let names: NameLint

    init(_ lint: Lint, _ item: ServiceItem) {
        self.lint = lint
        self.item = item
        place = lint.place(.item, item.code)
        things = [Thing(single: item)] + (lint.memory.holders[item.code] ?? []).map(lint.memory.compiled)
        names = NameLint(lint: lint, things: things)
    }

    func run() {
        lint.referDepartment(item.department, at: place / "department")
        ParticipantLint(lint: lint, names: names).check(item.roles, at: place / "roles")
        QuestionLint(lint: lint, names: names).check(item.questions, at: place / "questions")
        checkFields()
        checkMaterials()
        PromiseLint(lint: lint, item: item, names: names).checkApproval(at: place)
        checkReview()
        checkResults()
        checkCosts()
        checkTime()
        names.check(item.office.region, at: place / "office" / "region")
        for (index, step) in item.steps.enumerated() { names.check(step.region, at: place / "steps" / index / "region") }
        if item.basicCode.count == 12, item.basicCode.dropFirst(2).prefix(2) != item.type.code {
            report("item-type", "basicCode", LintText.typeInCode(item.basicCode, item.type.code))
        }
        if let other = lint.memory.namesakes[item.basicCode]?.first(where: { $0 != item.code }) {
            report("basic-code", "basicCode", LintText.basicCodeTwice(item.basicCode, other))
        }
        if item.trips > 0, item.tripsReason == nil { report("trips", "trips", LintText.tripsReason, severity: .warning) }
        if item.bases.isEmpty { report("basis", nil, LintText.itemBasis, severity: .warning) }
        checkConditions()
        ConsistencyLint(lint: lint, item: item, place: place).run()
        ColumnLint(lint: lint, item: item, place: place).run()
        FactLint(lint: lint).check(item, at: place)
    }

    private func report(_ rule: String, _ key: String?, _ message: Text, severity: CatalogueFinding.Severity = .error) {
        lint.reading.report(rule, at: key.map { place / $0 } ?? place, message, severity: severity)
    }

    private func checkFields() {
        lint.checkDistinct(item.fields.map(\.field), at: place / "fields", key: "field")
        for (index, field) in item.fields.enumerated() {
            let at = place / "fields" / index
            if let element = field.element { lint.referElement(element, at: at / "element") }
            if field.element == nil || item.roles[field.role] == nil { names.checkFact(field.field, at: at / "field") }
            names.check(field.when, at: at / "when")
            names.check(field.required, at: at / "required")
            if let section = field.section, item.sections[section] == nil, !names.things.contains(where: { $0.participant(section) != nil })
            {
                lint.reading.report("section", at: at / "section", LintText.unknownSection(section))
            }
            let element = field.element ?? item.roles[field.role].map { "\($0.kind).\(field.leaf)" }
            if element.flatMap({ lint.parts.elements[$0] })?.format == .consent, field.reuse != .never {
                lint.reading.report("consent", at: at / "reuse", LintText.consentIsNever)
            }
        }
        for (index, fact) in item.decides.enumerated() {
            if let element = fact.element { lint.referElement(element, at: place / "decides" / index / "element") }
            names.checkFact(fact.field, at: place / "decides" / index / "field")
        }
    }

    private func checkMaterials() {
        lint.checkDistinct(item.materials.map(\.code), at: place / "materials", key: "code")
        for (index, material) in item.materials.enumerated() {
            let at = place / "materials" / index
            names.check(material.when, at: at / "when")
            lint.referDepartment(material.issuer, at: at / "issuer")
            if material.bases.isEmpty { lint.reading.report("material-basis", at: at, LintText.materialBasis(material.name)) }
            MaterialLint(lint: lint, item: item).check(material, at: at)
            PromiseLint(lint: lint, item: item, names: names).check(material, at: at)
            if material.need == .conditional, material.when == nil {
                lint.reading.report("conditional", at: at / "need", LintText.conditionalWithoutWhen)
            }
            for (number, proof) in material.satisfiedBy.enumerated() { check(proof, at: at / "satisfiedBy" / number) }
        }
    }

    private func check(_ proof: Material.Proof, at place: Place) {
        switch proof {
        case .licence(let type, let role):
            lint.referLicence(type, at: place / "licence")
            checkRole(role, at: place / "role")
        case .resource(let code, let role):
            lint.referResource(code, at: place / "resource")
            checkRole(role, at: place / "role")
        case .result(let other): lint.referItem(other, at: place / "result")
        }
    }

    private func checkRole(_ role: String, at place: Place) {
        if names.things.contains(where: { $0.participant(role) != nil }) { return }
        lint.reading.report(
            "unknown-role", at: place, LintText.unknownRole(role),
            suggestion: Nearest.to(role, among: names.things.flatMap { $0.participants.keys }).map(FindingText.didYouMean))
    }

    private func checkReview() {
        lint.checkDistinct(item.reviewPoints.map(\.code), at: place / "reviewPoints", key: "code")
        let evidence = Set(item.materials.map(\.code) + item.fields.map(\.field))
        for (index, point) in item.reviewPoints.enumerated() {
            let at = place / "reviewPoints" / index
            names.check(point.check, at: at / "check")
            checkWindow(of: point, at: at)
            for code in point.evidence where !evidence.contains(code) {
                lint.reading.report(
                    "unknown-evidence", at: at / "evidence", LintText.unknownEvidence(code),
                    suggestion: Nearest.to(code, among: evidence).map(FindingText.didYouMean))
            }
        }
    }

    /// The time of renewal is that of the licence's type: it is written down once.
    private func checkWindow(of point: ReviewPoint, at place: Place) {
        guard let field = point.window else { return }
        names.checkFact(field, at: place / "window")
        let element = names.things.lazy.compactMap { $0.elementCode(of: $0.canonical(field)) }.first.flatMap { lint.parts.elements[$0] }
        let renews = item.results.contains { result in
            result.succeeds == .renewal && result.licence.flatMap { lint.parts.licenceTypes[$0]?.renewal } != nil
        }
        if point.check != nil || element?.type != .date || !renews {
            lint.reading.report("window", at: place / "window", LintText.noWindow(field))
        }
    }

    private func checkResults() {
        for (index, result) in item.results.enumerated() {
            let at = place / "results" / index
            if result.holder != "applicant" { checkRole(result.holder, at: at / "holder") }
            checkCoholders(of: result, at: at)
            for expression in result.face.values { names.check(expression, at: at / "face") }
            for fact in result.once { names.check(fact, at: at / "once") }
            for code in result.confirms where item.questions.first(where: { $0.code == code })?.kind != .yesNo {
                lint.reading.report("value", at: at / "confirms", LintText.confirmsNoQuestion(code))
            }
            if result.isDeemed, result.succeeds != .renewal || item.type != .licensing {
                lint.reading.report("value", at: at / "deemed", LintText.deemedNoRenewal)
            }
            guard let code = result.licence else { continue }
            lint.referLicence(code, at: at / "licence")
            guard let type = lint.parts.licenceTypes[code] else { continue }
            for element in result.face.keys.sorted() where !type.elements.contains(element) {
                lint.reading.report(
                    "face", at: at / "face" / element, LintText.notOnFace(element, type.name),
                    suggestion: Nearest.to(element, among: type.elements).map(FindingText.didYouMean))
            }
        }
    }

    /// Who else holds a licence is found by a number that the form knows; a document has no holders.
    private func checkCoholders(of result: ResultSpec, at place: Place) {
        let asked = Set(item.fields.map(\.field))
        for (index, coholder) in result.coholders.enumerated() {
            let at = place / "coholders" / index
            if result.licence == nil { lint.reading.report("coholder", at: at, LintText.coholderOfDocument) }
            names.check(coholder.when, at: at / "when")
            for (key, fact) in [("name", coholder.name), ("number", coholder.number)] {
                names.checkFact(fact, at: at / key)
                guard !asked.contains(fact) else { continue }
                lint.reading.report(
                    "coholder", at: at / key, LintText.coholderNoField(fact),
                    suggestion: Nearest.to(fact, among: asked).map(FindingText.didYouMean))
            }
            let element = names.things.lazy.compactMap { $0.elementCode(of: $0.canonical(coholder.number)) }.first
            if let format = element.flatMap({ lint.parts.elements[$0] })?.format, [.residentID, .uscc].contains(format) { continue }
            lint.reading.report("coholder", at: at / "number", LintText.coholderNoNumber(coholder.number))
        }
    }

    private func checkCosts() {
        lint.checkDistinct(item.fees.map(\.code), at: place / "fees", key: "code")
        for (index, fee) in item.fees.enumerated() {
            names.check(fee.when, at: place / "fees" / index / "when")
            if fee.amount > .zero, fee.bases.isEmpty {
                lint.reading.report("fee-basis", at: place / "fees" / index, LintText.feeBasis(fee.name))
            }
        }
    }

    /// A machine may grant, only an officer refuses: what is granted on the spot is checked by the engine alone.
    private func checkInstant() {
        for (index, point) in item.reviewPoints.enumerated() where !point.isAutomatic {
            lint.reading.report("instant", at: place / "reviewPoints" / index, LintText.instantWithOfficer(point.text))
        }
        if !item.decides.isEmpty || item.onSiteCheck { report("instant", "handling", LintText.instantWithDecision) }
    }

    /// 办结时限: facts/standards §1.6 — instant exactly if nothing is promised beyond the spot; never above the law's own limit.
    private func checkTime() {
        let promised = item.limits.promised?.count ?? 0
        switch item.handling {
        case .instant where promised > 0: report("handling", "handling", LintText.instantWithPromise)
        case .promised where promised == 0: report("handling", "handling", LintText.promisedWithoutPromise)
        default: break
        }
        if item.handling == .instant { checkInstant() }
        // Of different units only what is longer by any calendar is told.
        if let statutory = item.limits.statutory, let promise = item.limits.promised,
            statutory.unit == promise.unit ? promise.count > statutory.count : promise.workingDays > statutory.workingDays
        {
            lint.reading.report("promise", at: place / "limits" / "promised", LintText.promiseAboveLaw(promise.text, statutory.text))
        }
        if item.limits.deemedAcceptance, item.type != .licensing {
            lint.reading.report("deemed-acceptance", at: place / "limits" / "deemedAcceptance", LintText.deemedAcceptance)
        }
    }
}

/// Roles: kinds that have elements, and ways to find records that exist.
struct ParticipantLint {
    let lint: Lint
    let names: NameLint

    func check(_ roles: [String: Participant], at place: Place) {
        let kinds = lint.memory.kinds
        for role in roles.values {
            let at = place / role.code
            if !Entry.isName(role.code) { lint.reading.report("code", at: at, FindingText.badName(role.code)) }
            if !role.kind.isEmpty, !kinds.contains(role.kind) {
                lint.reading.report(
                    "unknown-kind", at: at / "kind", LintText.unknownKind(role.kind),
                    suggestion: Nearest.to(role.kind, among: kinds).map(FindingText.didYouMean))
            }
            if let by = role.by { names.check(by, at: at / "by") }
            lint.referResource(role.from, at: at / "from")
            if let group = role.among, !lint.parts.resources.values.contains(where: { $0.gives[group] != nil }) {
                lint.reading.report(
                    "from", at: at / "among", LintText.noGroup(group),
                    suggestion: Nearest.to(group, among: Set(lint.parts.resources.values.flatMap(\.gives.keys))).map(FindingText.didYouMean)
                )
            }
            if let of = role.of, !names.things.contains(where: { $0.participant(of) != nil }) {
                lint.reading.report("unknown-role", at: at / "of", LintText.unknownRole(of))
            }
            if let from = role.from.flatMap({ lint.parts.resources[$0] }), from.gives[role.code] == nil, from.subject != role.kind {
                lint.reading.report("from", at: at / "from", LintText.givesNothing(from.code, role.code), severity: .warning)
            }
        }
    }
}

/// Questions: options that differ, conditions that can be read.
struct QuestionLint {
    let lint: Lint
    let names: NameLint

    func check(_ questions: [Question], at place: Place) {
        lint.checkDistinct(questions.map(\.code), at: place, key: "code")
        for (index, question) in questions.enumerated() {
            let at = place / index
            lint.checkDistinct(question.options.map(\.code), at: at / "options", key: "code")
            names.check(question.when, at: at / "when")
            names.check(question.known, at: at / "known")
            if question.when?.factNames.contains(question.name) == true {
                lint.reading.report("circle", at: at / "when", LintText.asksItself)
            }
        }
    }
}
