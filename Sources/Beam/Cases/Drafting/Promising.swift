import Catalogue
import Kernel
import Web

/// What is promised of one's own free will: each kind is a noun of its own, and can be taken back as long as nothing is submitted.
extension Cases {
    var promisingEndpoints: [Endpoint] { Promises.Kind.allCases.flatMap { promise($0).endpoints + takeBack($0).endpoints } }

    static let promisesShape: Schema = .object(
        Promises.Kind.allCases.map { .init($0.rawValue, .array(.string), required: false) })

    private func shape(_ kind: Promises.Kind) -> Schema {
        .object([.init(kind.subject, .string), .init("agreed", .boolean, required: false)])
    }

    private func promise(_ kind: Promises.Kind) -> Act<String, OpenDraft> {
        Act(
            "drafts.promise\(kind.suffix)", post: kind.path, access: .applicant, summary: PromiseText.act(kind), takes: shape(kind),
            refuses: ["invalid", "cases.not-found", "cases.stale", "cases.promise-barred"],
            input: { submitted, _ in
                guard ["true", "on", "yes", "1"].contains(submitted["agreed"] ?? "") else {
                    throw Problem.invalid([Problem.Fault("agreed", PromiseText.agreeFirst)])
                }
                return submitted[kind.subject] ?? ""
            },
            run: { code, call in
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                if let until = open.barred[kind] { throw CaseRefusal.promiseBarred(until: until).problem }
                guard open.offer(kind, code) != nil else {
                    throw Problem.invalid([Problem.Fault(kind.subject, PromiseText.none(kind))])
                }
                return try await change(open.draft.id, for: call.visitor, at: call.now) { draft, _ in draft.promises[kind].insert(code) }
            },
            then: { open, _ in "/drafts/\(open.draft.id)/form" },
            again: { problem, call in
                formPage(
                    try await reopened(call), call, problem: nil, promising: (kind, problem))
            },
            gives: Cases.draftShape, json: { open, _ in open.json }, status: 200)
    }

    private func takeBack(_ kind: Promises.Kind) -> Act<String, OpenDraft> {
        Act(
            "drafts.take-promise-back\(kind.suffix)", post: kind.withdrawalPath, access: .applicant, summary: PromiseText.undo(kind),
            takes: shape(kind), refuses: ["cases.not-found", "cases.stale"], input: { submitted, _ in submitted[kind.subject] ?? "" },
            run: { code, call in
                try await change(try call.id(), for: call.visitor, at: call.now) { draft, _ in draft.promises[kind].remove(code) }
            },
            then: { open, _ in "/drafts/\(open.draft.id)/form" }, gives: Cases.draftShape, json: { open, _ in open.json }, status: 200)
    }

    /// Each promise that may be given, with its words and what follows if it is not kept; for an approval beside the usual way.
    ///
    /// - Parameter only: the kinds that are shown here.
    func promisesPart(_ open: OpenDraft, _ call: Call, only kinds: Set<Promises.Kind>, problem: (kind: Promises.Kind, Problem)?) -> HTML {
        open.promiseOffers.filter { kinds.contains($0.kind) }.html { offer in
            PromiseCard(
                offer: offer, open: open, call: call,
                problem: problem.flatMap { $0.kind == offer.kind && call.submitted[offer.kind.subject] == offer.code ? $0.1 : nil }
            ).html
        }
    }

    /// Why nothing may be promised, for whoever would otherwise be offered it.
    func barredPart(_ open: OpenDraft, _ language: Language) -> HTML {
        open.barred.sorted { $0.key.rawValue < $1.key.rawValue }.html { kind, until in
            Components.banner(
                .wait,
                """
                <p><strong>\(PromiseText.barred, language)</strong> \(PromiseText.barredUntil(kind, until), language) \
                \(Components.anchor(PromiseText.seeRecord, "/promises", language))</p>
                """)
        }
    }
}

extension Promises.Kind {
    /// What a promise of this kind is about, as forms and programs name it.
    var subject: String { self == .approval ? "item" : "material" }

    fileprivate var suffix: String { self == .certificate ? "" : "-\(rawValue)" }

    fileprivate var path: String {
        switch self {
        case .certificate: "/drafts/{id}/promises"
        case .deferral: "/drafts/{id}/deferrals"
        case .approval: "/drafts/{id}/approval-promises"
        }
    }

    fileprivate var withdrawalPath: String {
        switch self {
        case .certificate: "/drafts/{id}/promises/withdrawal"
        case .deferral: "/drafts/{id}/deferrals/withdrawal"
        case .approval: "/drafts/{id}/approval-promises/withdrawal"
        }
    }

    /// Where a form of a draft posts it.
    func link(_ draft: ID) -> Link {
        switch self {
        case .certificate: "/drafts/\(draft)/promises"
        case .deferral: "/drafts/\(draft)/deferrals"
        case .approval: "/drafts/\(draft)/approval-promises"
        }
    }

    func withdrawalLink(_ draft: ID) -> Link {
        switch self {
        case .certificate: "/drafts/\(draft)/promises/withdrawal"
        case .deferral: "/drafts/\(draft)/deferrals/withdrawal"
        case .approval: "/drafts/\(draft)/approval-promises/withdrawal"
        }
    }
}
