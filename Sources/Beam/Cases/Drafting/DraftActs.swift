import Catalogue
import Kernel
import Web

extension Cases {
    /// Everything an applicant does before submitting.
    var draftingEndpoints: [Endpoint] {
        begin.endpoints + situation.endpoints + answer.endpoints + form.endpoints + fill.endpoints + correct.endpoints + choose.endpoints
            + promisingEndpoints + objectingEndpoints + composingEndpoints + check.endpoints
            + submitDraft.endpoints + discard.endpoints + submitAtOnce.endpoints
    }

    /// A draft for a page, which tells whether the same was applied for before; programs hear of it when they submit.
    private func watched(_ open: OpenDraft, _ call: Call) async throws -> OpenDraft {
        guard call.face == .page, open.draft.application == nil else { return open }
        var open = open
        open.repetition = try await repetition(open, at: call.now)
        return open
    }

    /// The draft that a call names, for its page to be shown again.
    func reopened(_ call: Call) async throws -> OpenDraft {
        try await watched(try await openDraft(try call.id(), for: call.visitor, at: call.now), call)
    }

    private static func answers(_ values: [String: JSON]) -> [String: JSON] {
        Dictionary(uniqueKeysWithValues: values.map { (String($0.key.dropFirst("answers.".count)), $0.value) })
    }

    /// Where the applicant goes on: to the questions while one is open, then to the form.
    private static func next(_ open: OpenDraft) -> Link {
        open.checklist.openQuestions.isEmpty ? "/drafts/\(open.draft.id)/form" : "/drafts/\(open.draft.id)"
    }

    // MARK: Beginning

    private static let answersShape: Schema = .object([
        .init("answers", .object([]).with("additionalProperties", true), required: false, ApplicantText.answersByCode)
    ])

    private var begin: Act<Submitted, OpenDraft> {
        Act(
            "drafts.begin", post: "/things/{code}/drafts", access: .applicant, summary: ApplicantText.begin, takes: Cases.answersShape,
            refuses: ["invalid", "web.not-found"], input: { submitted, _ in submitted },
            run: { submitted, call in
                let open = try await openDraft(of: try call.parameter("code"), for: call.visitor, at: call.now)
                // Questions that were left open are asked on the next page.
                let read = SentAnswers(submitted, face: call.face, isWhole: false).read(open, on: call.now.date)
                return try await answered(open, read, call)
            },
            then: { open, _ in Cases.next(open) },
            again: { problem, call in
                let open = try await openDraft(of: try call.parameter("code"), for: call.visitor, at: call.now)
                return situationPage(try await watched(open, call), call, problem: problem)
            },
            gives: Cases.draftShape, json: { open, _ in open.json })
    }

    private var answer: Act<Submitted, OpenDraft> {
        Act(
            "drafts.answer", post: "/drafts/{id}/answers", access: .applicant, summary: ApplicantText.answer, takes: Cases.answersShape,
            refuses: ["invalid", "cases.not-found", "cases.stale"], input: { submitted, _ in submitted },
            run: { submitted, call in
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                // A page asks all its questions; a program may answer them one by one.
                let read = SentAnswers(submitted, face: call.face, isWhole: call.face == .page).read(open, on: call.now.date)
                return try await answered(open, read, call)
            },
            then: { open, _ in Cases.next(open) },
            again: { problem, call in
                situationPage(try await reopened(call), call, problem: problem)
            },
            gives: Cases.draftShape, json: { open, _ in open.json }, status: 200)
    }

    /// Keeps the answers that are good, then tells what is wrong with the others.
    private func answered(_ open: OpenDraft, _ read: SentValues, _ call: Call) async throws -> OpenDraft {
        let changed = try await change(open.draft.id, for: call.visitor, at: call.now) { draft, _ in
            draft.answers.merge(Cases.answers(read.values)) { _, new in new }
        }
        if !read.faults.isEmpty { throw Problem.invalid(read.faults) }
        return changed
    }

    private var situation: Screen<OpenDraft> {
        Screen(
            "drafts.read", get: "/drafts/{id}", access: .applicant, summary: ApplicantText.situation, refuses: ["cases.not-found"],
            load: { try await watched(try await shown(try $0.id(), for: $0.visitor, at: $0.now), $0) },
            page: { open, call in situationPage(open, call, problem: nil) }, gives: Cases.draftShape, json: { open, _ in open.json })
    }

    // MARK: Filling in

    private var form: Screen<OpenDraft> {
        Screen(
            "drafts.form", get: "/drafts/{id}/form", access: .applicant, summary: ApplicantText.form, refuses: ["cases.not-found"],
            load: { try await watched(try await shown(try $0.id(), for: $0.visitor, at: $0.now), $0) },
            page: { open, call in formPage(open, call, problem: nil) })
    }

    private var fill: Act<Submitted, OpenDraft> {
        Act(
            "drafts.fill", post: "/drafts/{id}/fields", access: .applicant, summary: ApplicantText.form, takes: Cases.fieldsShape,
            refuses: ["invalid", "cases.not-found", "cases.stale", "web.too-large"], body: .files, input: { submitted, _ in submitted },
            run: { submitted, call in
                let today = call.now.date
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                let read = SentFields(submitted, face: call.face).read(open, on: today)
                var faults = read.faults
                let (handedIn, badFiles) = try await keep(submitted.files, in: open, call)
                faults += badFiles
                let changed = try await change(open.draft.id, for: call.visitor, at: call.now) { draft, _ in
                    // A box that was emptied is empty; one that was filled in wrongly keeps what it held.
                    for field in read.emptied { draft.given[field] = nil }
                    // What is handed in now does not follow later.
                    draft.promises[.deferral].subtract(handedIn)
                    draft.given.merge(read.values) { _, new in new }
                }
                // What is kept though it cannot be right is told at its box; what is only empty may be filled in another day.
                faults += changed.mistakes(on: today).filter { read.values[$0.field] != nil }
                // A program may fill in some boxes now and others later; a page sends them all.
                if call.face == .page {
                    let missing = changed.materialFields.filter(\.isRequired).map {
                        Problem.Fault($0.name, ApplicantText.documentMissing($0.label))
                    }
                    faults += missing.filter { fault in !faults.contains { $0.field == fault.field } }
                }
                if !faults.isEmpty { throw Problem.invalid(faults) }
                return changed
            },
            then: { open, _ in open.missingCount == 0 ? "/drafts/\(open.draft.id)/check" : "/drafts/\(open.draft.id)/form" },
            again: { problem, call in formPage(try await reopened(call), call, problem: problem)
            },
            gives: Cases.draftShape, json: { open, _ in open.json }, status: 200)
    }

    /// Stores the files that came along; what is wrong with one is told at its box, and the others are kept.
    func keep(_ files: [UploadedFile], in open: OpenDraft, _ call: Call) async throws -> (
        kept: Set<String>, faults: [Problem.Fault]
    ) {
        var faults: [Problem.Fault] = []
        var kept: Set<String> = []
        for file in files where !file.bytes.isEmpty {
            guard let code = MaterialBox.code(of: file.field), let outcome = open.checklist.material(code), outcome.takesFile else {
                continue
            }
            do {
                // What is handed in later takes the place of what was there, once it is known to be good.
                _ = try await attach(file, as: outcome.material, to: open.draft.id, at: call.now)
                for old in open.attachments where old.material == outcome.code { _ = try await detach(old.id, from: open.draft.id) }
                kept.insert(outcome.code)
            } catch let problem as Problem {
                // Told at the box of the document.
                let messages = problem.faults.isEmpty ? [problem.detail] : problem.faults.map(\.message)
                faults += messages.map { Problem.Fault(file.field, ApplicantText.ofDocument(outcome.material.name, $0)) }
            }
        }
        return (kept, faults)
    }

    private var correct: Act<String, OpenDraft> {
        Act(
            "drafts.correct", post: "/drafts/{id}/corrections", access: .applicant, summary: ApplicantText.correct,
            takes: .object([.init("field", .string)]), refuses: ["invalid", "cases.not-found", "cases.stale"],
            input: { submitted, _ in submitted["field"] ?? "" },
            run: { field, call in
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                guard open.checklist.field(field)?.isNeeded == true, !open.draft.isVerified(field) else {
                    let why = open.draft.isVerified(field) ? ApplicantText.notYourOwn : CasesText.unknownField
                    throw Problem.invalid([Problem.Fault("field", why)])
                }
                return try await change(open.draft.id, for: call.visitor, at: call.now) { draft, checklist in
                    if checklist.field(field)?.isNeeded == true { draft.corrected.insert(field) }
                }
            },
            then: { open, _ in "/drafts/\(open.draft.id)/form" }, gives: Cases.draftShape, json: { open, _ in open.json }, status: 200)
    }

    /// Says which of several people is meant; from then on the registers answer for that one.
    private var choose: Act<String, OpenDraft> {
        Act(
            "drafts.choose", post: "/drafts/{id}/people", access: .applicant, summary: ApplicantText.choosePerson,
            takes: .object([.init("person", .string)]), refuses: ["invalid", "cases.not-found", "cases.stale"],
            input: { submitted, _ in submitted["person"] ?? "" },
            run: { tag, call in
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                guard let person = open.draft.holdings.people.first(where: { $0.tag == tag }),
                    let field = open.thing.participant(person.role)?.keyField
                else { throw Problem.invalid([Problem.Fault("person", ApplicantText.chooseOne)]) }
                return try await change(open.draft.id, for: call.visitor, at: call.now) { draft, _ in
                    draft.given[field] = .string(person.key)
                }
            },
            then: { open, _ in "/drafts/\(open.draft.id)/form" },
            again: { problem, call in formPage(try await reopened(call), call, problem: problem)
            },
            gives: Cases.draftShape, json: { open, _ in open.json }, status: 200)
    }

    private var discard: Act<ID, ID> {
        Act(
            "drafts.discard", post: "/drafts/{id}/deletion", access: .applicant, summary: ApplicantText.discard, takes: .object([]),
            refuses: ["cases.not-found"], input: { _, call in try call.id() },
            run: { id, call in
                try await deleteDraft(id, for: call.visitor)
                return id
            },
            then: { _, _ in "/applications" }, gives: .object([.init("id", .id)]), json: { id, _ in ["id": .string(id.rawValue)] },
            status: 200)
    }

    // MARK: Checking and submitting

    private var check: Screen<OpenDraft> {
        Screen(
            "drafts.check", get: "/drafts/{id}/check", access: .applicant, summary: ApplicantText.check, refuses: ["cases.not-found"],
            load: { try await watched(try await shown(try $0.id(), for: $0.visitor, at: $0.now), $0) },
            page: { open, call in checkPage(open, call, problem: nil) })
    }

    private var submitDraft: Act<DeliveryChoice?, SubmittedApplication> {
        Act(
            "drafts.submit", post: "/drafts/{id}/submission", access: .applicant, summary: ApplicantText.submit,
            takes: .object([
                .init("declared", .boolean),
                .init("delivery", .oneOf(DeliveryChoice.Way.allCases.map(\.rawValue)), required: false, DeliveryText.shape),
                .init("together", .boolean, required: false), .init("deliveryAddress", .string(maxLength: 200), required: false),
            ]),
            refuses: ["invalid", "cases.not-found", "cases.other-content", "cases.repeated", "cases.new-catalogue"],
            input: { submitted, _ in
                guard ["true", "on", "yes", "1"].contains(submitted["declared"] ?? "") else {
                    throw Problem.invalid([Problem.Fault("declared", ApplicantText.declareFirst)])
                }
                return try DeliveryChoice.read(submitted)
            },
            run: { choice, call in
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                var submission = open.submission(by: call.visitor)
                submission.delivery = try open.deliveryOffer.taken(choice)
                return try await submit(submission, at: call.now)
            },
            then: { submitted, _ in "/applications/\(submitted.application.id)/receipt" },
            again: { problem, call in checkPage(try await reopened(call), call, problem: problem)
            },
            gives: Cases.submittedShape, json: { submitted, _ in Cases.json(submitted) })
    }
}

extension OpenDraft {
    /// What is handed in: the draft as it stands.
    func submission(by visitor: Visitor) -> Submission {
        Submission(
            thing: draft.thing, catalogueVersion: draft.catalogueVersion, party: draft.party, account: draft.account,
            actorName: visitor.name,
            answers: draft.answers, given: draft.given, corrected: draft.corrected, promises: draft.promises.without(Set(barred.keys)),
            holdings: draft.holdings,
            draft: draft.id,
            idempotencyKey: draft.id.rawValue)
    }

    var json: JSON {
        [
            "id": .string(draft.id.rawValue), "thing": .string(draft.thing), "revision": .int(draft.revision),
            "missing": .int(missingCount), "newlyAsked": .array(newlyAsked.map { JSON($0) }), "people": peopleJSON,
            "checklist": checklist.json,
        ]
    }
}
