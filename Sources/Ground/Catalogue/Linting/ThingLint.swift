import Kernel
import Rules

/// The rules on one one-thing.
struct ThingLint {
    let lint: Lint
    let thing: OneThing
    let compiled: Thing
    let place: Place

    init(_ lint: Lint, _ thing: OneThing) {
        self.lint = lint
        self.thing = thing
        compiled = lint.memory.compiled(thing)
        place = lint.place(.thing, thing.code)
    }

    func run() {
        let names = NameLint(lint: lint, things: [compiled])
        lint.referDepartment(thing.lead, at: place / "lead")
        for (index, party) in thing.cooperating.enumerated() {
            lint.referDepartment(party.department, at: place / "cooperating" / index / "department")
        }
        ParticipantLint(lint: lint, names: names).check(thing.roles, at: place / "roles")
        QuestionLint(lint: lint, names: names).check(thing.questions, at: place / "questions")
        checkParts(names)
        checkOrder()
        checkSharedQuestions()
        checkConditions()
        checkCooperation()
        for (index, followOn) in thing.followOns.enumerated() {
            lint.referDepartment(followOn.party, at: place / "followOns" / index / "party")
            referPart(followOn.after, at: place / "followOns" / index / "after")
        }
        let stations = (lint.parts.lifeLine[thing.audience] ?? []).map(\.code)
        if let theme = thing.theme, !stations.isEmpty { lint.refer(theme, to: .themes, among: stations, at: place / "theme") }
        if lint.parts.items[thing.code] != nil {
            lint.reading.report("duplicate", at: place / "code", LintText.thingLikeItem(thing.code))
        }
        if compiled.applicant.kind != thing.audience.rawValue {
            lint.reading.report("applicant", at: place / "audience", LintText.applicantKind, severity: .warning)
        }
    }

    private func checkParts(_ names: NameLint) {
        lint.checkDistinct(thing.parts.map(\.item), at: place / "items", key: "item")
        for (index, part) in thing.parts.enumerated() {
            let at = place / "items" / index
            lint.referItem(part.item, at: at / "item")
            names.check(part.when, at: at / "when")
            for (number, code) in part.after.enumerated() { referPart(code, at: at / "after" / number) }
            guard let optional = part.optional else { continue }
            let question = compiled.questions.first { $0.code == optional }
            if question == nil {
                lint.reading.report(
                    "unknown-reference", at: at / "optional", LintText.unknownQuestion(optional),
                    suggestion: Nearest.to(optional, among: compiled.questions.map(\.code)).map(FindingText.didYouMean))
            } else if question?.kind != .yesNo {
                lint.reading.report("optional", at: at / "optional", LintText.optionalIsYesNo)
            }
        }
    }

    private func referPart(_ code: String?, at place: Place) {
        let known = thing.parts.map(\.item)
        guard let code, !known.contains(code) else { return }
        lint.reading.report(
            "unknown-reference", at: place, LintText.notAPart(code), suggestion: Nearest.to(code, among: known).map(FindingText.didYouMean))
    }

    /// No item waits for itself, and whoever needs another's result comes after it.
    private func checkOrder() {
        let before = Dictionary(thing.parts.map { ($0.item, $0.after) }, uniquingKeysWith: { first, _ in first })
        for (index, part) in thing.parts.enumerated() {
            var (earlier, waiting) = (Set<String>(), part.after)
            while let code = waiting.popLast() {
                if earlier.insert(code).inserted { waiting += before[code] ?? [] }
            }
            if earlier.contains(part.item) {
                lint.reading.report("circle", at: place / "items" / index / "after", LintText.waitsForItself(part.item))
                continue
            }
            for material in lint.parts.items[part.item]?.materials ?? [] {
                for case .result(let other) in material.satisfiedBy
                where before[other] != nil && !earlier.contains(other) && other != part.item {
                    lint.reading.report("result-order", at: place / "items" / index, LintText.resultOrder(part.item, other, material.name))
                }
            }
        }
    }

    /// 牵头 and 配合: each department of an item takes part, and each says what it does.
    private func checkCooperation() {
        let named = Set(thing.cooperating.map(\.department) + [thing.lead])
        var missing: Set<String> = []
        for part in thing.parts {
            guard let department = lint.parts.items[part.item]?.department, !named.contains(department), missing.insert(department).inserted
            else { continue }
            let name = lint.parts.departments[department]?.name ?? Text(same: department)
            lint.find("cooperation", at: place / "cooperating", LintText.notCooperating(name))
        }
        for (index, party) in thing.cooperating.enumerated() where party.duty == nil {
            let name = lint.parts.departments[party.department]?.name ?? Text(same: party.department)
            lint.find("cooperation", at: place / "cooperating" / index, LintText.withoutDuty(name))
        }
    }

    /// One code is one question: it is asked once, so it must mean the same everywhere.
    private func checkSharedQuestions() {
        var first: [String: Question] = [:]
        for question in thing.questions + thing.parts.flatMap({ lint.parts.items[$0.item]?.questions ?? [] }) {
            guard let known = first[question.code] else {
                first[question.code] = question
                continue
            }
            if known.kind != question.kind || Set(known.options.map(\.code)) != Set(question.options.map(\.code)) {
                lint.reading.report("question", at: place, LintText.questionsDiffer(question.code))
            }
        }
    }
}
