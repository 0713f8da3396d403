import Catalogue
import Kernel
package import Web

extension Cases {
    /// Everything an applicant does before submitting.
    var draftingEndpoints: [Endpoint] {
        begin.endpoints + situation.endpoints + answer.endpoints + form.endpoints + fill.endpoints + correct.endpoints + check.endpoints
            + submitDraft.endpoints + discard.endpoints + submitAtOnce.endpoints
    }

    /// Answers to the questions that are asked, as far as they were sent and are good; what is wrong comes beside them.
    private func read(_ fields: [Field], _ submitted: Submitted, on today: LocalDate) -> (values: [String: JSON], faults: [Problem.Fault]) {
        var values: [String: JSON] = [:]
        var faults: [Problem.Fault] = []
        for field in fields {
            do throws(Problem) {
                if let value = try field.parse(submitted, today: today) { values[field.name] = value }
            } catch {
                faults += error.faults
            }
        }
        return (values, faults)
    }

    private static func answers(_ values: [String: JSON]) -> [String: JSON] {
        Dictionary(uniqueKeysWithValues: values.map { (String($0.key.dropFirst("answers.".count)), $0.value) })
    }

    /// Where the applicant goes on: to the questions while one is open, then to the form.
    private static func next(_ open: OpenDraft) -> Link {
        open.checklist.openQuestions.isEmpty ? "/drafts/\(open.draft.id)/form" : "/drafts/\(open.draft.id)"
    }

    // MARK: Beginning

    private var begin: Act<Submitted, OpenDraft> {
        Act(
            "drafts.begin", post: "/things/{code}/drafts", access: .applicant, summary: ApplicantText.begin, takes: .object([]),
            refuses: ["web.not-found"], input: { submitted, _ in submitted },
            run: { submitted, call in
                let open = try await openDraft(of: try call.parameter("code"), for: call.visitor, at: call.now)
                let sent = read(open.questionFields, submitted, on: call.now.date).values
                return try await change(open.draft.id, for: call.visitor, at: call.now) { draft, _ in
                    draft.answers.merge(Cases.answers(sent)) { _, new in new }
                }
            },
            then: { open, _ in Cases.next(open) }, gives: .object([.init("id", .id), .init("checklist", .any)]),
            json: { open, _ in open.json })
    }

    private var answer: Act<Submitted, OpenDraft> {
        Act(
            "drafts.answer", post: "/drafts/{id}/answers", access: .applicant, summary: ApplicantText.answer, takes: .object([]),
            refuses: ["invalid", "cases.not-found"], input: { submitted, _ in submitted },
            run: { submitted, call in
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                let (values, faults) = read(open.questionFields, submitted, on: call.now.date)
                let changed = try await change(open.draft.id, for: call.visitor, at: call.now) { draft, _ in
                    draft.answers.merge(Cases.answers(values)) { _, new in new }
                }
                if !faults.isEmpty { throw Problem.invalid(faults) }
                return changed
            },
            then: { open, _ in Cases.next(open) },
            again: { problem, call in
                situationPage(try await openDraft(try call.id(), for: call.visitor, at: call.now), call, problem: problem)
            },
            gives: .any, json: { open, _ in open.json }, status: 200)
    }

    private var situation: Screen<OpenDraft> {
        Screen(
            "drafts.read", get: "/drafts/{id}", access: .applicant, summary: ApplicantText.situation, refuses: ["cases.not-found"],
            load: { try await openDraft(try $0.id(), for: $0.visitor, at: $0.now) },
            page: { open, call in situationPage(open, call, problem: nil) }, gives: .any, json: { open, _ in open.json })
    }

    // MARK: Filling in

    private var form: Screen<OpenDraft> {
        Screen(
            "drafts.form", get: "/drafts/{id}/form", access: .applicant, summary: ApplicantText.form, refuses: ["cases.not-found"],
            load: { try await openDraft(try $0.id(), for: $0.visitor, at: $0.now) },
            page: { open, call in formPage(open, call, problem: nil) })
    }

    private var fill: Act<Submitted, OpenDraft> {
        Act(
            "drafts.fill", post: "/drafts/{id}/fields", access: .applicant, summary: ApplicantText.form, takes: .object([]),
            refuses: ["invalid", "cases.not-found", "web.too-large"], body: .files, input: { submitted, _ in submitted },
            run: { submitted, call in
                let today = call.now.date
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                let read = read(open.emptyFields(on: today), submitted, on: today)
                let given = read.values
                var faults = read.faults
                faults += try await keep(submitted.files, in: open, call)
                let changed = try await change(open.draft.id, for: call.visitor, at: call.now) { draft, checklist in
                    // A box that was emptied is empty: what was typed before does not come back.
                    for field in checklist.fields where field.isAsked && submitted.values[field.field] != nil {
                        draft.given[field.field] = nil
                    }
                    draft.given.merge(given) { _, new in new }
                }
                let missing = changed.materialFields.filter(\.isRequired).map {
                    Problem.Fault($0.name, ApplicantText.documentMissing)
                }
                faults += missing.filter { fault in !faults.contains { $0.field == fault.field } }
                if !faults.isEmpty { throw Problem.invalid(faults) }
                return changed
            },
            then: { open, _ in open.missingCount == 0 ? "/drafts/\(open.draft.id)/check" : "/drafts/\(open.draft.id)/form" },
            again: { problem, call in formPage(try await openDraft(try call.id(), for: call.visitor, at: call.now), call, problem: problem)
            },
            gives: .any, json: { open, _ in open.json }, status: 200)
    }

    /// Stores the files that came along; what is wrong with one is told at its box, and the others are kept.
    private func keep(_ files: [UploadedFile], in open: OpenDraft, _ call: Call) async throws -> [Problem.Fault] {
        var faults: [Problem.Fault] = []
        for file in files where !file.bytes.isEmpty {
            guard file.field.hasPrefix("material."),
                let outcome = open.checklist.material(String(file.field.dropFirst("material.".count))), outcome.isAsked
            else { continue }
            do {
                // A second file for the same document takes the place of the first.
                for old in open.attachments where old.material == outcome.code { _ = try await detach(old.id, from: open.draft.id) }
                _ = try await attach(file, as: outcome.material, to: open.draft.id, at: call.now)
            } catch let problem as Problem {
                faults += problem.faults.isEmpty ? [Problem.Fault(file.field, problem.detail)] : problem.faults
            }
        }
        return faults
    }

    private var correct: Act<String, OpenDraft> {
        Act(
            "drafts.correct", post: "/drafts/{id}/corrections", access: .applicant, summary: ApplicantText.correct,
            takes: .object([.init("field", .string)]), refuses: ["cases.not-found"],
            input: { submitted, _ in submitted["field"] ?? "" },
            run: { field, call in
                try await change(try call.id(), for: call.visitor, at: call.now) { draft, checklist in
                    guard checklist.field(field)?.isNeeded == true, !draft.isVerified(field) else { return }
                    draft.corrected.insert(field)
                }
            },
            then: { open, _ in "/drafts/\(open.draft.id)/form" }, gives: .any, json: { open, _ in open.json }, status: 200)
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
            load: { try await openDraft(try $0.id(), for: $0.visitor, at: $0.now) },
            page: { open, call in checkPage(open, call, problem: nil) })
    }

    private var submitDraft: Act<Bool, SubmittedApplication> {
        Act(
            "drafts.submit", post: "/drafts/{id}/submission", access: .applicant, summary: ApplicantText.submit,
            takes: .object([.init("declared", .boolean)]), refuses: ["invalid", "cases.not-found", "cases.other-content"],
            input: { submitted, _ in
                guard ["true", "on", "yes", "1"].contains(submitted["declared"] ?? "") else {
                    throw Problem.invalid([Problem.Fault("declared", ApplicantText.declareFirst)])
                }
                return true
            },
            run: { _, call in
                let open = try await openDraft(try call.id(), for: call.visitor, at: call.now)
                return try await submit(open.submission(by: call.visitor), at: call.now)
            },
            then: { submitted, _ in "/applications/\(submitted.application.id)/receipt" },
            again: { problem, call in checkPage(try await openDraft(try call.id(), for: call.visitor, at: call.now), call, problem: problem)
            },
            gives: Cases.submittedShape, json: { submitted, _ in Cases.json(submitted) })
    }

    /// For programs: a whole application in one request. What is known is still gathered, what is missing is told all at once.
    private var submitAtOnce: Act<Submission, SubmittedApplication> {
        Act(
            "applications.submit", post: "/things/{code}/applications", access: .applicant, summary: ApplicantText.submit,
            takes: .object([
                .init("answers", .object([]), required: false), .init("fields", .object([]), required: false), .init("declared", .boolean),
            ]),
            refuses: ["invalid", "web.not-found", "cases.other-content"],
            input: { submitted, call in
                let (party, account) = try applicant(call.visitor)
                guard submitted["declared"] == "true" else {
                    throw Problem.invalid([Problem.Fault("declared", ApplicantText.declareFirst)])
                }
                return Submission(
                    thing: try call.parameter("code"), catalogueVersion: catalogue.snapshot.version, party: party, account: account,
                    actorName: call.visitor.name, answers: submitted.json?["answers"]?.byName ?? [:],
                    given: submitted.json?["fields"]?.byName ?? [:], holdings: Holdings(),
                    idempotencyKey: call.idempotencyKey ?? call.requestID)
            },
            run: { submission, call in
                var submission = submission
                guard let thing = catalogue.snapshot.thing(submission.thing) else { throw WebProblem.notFound }
                submission.holdings = try await gather(for: submission, thing, catalogue.snapshot, at: call.now)
                let own = submission.holdings.fields.filter { $0.source == .account }
                let others = own.filter { holding in
                    submission.given.contains { thing.canonical($0.key) == holding.field && $0.value != holding.value }
                }
                if !others.isEmpty { throw Problem.invalid(others.map { Problem.Fault($0.field, ApplicantText.notYourOwn) }) }
                do {
                    return try await submit(submission, at: call.now)
                } catch var problem as Problem {
                    // In this body answers and fields are members of their own.
                    for index in problem.faults.indices {
                        let name = problem.faults[index].field
                        problem.faults[index].path =
                            name.hasPrefix("answers.") ? ["answers", String(name.dropFirst("answers.".count))] : ["fields", name]
                    }
                    throw problem
                }
            },
            then: { submitted, _ in "/applications/\(submitted.application.id)" }, gives: Cases.submittedShape,
            json: { submitted, _ in Cases.json(submitted) })
    }
}

extension OpenDraft {
    /// What is handed in: the draft as it stands.
    func submission(by visitor: Visitor) -> Submission {
        Submission(
            thing: draft.thing, catalogueVersion: draft.catalogueVersion, party: draft.party, account: draft.account,
            actorName: visitor.name,
            answers: draft.answers, given: draft.given, corrected: draft.corrected, holdings: draft.holdings, draft: draft.id,
            idempotencyKey: draft.id.rawValue)
    }

    var json: JSON {
        [
            "id": .string(draft.id.rawValue), "thing": .string(draft.thing), "revision": .int(draft.revision),
            "missing": .int(missingCount), "newlyAsked": .array(newlyAsked.map { JSON($0) }), "checklist": checklist.json,
        ]
    }
}

extension Cases {
    static let submittedShape: Schema = .object([
        .init("id", .id), .init("number", .string), .init("outcome", .string),
        .init(
            "cases",
            .array(
                .object([
                    .init("id", .id), .init("number", .string), .init("item", .string), .init("department", .string),
                    .init("region", .string),
                    .init("status", .string), .init("version", .integer),
                ]))),
    ])

    static func json(_ submitted: SubmittedApplication) -> JSON {
        [
            "id": .string(submitted.application.id.rawValue), "number": .string(submitted.application.number),
            "outcome": .string(submitted.application.outcome.rawValue),
            "cases": .array(
                submitted.cases.map {
                    [
                        "id": .string($0.id.rawValue), "number": .string($0.number), "item": .string($0.item),
                        "department": .string($0.department), "region": .string($0.region.rawValue), "status": .string($0.status.rawValue),
                        "version": .int($0.version),
                    ]
                }),
        ]
    }
}
