import Catalogue
import Kernel
import Web

extension Workshop {
    var tryingEndpoints: [Endpoint] { trial.endpoints + preview.endpoints }

    /// A thing of a draft with what it asks, given some answers.
    struct Trial: Sendable {
        let draft: CatalogueDraft
        let catalogue: Catalogue
        let thing: Thing
        let answers: [String: JSON]
        let checklist: Checklist
        let tree: SituationTree?
    }

    private func tried(_ call: Call, withTree: Bool) async throws -> Trial {
        let code = try call.parameter("code")
        let contents = try await contents(try call.id())
        guard let catalogue = contents.merged else { throw WorkshopRefusal.broken(contents.errors.prefix(20).map(\.message)).problem }
        guard let thing = catalogue.thing(code) else { throw WorkshopRefusal.unknownThing(code).problem }
        let answers = Workshop.answers(call.query, thing)
        let today = call.now.date
        return Trial(
            draft: contents.draft, catalogue: catalogue, thing: thing, answers: answers,
            checklist: Checklist.resolve(thing, in: catalogue, answers: answers, given: [:], holdings: Holdings(), today: today),
            tree: withTree ? SituationTree(thing, in: catalogue, today: today) : nil)
    }

    /// Answers as the form of a trial sends them: `a.code=value`, and for several at once `a.code.option=on`.
    private static func answers(_ query: [String: String], _ thing: Thing) -> [String: JSON] {
        var answers: [String: JSON] = [:]
        for question in thing.questions {
            switch question.kind {
            case .yesNo, .choice: answers[question.code] = query["a.\(question.code)"].flatMap { question.reading(.string($0)) }
            case .choices:
                let chosen = question.options.filter { query["a.\(question.code).\($0.code)"] != nil }.map { JSON.string($0.code) }
                if !chosen.isEmpty { answers[question.code] = .array(chosen) }
            }
        }
        return answers
    }

    private var trial: Screen<Trial> {
        Screen(
            "workshop.trial", get: "/console/catalogue/drafts/{id}/trial/{code}", access: Workshop.officials, summary: TryingText.trial,
            refuses: ["workshop.not-found", "workshop.unknown-thing", "workshop.broken"], load: { try await tried($0, withTree: true) },
            page: { trial, call in TrialPage(trial: trial, language: call.language).page() }, gives: .any,
            json: { trial, _ in
                [
                    "questions": .array(trial.checklist.openQuestions.map { .string($0.question.code) }),
                    "items": .array(trial.checklist.includedItems.map { .string($0.item) }),
                    "materials": .array(trial.checklist.materials.filter(\.isAsked).map { .string($0.code) }),
                    "fields": .array(trial.checklist.fields.filter(\.isAsked).map { .string($0.field) }),
                    "workingDays": .int(trial.checklist.workingDays),
                ]
            })
    }

    private var preview: Screen<Trial> {
        Screen(
            "workshop.preview", get: "/console/catalogue/drafts/{id}/guide/{code}", access: Workshop.officials, summary: TryingText.preview,
            refuses: ["workshop.not-found", "workshop.unknown-thing", "workshop.broken"], load: { try await tried($0, withTree: false) },
            page: { trial, call in
                GuidePreview(
                    trial: trial, guide: guides.write(trial.thing, trial.catalogue, call.language, call.now.date), language: call.language
                ).page()
            })
    }
}
