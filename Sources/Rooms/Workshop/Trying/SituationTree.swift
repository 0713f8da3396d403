import Catalogue
import Kernel

/// The questions of a thing as a tree: what each answer adds, and which questions it leads to. Made by asking the checklist itself, with
/// nothing known of anybody.
struct SituationTree: Sendable {
    /// One question with its answers.
    struct Branch: Sendable {
        let question: Question
        let options: [Twig]
    }

    /// One answer: what is asked because of it and not because of the others.
    struct Twig: Sendable {
        let code: String
        let name: Text
        let adds: [Text]
        let branches: [Branch]
    }

    let branches: [Branch]
    /// There is more than is shown.
    let isCut: Bool

    /// So deep, and with so many askings, that a person still reads it.
    private static let depth = 3
    private static let askings = 160

    init(_ thing: Thing, in catalogue: Catalogue, today: LocalDate) {
        var walk = Walk(thing: thing, catalogue: catalogue, today: today, left: SituationTree.askings)
        let root = walk.ask([:])
        branches = walk.branches(of: root.openQuestions.map(\.question), answers: [:], depth: SituationTree.depth)
        isCut = walk.left <= 0
    }

    private struct Walk {
        let thing: Thing
        let catalogue: Catalogue
        let today: LocalDate
        var left: Int

        mutating func ask(_ answers: [String: JSON]) -> Checklist {
            left -= 1
            return Checklist.resolve(thing, in: catalogue, answers: answers, given: [:], holdings: Holdings(), today: today)
        }

        mutating func branches(of questions: [Question], answers: [String: JSON], depth: Int) -> [Branch] {
            guard depth > 0 else { return [] }
            return questions.compactMap { question in
                guard left > 0 else { return nil }
                return branch(question, answers, depth)
            }
        }

        private mutating func branch(_ question: Question, _ answers: [String: JSON], _ depth: Int) -> Branch {
            let options = SituationTree.options(of: question)
            var outcomes: [(code: String, name: Text, answers: [String: JSON], checklist: Checklist)] = []
            for option in options where left > 0 {
                let given = answers.merging([question.code: option.value]) { _, new in new }
                outcomes.append((option.code, option.name, given, ask(given)))
            }
            let wanted = outcomes.map { SituationTree.wanted($0.checklist) }
            let shared = wanted.dropFirst().reduce(wanted.first ?? []) { $0.filter($1.contains) }
            let opened = outcomes.map { Set($0.checklist.openQuestions.map(\.question.code)) }
            let openAnyway = opened.dropFirst().reduce(opened.first ?? []) { $0.intersection($1) }
            var twigs: [Twig] = []
            for (index, outcome) in outcomes.enumerated() {
                let next = outcome.checklist.openQuestions.map(\.question).filter {
                    !openAnyway.contains($0.code) && $0.code != question.code
                }
                twigs.append(
                    Twig(
                        code: outcome.code, name: outcome.name, adds: wanted[index].filter { !shared.contains($0) },
                        branches: branches(of: next, answers: outcome.answers, depth: depth - 1)))
            }
            return Branch(question: question, options: twigs)
        }
    }

    /// Each answer that can be given; of several that may be chosen together, each alone.
    static func options(of question: Question) -> [(code: String, name: Text, value: JSON)] {
        switch question.kind {
        case .yesNo: [("yes", EditorText.yes, true), ("no", EditorText.no, false)]
        case .choice: question.options.map { ($0.code, $0.name, .string($0.code)) }
        case .choices: question.options.map { ($0.code, $0.name, .array([.string($0.code)])) }
        }
    }

    /// What is asked of the person, in words: items, materials, boxes.
    static func wanted(_ checklist: Checklist) -> [Text] {
        let items = checklist.includedItems.map { TryingText.item($0.name) }
        let materials = checklist.materials.filter { if case .notNeeded = $0.state { false } else { true } }.map {
            TryingText.material($0.material.name)
        }
        let fields = checklist.fields.filter(\.isNeeded).map { TryingText.field($0.label) }
        return items + materials + fields
    }
}
