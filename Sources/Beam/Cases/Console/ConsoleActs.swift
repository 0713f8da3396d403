import Catalogue
import Kernel
import Licences
import Web

/// One thing that an officer may do to a case: where it is posted, what it asks, and how a move is made of it.
struct ConsoleAct: Sendable {
    /// A noun of its own: `POST /console/cases/{id}/acceptance`.
    let noun: String
    let action: CaseAction
    let kind: Components.ButtonKind

    /// In the order in which the bar shows them.
    static let all: [ConsoleAct] = [
        ConsoleAct(noun: "precheck", action: .startPrecheck, kind: .plain), ConsoleAct(noun: "acceptance", action: .accept, kind: .main),
        ConsoleAct(noun: "opinion", action: .recordOpinion, kind: .plain), ConsoleAct(noun: "grant", action: .grant, kind: .main),
        ConsoleAct(noun: "supplement-notice", action: .requestSupplement, kind: .plain),
        ConsoleAct(noun: "special-procedure", action: .startSpecial, kind: .plain),
        ConsoleAct(noun: "special-procedure-end", action: .endSpecial, kind: .main),
        ConsoleAct(noun: "extension", action: .extend, kind: .plain), ConsoleAct(noun: "payment", action: .recordPayment, kind: .plain),
        ConsoleAct(noun: "licence", action: .issue, kind: .main), ConsoleAct(noun: "hand-over", action: .handOver, kind: .main),
        ConsoleAct(noun: "check-passed", action: .passCheck, kind: .main),
        ConsoleAct(noun: "mending-order", action: .orderMending, kind: .plain),
        ConsoleAct(noun: "mending-confirmation", action: .confirmMended, kind: .main),
        ConsoleAct(noun: "revocation", action: .revokeGrant, kind: .seal),
        ConsoleAct(noun: "return", action: .returnUnsupplied, kind: .seal),
        ConsoleAct(noun: "note", action: .note, kind: .plain),
        ConsoleAct(noun: "non-acceptance", action: .decline, kind: .seal), ConsoleAct(noun: "refusal", action: .refuse, kind: .seal),
    ]

    var label: Text { action.name }

    /// What a program may send. Which of the optional ones a case needs, its page and its refusals tell.
    var takes: Schema {
        let needs = CaseTransition.table.filter { $0.action == action }.reduce(into: Set<CaseNeed>()) { $0.formUnion($1.needs) }
        var members: [Schema.Member] = [.init("version", .integer)]
        if action == .recordOpinion { members.append(.init("opinion", .oneOf(ReviewOpinion.allCases.map(\.rawValue)))) }
        if needs.contains(.reason) { members.append(.init("reason", .string(maxLength: 2000))) }
        if needs.contains(.legalBasis) { members.append(.init("legalBasis", .string(maxLength: 300))) }
        if needs.contains(.specialKind) {
            let codes = SpecialProcedure.Code.allCases.filter { $0 != .extension }.map(\.rawValue)
            members += [.init("specialKind", .oneOf(codes)), .init("expectedUntil", .date, required: false)]
        }
        if needs.contains(.receiptNumber) { members.append(.init("receiptNumber", .string(maxLength: 60))) }
        if needs.contains(.twoOfficers) { members += ["officer1", "officer2"].map { .init($0, .string(maxLength: 40), required: false) } }
        if needs.contains(.points) {
            members.append(.init("point", Schema.object([]).with("additionalProperties", ["type": "string"]), ConsoleText.pointsByName))
        }
        if action == .grant {
            members.append(
                .init("decided", Schema.object([]).with("additionalProperties", true), required: false, ConsoleText.decidedByName))
        }
        if action == .revokeGrant { members.append(.init("ground", .oneOf(Cases.revocationCodes))) }
        if action == .handOver { members.append(.init("delivery", .string(maxLength: 200), required: false)) }
        return .object(members)
    }

    private static let reason = Field("reason", ConsoleText.reason, .longText(max: 2000), help: ConsoleText.reasonHelp)

    /// What has to be filled in for this case.
    func fields(_ file: CaseFile, on today: LocalDate) -> [Field] {
        var fields: [Field] = []
        let needs = CaseTransition.of(action, from: file.current.status)?.needs ?? []
        if action == .recordOpinion {
            fields.append(
                Field("opinion", ConsoleText.opinion, .choice(ReviewOpinion.allCases.map { Option($0.rawValue, $0.name) }, style: .radios)))
        }
        if needs.contains(.points) { fields += points(file) }
        if needs.contains(.specialKind) {
            let kinds = file.item.specialProcedures.map(\.code).filter { $0 != .extension }
            let offered = kinds.isEmpty ? SpecialProcedure.Code.allCases.filter { $0 != .extension } : kinds
            fields.append(
                Field("specialKind", ConsoleText.specialKind, .choice(offered.map { Option($0.rawValue, $0.name) }, style: .select)))
            fields.append(Field("expectedUntil", ConsoleText.expectedUntil, .date(min: today, max: nil), required: false))
        }
        if needs.contains(.receiptNumber) { fields.append(Field("receiptNumber", ConsoleText.receiptNumber, .text(max: 60))) }
        if needs.contains(.twoOfficers), file.current.needsTwoOfficers(for: action, file.rules) {
            fields.append(Field("officer1", ConsoleText.firstOfficer, .text(max: 40)))
            fields.append(Field("officer2", ConsoleText.secondOfficer, .text(max: 40)))
        }
        if action == .grant { fields += file.item.decides.map { decided($0, file, today) } }
        if action == .revokeGrant {
            let grounds = Cases.revocationGrounds(of: file.item).map { Option($0.code, $0.text(of: file.item.matter)) }
            fields.append(Field("ground", ConsoleText.ground, .choice(grounds, style: .radios)))
        }
        if needs.contains(.reason) { fields.append(ConsoleAct.reason) }
        if needs.contains(.legalBasis) {
            fields.append(
                Field("legalBasis", ConsoleText.legalBasis, .text(max: 300), help: file.item.bases.first.map { Text(same: $0.citation.zh) })
            )
        }
        if action == .handOver {
            fields.append(Field("delivery", ConsoleText.delivery, .text(max: 200), help: ConsoleText.deliveryHelp, required: false))
        }
        return fields
    }

    /// Everything that may be missing, one box each: what is written in a box is asked for, all at once.
    private func points(_ file: CaseFile) -> [Field] {
        let materials = file.item.materials.map { (code: $0.code, name: $0.name) }
        let fields = file.item.fields.compactMap { field -> (code: String, name: Text)? in
            guard let code = file.file.thing.elementCode(of: field.field), let element = file.file.catalogue.elements[code] else {
                return nil
            }
            return (field.field, field.label ?? element.name)
        }
        return (materials + fields).map {
            Field("point.\($0.code)", $0.name, .text(max: 500), help: ConsoleText.pointHelp, required: false)
        }
    }

    private func decided(_ fact: DecidedFact, _ file: CaseFile, _ today: LocalDate) -> Field {
        let code = file.file.thing.elementCode(of: fact.field)
        guard let element = code.flatMap({ file.file.catalogue.elements[$0] }) else {
            return Field("decided.\(fact.field)", fact.label ?? Text(same: fact.field), .text(max: 200), required: fact.isRequired)
        }
        let spec = element.formField(
            "decided.\(fact.field)", label: fact.label ?? element.name, help: nil, choices: file.file.catalogue.choices(of: element),
            today: today)
        var field = Field(spec, in: file.file.catalogue)
        field.isRequired = fact.isRequired
        return field
    }

    /// The move that was filled in; every fault at once.
    func move(_ submitted: Submitted, _ file: CaseFile, on today: LocalDate) throws -> CaseMove {
        let fields = fields(file, on: today)
        let values = try fields.parse(submitted, today: today)
        func text(_ name: String) -> String? { values[name]?.string }
        var move = CaseMove(action, reason: text("reason"))
        move.legalBasis = text("legalBasis")
        move.specialKind = text("specialKind")
        move.expectedUntil = text("expectedUntil").flatMap { LocalDate($0) }
        move.receiptNumber = text("receiptNumber")
        move.officers = [text("officer1"), text("officer2")].compactMap(\.self)
        move.delivery = text("delivery")
        move.ground = text("ground")
        move.opinion = text("opinion").flatMap(ReviewOpinion.init(rawValue:))
        for field in fields {
            if field.name.hasPrefix("point."), let ask = text(field.name) {
                move.points.append(SupplementPoint(subject: String(field.name.dropFirst("point.".count)), label: field.label, ask: ask))
            }
            if field.name.hasPrefix("decided."), let value = values[field.name], !value.isNull {
                move.decided[String(field.name.dropFirst("decided.".count))] = value
            }
        }
        return move
    }
}
