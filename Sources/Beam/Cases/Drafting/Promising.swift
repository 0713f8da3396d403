import Catalogue
import Kernel
import Web

/// 告知承诺: a paper is left out for a promise, if the applicant so chooses; the promise can be taken back as long as nothing is submitted.
extension Cases {
    var promisingEndpoints: [Endpoint] { promise.endpoints + takeBack.endpoints }

    private static let promiseShape: Schema = .object([.init("material", .string), .init("agreed", .boolean, required: false)])

    private var promise: Act<String, OpenDraft> {
        Act(
            "drafts.promise", post: "/drafts/{id}/promises", access: .applicant, summary: ApplicantText.promise,
            takes: Cases.promiseShape, refuses: ["invalid", "cases.not-found", "cases.stale"],
            input: { submitted, _ in
                guard ["true", "on", "yes", "1"].contains(submitted["agreed"] ?? "") else {
                    throw Problem.invalid([Problem.Fault("agreed", ApplicantText.promiseAgreeFirst)])
                }
                return submitted["material"] ?? ""
            },
            run: { material, call in
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                guard open.checklist.material(material)?.promise != nil else {
                    throw Problem.invalid([Problem.Fault("material", ApplicantText.promiseNone)])
                }
                return try await change(open.draft.id, for: call.visitor, at: call.now) { draft, _ in draft.promised.insert(material) }
            },
            then: { open, _ in "/drafts/\(open.draft.id)/form" },
            again: { problem, call in
                formPage(try await openDraft(try call.id(), for: call.visitor, at: call.now), call, problem: nil, promising: problem)
            },
            gives: Cases.draftShape, json: { open, _ in open.json }, status: 200)
    }

    private var takeBack: Act<String, OpenDraft> {
        Act(
            "drafts.take-promise-back", post: "/drafts/{id}/promises/withdrawal", access: .applicant, summary: ApplicantText.promiseUndo,
            takes: Cases.promiseShape, refuses: ["cases.not-found", "cases.stale"], input: { submitted, _ in submitted["material"] ?? "" },
            run: { material, call in
                try await change(try call.id(), for: call.visitor, at: call.now) { draft, _ in draft.promised.remove(material) }
            },
            then: { open, _ in "/drafts/\(open.draft.id)/form" }, gives: Cases.draftShape, json: { open, _ in open.json }, status: 200)
    }

    /// Each paper that a promise may stand for, with the words of the promise and what follows if it is not true.
    func promisesPart(_ open: OpenDraft, _ call: Call, problem: Problem?) -> HTML {
        open.checklist.materials.html { outcome in
            guard let promise = outcome.promise else { return HTML() }
            let language = call.language
            let words =
                Components.summaryList(
                    [
                        Components.Fact(outcome.material.name, HTML(text: promise.text[language])),
                        Components.Fact(ApplicantText.promiseIfUntrue, HTML(text: promise.consequence[language])),
                    ], language) + Components.soft(ApplicantText.promiseVersion(promise.version), language)
            let seal = FormSeal(csrf: call.visitor.csrf)
            if case .promised = outcome.state {
                let back = Components.postButton(
                    ApplicantText.promiseUndo, to: "/drafts/\(open.draft.id)/promises/withdrawal", kind: .plain, seal: seal,
                    values: [("material", outcome.code)], language)
                return Components.card(ApplicantText.promised(promise.version), words + Components.actionBar([back]), language)
            }
            let isThis = problem != nil && call.submitted["material"] == outcome.code
            var form = Form(
                action: "/drafts/\(open.draft.id)/promises",
                sections: [
                    FormSection(fields: [
                        Field("agreed", ApplicantText.promiseAgree, .consent), Field("material", Text(same: ""), .hidden),
                    ])
                ],
                values: ["material": [outcome.code]], problem: isThis ? problem : nil, submit: ApplicantText.promiseNow, kind: .plain,
                seal: seal)
            form.scope = "promise-\(outcome.code)-"
            return Components.details(ApplicantText.promiseOffer, words + form.html(language), isOpen: isThis, language)
        }
    }
}
