import Catalogue
import Kernel
import Licences
import Web

extension Cases {
    var renewalEndpoints: [Endpoint] { renewalPage.endpoints + renewing.endpoints }

    private var renewalPage: Screen<Renewal> {
        Screen(
            "licences.renewal", get: "/licences/{id}/renewal", access: .applicant, summary: RenewalText.title,
            refuses: ["licences.not-found", "cases.not-renewable"], load: { try await renewal($0) },
            page: { renewalPage($0, $1, problem: nil) },
            gives: .object([
                .init("licence", .id), .init("thing", .string), .init("open", .boolean), .init("confirmable", .boolean),
            ]),
            json: { renewal, _ in
                [
                    "licence": .string(renewal.licence.id.rawValue), "thing": .string(renewal.thing.code), "open": .bool(renewal.isOpen),
                    "confirmable": .bool(renewal.needsOnlyConfirmation),
                ]
            })
    }

    private var renewing: Act<Bool, SubmittedApplication> {
        Act(
            "licences.renew", post: "/licences/{id}/renewal", access: .applicant, summary: RenewalText.confirm,
            takes: .object([.init("unchanged", .boolean)]),
            refuses: ["invalid", "licences.not-found", "cases.not-renewable", "cases.repeated", "cases.other-content"],
            input: { submitted, _ in
                // Never ticked for anybody: saying that nothing has changed is the person's own statement.
                guard try RenewalText.confirmation.parse(submitted) == true else {
                    throw Problem.invalid([Problem.Fault("unchanged", RenewalText.say)])
                }
                return true
            },
            run: { _, call in try await confirm(try await renewal(call), by: call) },
            then: { submitted, _ in "/applications/\(submitted.application.id)" },
            again: { problem, call in renewalPage(try await renewal(call), call, problem: problem) }, gives: Cases.submittedShape,
            json: { submitted, _ in Cases.json(submitted) })
    }

    private func renewalPage(_ renewal: Renewal, _ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let licence = renewal.licence
        let name = catalogue.snapshot.licenceTypes[licence.type]?.name ?? Text(same: licence.type)
        var facts = [
            Components.Fact(RenewalText.licence, "\(name, language) \(Components.code(licence.number))"),
            Components.Fact(RenewalText.until, licence.validUntil.map { Components.date($0, language) } ?? HTML()),
        ]
        let way: HTML
        if !renewal.isOpen {
            way = Components.banner(.quiet, "\(RenewalText.closed, language)")
        } else if renewal.needsOnlyConfirmation {
            facts += known(renewal, language)
            way = Form(
                action: "/licences/\(licence.id)/renewal", fields: [RenewalText.confirmation], problem: problem,
                submit: RenewalText.confirm,
                seal: FormSeal(csrf: call.visitor.csrf)
            ).html(language)
        } else {
            let why = renewal.gathered == nil ? RenewalText.byItem(renewal.thing.name) : RenewalText.more
            way = """
                \(Components.banner(.wait, "\(why, language)"))\
                \(Components.actionBar([Components.button(RenewalText.apply, to: "/things/\(renewal.thing.code)", language)]))
                """
        }
        let lede = renewal.needsOnlyConfirmation ? RenewalText.nothingAsked : nil
        let trouble: HTML? = renewal.needsOnlyConfirmation ? nil : problem.map { Components.problem($0, language) }
        let body: HTML = """
            \(Components.breadcrumbs([(LicencesText.title, "/licences"), (name, "/licences/\(licence.id)")], language))\
            \(Components.heading(RenewalText.title, lede: lede, language))\(trouble)\
            \(Components.card(nil, Components.summaryList(facts, language)))\(way)
            """
        return Page(
            RenewalText.title, layout: .portal(current: LicencesText.nav), body: body, status: problem?.status ?? 200, isWide: false)
    }

    /// What the confirmation confirms, each with its source.
    private func known(_ renewal: Renewal, _ language: Language) -> [Components.Fact] {
        guard let checklist = renewal.gathered?.checklist else { return [] }
        return checklist.fields.filter { $0.isNeeded && $0.value != nil }.map { outcome in
            let element = renewal.thing.elementCode(of: outcome.field).flatMap { catalogue.snapshot.elements[$0] }
            let source = checklist.sources[outcome.field].map { $0.text(in: catalogue.snapshot) }
            return Components.Fact(
                outcome.label, HTML(text: catalogue.snapshot.words(for: outcome.value ?? .null, of: element)[language]),
                source: source.map { HTML(text: $0[language]) })
        }
    }
}

/// What holders read when a licence may be renewed.
enum RenewalText {
    static let title = Text("延续证照", "Renew a licence")
    static let licence = Text("证照", "Licence")
    static let until = Text("有效期至", "Valid until")
    static let nothingAsked = Text(
        "没有要填的，也没有要交的。请核对下面的内容，确认一次就提交。", "There is nothing to fill in and nothing to hand in. Look through this and confirm once.")
    static let statement = Text("以上情况没有变化，申请延续", "Nothing of this has changed; I apply for the renewal")
    static let confirm = Text("确认延续", "Confirm the renewal")
    static let say = Text("请勾选确认。情况有变化的，请改办变更。", "Tick it to confirm. If something has changed, apply for a change.")
    static let closed = Text(
        "还没到延续的时间，或者已经过了。到时会提醒您。", "It is not yet time to renew it, or too late. You will be reminded when it is time.")
    static let more = Text("这次延续还需要您补充一些内容，不能只确认一次。", "This time the renewal needs something more from you than one confirmation.")
    static func byItem(_ name: Text) -> Text {
        Text("延续这张证照，请办理“\(name.zh)”。", "To renew this licence, apply for “\(name.en)”.")
    }
    static let apply = Text("去办理", "Apply")
    static let confirmation = Field("unchanged", statement, .consent)
}
