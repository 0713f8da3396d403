import Catalogue
import Kernel
import Web

extension Cases {
    /// The record of promises that were not kept: one's own with a way to object, and the answer of the office that made it.
    var breachEndpoints: [Endpoint] { breachList.endpoints + breachObjection.endpoints + objectionAnswer.endpoints }

    private static let breachShape: Schema = .object([
        .init("id", .id), .init("case", .string), .init("item", .string), .init("kind", .oneOf(Promises.Kind.allCases.map(\.rawValue))),
        .init("state", .oneOf(BrokenPromise.State.allCases.map(\.rawValue))), .init("reason", .string),
        .init("objection", .string.orNull), .init("answer", .string.orNull), .init("recordedAt", .dateTime), .init("until", .date),
    ])

    private var breachList: Screen<[BrokenPromise]> {
        Screen(
            "promises.list", get: "/promises", access: .applicant, summary: BreachText.title,
            load: { call in try await brokenPromises(of: try applicant(call.visitor).party) },
            page: { list, call in breachPage(list, call, problem: nil) }, gives: .object([.init("items", .array(Cases.breachShape))]),
            json: { list, _ in ["items": .array(list.map(\.json))] })
    }

    private func breachPage(_ list: [BrokenPromise], _ call: Call, problem: Problem?) -> Page {
        let language = call.language
        let cards = list.html { broken -> HTML in
            let item = catalogue.snapshot.items[broken.item]?.name ?? Text(same: broken.item)
            var facts = [
                Components.Fact(TrackingText.caseNumber, Components.code(broken.caseNumber)),
                Components.Fact(BreachText.reason, Components.quoted(broken.reason, language)),
                Components.Fact(BreachText.recordedOn, Components.date(broken.recordedAt.date, language)),
                Components.Fact(BreachText.until, Components.date(broken.until, language)),
            ]
            for (label, words) in [(BreachText.objection, broken.objection), (BreachText.answer, broken.answer)] {
                if let words { facts.append(Components.Fact(label, Components.quoted(words, language))) }
            }
            let isThis = problem != nil && call.parameters["id"] == broken.id.rawValue
            let tone: Components.Tone = broken.bars(on: call.now.date) ? .seal : .done
            let title: HTML = "\(item, language) · \(broken.kind.name, language) \(Components.tag(broken.state.name, tone, language))"
            return Components.card(
                title,
                Components.summaryList(facts, language)
                    + (broken.state == .standing ? objectionForm(broken, call, problem: isThis ? problem : nil) : HTML()))
        }
        let body =
            list.isEmpty ? Components.emptyState(BreachText.nothing, hint: BreachText.nothingHint, language) : cards
        return Page(
            BreachText.title, layout: .portal(current: Cases.applicationsNav),
            body: Components.heading(BreachText.title, lede: BreachText.lede, language) + body, status: problem?.status ?? 200,
            isWide: false)
    }

    private func objectionForm(_ broken: BrokenPromise, _ call: Call, problem: Problem?) -> HTML {
        var form = Form(
            action: "/promises/\(broken.id)/objection",
            fields: [Field("words", BreachText.objection, .longText(max: 1000), help: BreachText.objectionHelp)],
            values: problem == nil ? [:] : call.submitted.values, problem: problem, submit: BreachText.object,
            seal: FormSeal(csrf: call.visitor.csrf))
        form.scope = "\(broken.id.rawValue)-"
        return Components.details(BreachText.object, form.html(call.language), isOpen: problem != nil, call.language)
    }

    private var breachObjection: Act<String, BrokenPromise> {
        Act(
            "promises.objection", post: "/promises/{id}/objection", access: .applicant, summary: BreachText.object,
            takes: .object([.init("words", .string(maxLength: 1000))]), refuses: ["invalid", "cases.not-found", "cases.already-objected"],
            input: { submitted, call in
                let field = Field("words", BreachText.objection, .longText(max: 1000))
                return try [field].parse(submitted, today: call.now.date)["words"]?.string ?? ""
            },
            run: { words, call in try await object(to: try call.id(), saying: words, for: call.visitor) },
            then: { _, _ in "/promises" },
            again: { problem, call in
                breachPage(try await brokenPromises(of: try applicant(call.visitor).party), call, problem: problem)
            },
            gives: Cases.breachShape, json: { broken, _ in broken.json }, status: 200)
    }

    private static func reply(_ submitted: Submitted, on today: LocalDate) throws -> ObjectionReply {
        let fields = [Field("lifts", BreachText.lift, .yesNo), Field("answer", BreachText.answer, .longText(max: 1000))]
        let values = try fields.parse(submitted, today: today)
        guard let lifts = values["lifts"]?.bool else { throw Problem.invalid([Problem.Fault("lifts", BreachText.liftOrNot)]) }
        return ObjectionReply(lifts: lifts, words: values["answer"]?.string ?? "")
    }

    private var objectionAnswer: Act<Submitted, BrokenPromise> {
        Act(
            "console.objection-answer", post: "/console/cases/{id}/objection-answer", access: Cases.officers, summary: BreachText.reply,
            tag: "console", takes: .object([.init("lifts", .boolean), .init("answer", .string(maxLength: 1000))]),
            refuses: ["invalid", "cases.not-found", "cases.wrong-role", "cases.already-objected"],
            input: { submitted, _ in submitted },
            run: { submitted, call in
                try await answerObjection(ofCase: try call.id(), for: call.visitor, at: call.now) {
                    try Cases.reply(submitted, on: call.now.date)
                }
            },
            then: { broken, _ in "/console/cases/\(broken.caseID)" },
            again: { problem, call in casePage(try await opened(call), call, act: nil, problem: problem) }, gives: Cases.breachShape,
            json: { broken, _ in broken.json }, status: 200)
    }
}

extension BrokenPromise {
    /// As its holder, and the office that made it, may read it.
    var json: JSON {
        [
            "id": .string(id.rawValue), "case": .string(caseNumber), "item": .string(item), "kind": .string(kind.rawValue),
            "state": .string(state.rawValue), "reason": .string(reason), "objection": JSON(objection), "answer": JSON(answer),
            "recordedAt": .string(recordedAt.rfc3339), "until": .string(until.description),
        ]
    }
}
