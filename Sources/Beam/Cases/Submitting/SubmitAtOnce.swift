import Catalogue
import Kernel
import Web

extension Cases {
    /// For programs: a whole application in one request. What is known is still gathered, what is missing is told all at once.
    var submitAtOnce: Act<Submission, SubmittedApplication> {
        Act(
            "applications.submit", post: "/things/{code}/applications", access: .applicant, summary: ApplicantText.submit,
            takes: .object([
                .init("answers", .object([]).with("additionalProperties", true), required: false, ApplicantText.answersByCode),
                .init("fields", .object([]).with("additionalProperties", true), required: false, ApplicantText.fieldsByName),
                .init("promises", Cases.promisesShape, required: false, PromiseText.byKind), .init("declared", .boolean),
                .init("delivery", .oneOf(DeliveryChoice.Way.allCases.map(\.rawValue)), required: false, DeliveryText.shape),
                .init("together", .boolean, required: false), .init("deliveryAddress", .string(maxLength: 200), required: false),
            ]),
            refuses: ["invalid", "web.not-found", "cases.other-content", "cases.repeated", "cases.nothing-to-do"],
            input: { submitted, call in
                let (party, account) = try applicant(call.visitor)
                let faults = Cases.misshapen(submitted)
                if !faults.isEmpty { throw Problem.invalid(faults) }
                var submission = Submission(
                    thing: try call.parameter("code"), catalogueVersion: catalogue.snapshot.version, party: party, account: account,
                    actorName: call.visitor.name, answers: submitted.json?["answers"]?.byName ?? [:],
                    given: submitted.json?["fields"]?.byName ?? [:], promises: Promises(json: submitted.json?["promises"]),
                    holdings: Holdings(),
                    idempotencyKey: call.idempotencyKey ?? call.requestID)
                submission.delivery = try DeliveryChoice.read(submitted)
                return submission
            },
            run: { submission, call in
                var submission = submission
                guard let thing = catalogue.snapshot.thing(submission.thing) else { throw WebProblem.notFound }
                submission.application = surroundings.newID()
                // A program may write places and industries as people do.
                let coded = catalogue.snapshot.coded(submission.given, of: thing)
                submission.given = coded.values
                let gathered = try await gather(for: submission, thing, catalogue.snapshot, at: call.now)
                submission.holdings = gathered.holdings
                let strange =
                    strangers(in: submission, thing) + coded.faults.sorted { $0.key < $1.key }.map { Problem.Fault($0.key, $0.value) }
                    + submission.promises.idle(in: gathered.checklist)
                do {
                    let others = Cases.othersWords(submission, thing)
                    // Under another's number nothing was found: what else is missing would say nothing.
                    if !others.isEmpty { throw Problem.invalid(strange + others) }
                    if !strange.isEmpty {
                        let told = Set(strange.map(\.field))
                        let faults = try await check(submission, at: call.now).faults.filter { !told.contains($0.field) }
                        throw Problem.invalid(strange + faults)
                    }
                    let included = gathered.checklist.includedItems
                    let items = included.compactMap { thing.part($0.item)?.item ?? catalogue.snapshot.items[$0.item] }
                    submission.delivery = try DeliveryOffer(items).taken(submission.delivery)
                    return try await submit(submission, gathered, at: call.now)
                } catch var problem as Problem {
                    // In this body answers and fields are members of their own.
                    for index in problem.faults.indices where problem.faults[index].path == nil {
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

    private static let knownMembers: Set<String> = ["answers", "fields", "promises", "declared", "delivery", "together", "deliveryAddress"]

    /// Members of the body that are not what they should be.
    private static func misshapen(_ submitted: Submitted) -> [Problem.Fault] {
        var faults: [Problem.Fault] = []
        for name in ["answers", "fields", "promises"] {
            if let value = submitted.json?[name], !value.isNull, value.members == nil {
                faults.append(Problem.Fault(name, ApplicantText.objectNeeded))
            }
        }
        for member in submitted.json?["promises"]?.members ?? [] where Promises.Kind(rawValue: member.name) == nil {
            faults.append(Problem.Fault("promises.\(member.name)", CasesText.unknownField, path: ["promises", member.name]))
        }
        for member in submitted.json?.members ?? [] where !Cases.knownMembers.contains(member.name) {
            faults.append(Problem.Fault(member.name, CasesText.unknownField))
        }
        if submitted["declared"] != "true" { faults.append(Problem.Fault("declared", ApplicantText.declareFirst)) }
        return faults
    }

    /// Answers and fields that nobody knows, and answers that are none: they would change nothing, and whoever sent them would not know.
    private func strangers(in submission: Submission, _ thing: Thing) -> [Problem.Fault] {
        let elements = catalogue.snapshot.elements
        var faults: [Problem.Fault] = []
        for (code, answer) in submission.answers.sorted(by: { $0.key < $1.key }) {
            guard let question = thing.questions.first(where: { $0.code == code }) else {
                faults.append(Problem.Fault("answers.\(code)", ApplicantText.unknownQuestion, path: ["answers", code]))
                continue
            }
            if !answer.isNull, question.reading(answer) == nil {
                faults.append(Problem.Fault(question.name, ApplicantText.noSuchAnswer(question.ask), path: ["answers", code]))
            }
        }
        for name in submission.given.keys.sorted() where thing.elementCode(of: thing.canonical(name)).flatMap({ elements[$0] }) == nil {
            faults.append(Problem.Fault(name, CasesText.unknownField, path: ["fields", name]))
        }
        return faults
    }

    /// Values that say otherwise than the account does of whoever applies.
    private static func othersWords(_ submission: Submission, _ thing: Thing) -> [Problem.Fault] {
        submission.holdings.fields.filter { holding in
            holding.source == .account
                && submission.given.contains { thing.canonical($0.key) == holding.field && $0.value != holding.value }
        }.map { Problem.Fault($0.field, ApplicantText.notYourOwn) }
    }
}

extension Promises {
    /// Promises that nothing takes: they would change nothing, and whoever sent them would not know.
    fileprivate func idle(in checklist: Checklist) -> [Problem.Fault] {
        Kind.allCases.flatMap { kind in
            self[kind].sorted().filter { !counts(kind, $0, in: checklist) }.map { code in
                Problem.Fault("promises.\(kind.rawValue)", PromiseText.none(kind), path: ["promises", kind.rawValue, code])
            }
        }
    }

    private func counts(_ kind: Kind, _ code: String, in checklist: Checklist) -> Bool {
        switch kind {
        case .approval: return checklist.item(code)?.isOnPromise == true
        case .deferral: return checklist.material(code)?.isDeferred == true
        case .certificate:
            if case .promised? = checklist.material(code)?.state { return true }
            return false
        }
    }
}

extension Cases {
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
