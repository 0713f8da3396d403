import Catalogue
import Kernel
import Store
import Web

/// Agreements with bodies that are no authorities.
struct AgreementModel: Sendable {
    var agreements: [Agreement]
    /// Resources that need one.
    var needing: [DataResource]
    var mayAct: Set<String>
    /// How long before its end one is said to end soon, in days.
    var noticeDays: Int
    var catalogue: Catalogue
    var today: LocalDate
}

extension DataCentre {
    var agreementList: Screen<AgreementModel> {
        Screen(
            "datacentre.agreements", get: "/console/data/agreements", access: DataCentre.stewards, summary: LedgerText.agreements,
            tag: "data",
            load: { call in try await agreementModel(call) },
            page: { model, call in AgreementPage(model: model, language: call.language, csrf: call.visitor.csrf).page() },
            gives: .object([
                .init(
                    "items",
                    .array(
                        .object([
                            .init("id", .id), .init("resource", .string), .init("purpose", .string), .init("from", .date),
                            .init("until", .date), .init("state", .string),
                        ])))
            ]),
            json: { model, _ in ["items": .array(model.agreements.map { AgreementPage.json($0, model.today) })] })
    }

    private func agreementModel(_ call: Call) async throws -> AgreementModel {
        let (snapshot, rights) = (catalogue.snapshot, DataRights(scope: call.visitor.scope))
        let needing = resources(of: rights.seen, in: snapshot).compactMap { snapshot.resources[$0] }
            .filter { Agreement.isNeeded(for: $0, in: snapshot) }
        let found = try await database.read { try ledger.agreements(of: needing.map(\.code), in: $0) }
        return AgreementModel(
            agreements: found, needing: needing, mayAct: Set(needing.map(\.owner).filter(rights.mayAct)),
            noticeDays: settings.lapseNoticeDays,
            catalogue: snapshot, today: call.now.date)
    }

    var agreementMaking: Act<Agreement, Agreement> {
        Act(
            "datacentre.agreement", post: "/console/data/agreements", access: .staff([.steward]), summary: LedgerText.makeAgreement,
            tag: "data",
            takes: .object([
                .init("resource", .string), .init("purpose", .string(maxLength: 500)), .init("from", .date), .init("until", .date),
            ]), refuses: ["invalid", "datacentre.not-yours"],
            input: { submitted, call in
                let fields = AgreementPage.fields([])
                var faults: [Problem.Fault] = []
                for field in fields.dropFirst() {
                    do { _ = try field.parse(submitted) } catch { faults += (error as? Problem)?.faults ?? [] }
                }
                guard faults.isEmpty, let from = submitted["from"].flatMap({ LocalDate($0) }),
                    let until = submitted["until"].flatMap({ LocalDate($0) })
                else { throw Problem.invalid(faults.isEmpty ? [Problem.Fault("from", LedgerText.badDay)] : faults) }
                guard from <= until else { throw Problem.invalid([Problem.Fault("until", LedgerText.endsBeforeItBegins)]) }
                return Agreement(
                    id: call.surroundings.newID(), resource: submitted["resource"] ?? "", purpose: submitted["purpose"] ?? "", from: from,
                    until: until)
            },
            run: { agreement, call in
                let snapshot = catalogue.snapshot
                guard let resource = snapshot.resources[agreement.resource], Agreement.isNeeded(for: resource, in: snapshot) else {
                    throw DataCentreRefusal.unknown(field: "resource").problem
                }
                guard DataRights(scope: call.visitor.scope).mayAct(for: resource.owner) else {
                    throw DataCentreRefusal.notYours(snapshot.departmentName(resource.owner)).problem
                }
                try await database.write { try ledger.insert(agreement, by: call.visitor.name, at: call.now, in: $0) }
                return agreement
            }, then: { _, _ in "/console/data/agreements" },
            again: { problem, call in
                AgreementPage(model: try await agreementModel(call), language: call.language, csrf: call.visitor.csrf)
                    .page(problem: problem, values: call.submitted.values)
            }, gives: .object([.init("id", .id)]), json: { agreement, call in AgreementPage.json(agreement, call.now.date) })
    }

    var agreementEnding: Act<String, ID> {
        Act(
            "datacentre.agreement-withdraw", post: "/console/data/agreements/{id}/withdrawal", access: .staff([.steward]),
            summary: LedgerText.endAgreement, tag: "data", takes: .object([.init("reason", .string(maxLength: 500))]),
            refuses: ["invalid", "datacentre.not-found", "datacentre.not-yours"],
            input: { submitted, _ in String((submitted["reason"] ?? "").prefix(500)) },
            run: { reason, call in
                guard !reason.isEmpty else { throw DataCentreRefusal.reasonMissing.problem }
                let (snapshot, id) = (catalogue.snapshot, try call.id())
                try await database.write { connection in
                    guard let agreement = try ledger.agreements(of: nil, in: connection).first(where: { $0.id == id }),
                        let resource = snapshot.resources[agreement.resource]
                    else { throw DataCentreRefusal.notFound.problem }
                    guard DataRights(scope: call.visitor.scope).mayAct(for: resource.owner) else {
                        throw DataCentreRefusal.notYours(snapshot.departmentName(resource.owner)).problem
                    }
                    guard try ledger.withdraw(id, because: reason, at: call.now, in: connection) else {
                        throw DataCentreRefusal.notFound.problem
                    }
                    // Nothing of it is used any longer, nor kept.
                    try cache.remove(resource.code, in: connection)
                }
                return id
            }, then: { _, _ in "/console/data/agreements" },
            again: { problem, call in
                AgreementPage(model: try await agreementModel(call), language: call.language, csrf: call.visitor.csrf).page(
                    refused: problem)
            }, gives: .object([.init("id", .id)]), json: { id, _ in ["id": .string(id.rawValue)] }, status: 200)
    }
}

/// The page of agreements.
struct AgreementPage {
    let model: AgreementModel
    let language: Language
    let csrf: String

    static func fields(_ resources: [DataResource]) -> [Field] {
        [
            Field("resource", SharingText.resource, .choice(resources.map { Option($0.code, $0.name) }, style: .select)),
            Field("purpose", LedgerText.purpose, .longText(max: 500)), Field("from", LedgerText.from, .date(min: nil, max: nil)),
            Field("until", SharingText.until, .date(min: nil, max: nil)),
        ]
    }

    static func json(_ agreement: Agreement, _ today: LocalDate) -> JSON {
        [
            "id": .string(agreement.id.rawValue), "resource": .string(agreement.resource), "purpose": .string(agreement.purpose),
            "from": .string(agreement.from.description), "until": .string(agreement.until.description),
            "state": .string(agreement.state(on: today).rawValue),
        ]
    }

    func page(problem: Problem? = nil, values: [String: [String]] = [:], refused: Problem? = nil) -> Page {
        let without = model.needing.filter { resource in
            !model.agreements.contains { $0.resource == resource.code && $0.state(on: model.today) == .inForce }
        }
        let warning: HTML? =
            without.isEmpty
            ? nil
            : Components.banner(
                .wait,
                "\(LedgerText.withoutAgreement, language) \(without.map { $0.name[language] }.joined(separator: language == .zh ? "、" : ", "))"
            )
        let cards = model.agreements.html(card)
        let mine = model.needing.filter { model.mayAct.contains($0.owner) }
        let form: HTML =
            mine.isEmpty
            ? HTML()
            : Form(
                action: "/console/data/agreements", sections: [FormSection(LedgerText.makeAgreement, fields: AgreementPage.fields(mine))],
                values: values, problem: problem, submit: LedgerText.makeAgreement, seal: FormSeal(csrf: csrf)
            ).html(language)
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(LedgerText.agreements, lede: LedgerText.agreementsLede, language))\(warning)\(refused.map { Components.problem($0, language) })\
            \(Components.split(model.agreements.isEmpty ? Components.emptyState(LedgerText.noAgreements, language) : cards, form))
            """
        return Page(LedgerText.agreements, layout: .console(current: DataCentre.nav), body: body)
    }

    private func card(_ agreement: Agreement) -> HTML {
        let resource = model.catalogue.resources[agreement.resource]
        let state = agreement.state(on: model.today)
        var facts = [
            Components.Fact(
                SharingText.holder, "\(resource.map { model.catalogue.departmentName($0.owner) } ?? Text(same: "—"), language)"),
            Components.Fact(LedgerText.purpose, HTML(text: agreement.purpose)),
            Components.Fact(LedgerText.term, Components.dates(from: agreement.from, to: agreement.until, language)),
        ]
        if let reason = agreement.reason { facts.append(Components.Fact(LedgerText.endedWhy, HTML(text: reason))) }
        var ending = HTML()
        if state == .inForce || state == .future, let resource, model.mayAct.contains(resource.owner) {
            var form = Form(
                action: "/console/data/agreements/\(agreement.id)/withdrawal",
                sections: [FormSection(fields: [Field("reason", SharingText.reason, .text(max: 500))])], submit: LedgerText.endAgreement,
                kind: .seal, seal: FormSeal(csrf: csrf))
            form.scope = "\(agreement.id)-"
            ending = Components.details(LedgerText.endAgreement, form.html(language), language)
        }
        let endsSoon = agreement.endsSoon(model.agreements, on: model.today, within: model.noticeDays)
        let tag =
            endsSoon
            ? Components.tag(LedgerText.endsSoon, .wait, language)
            : Components.tag(LedgerText.state(state), state == .inForce ? .done : .quiet, language)
        return Components.card(
            "\(resource?.name ?? Text(same: agreement.resource), language)", aside: tag,
            Components.summaryList(facts, language) + ending)
    }
}
