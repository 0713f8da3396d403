import Catalogue
import Kernel
import TestSupport
import Testing

/// Random persons: what must hold whatever is known of them.
struct ChecklistPropertyTests {
    struct Life {
        var holdings: Holdings
        var answers: [String: JSON]
        var given: [String: JSON]
        var corrected: Set<String>
        var promises = Promises()
    }

    let catalogue: Catalogue
    let thing: Thing

    init() throws {
        catalogue = try Fixture.catalogue()
        thing = try Fixture.newborn(catalogue)
    }

    /// Registers that agree: any part of them may be known.
    static let truth =
        Held.everything.fields + [
            Held.fact("mother.children", 1, .resource(code: "ga-children")), Held.fact("mother.address", "世纪大道 1 号", .account),
            Held.fact("child.consent", true, .earlier(application: "old")),
        ]
    static let papers =
        Held.everything.documents + [
            DocumentHolding(role: "mother", licenceType: "id-card", number: "X1", source: .licence(type: "id-card", number: "X1")),
            DocumentHolding(
                role: "mother", licenceType: "household-page", number: "H", source: .licence(type: "household-page", number: "H")),
        ]
    static let typed: [String: [JSON]] = [
        "mother.name": ["王晓", "王小"], "child.name": ["王安", "", "安2"], "mother.mobile": ["13900139000", "1"], "child.sex": ["1", "2"],
        "father.name": ["李远"], "child.consent": [true, false], "mother.regionCode": ["310104"], "child.weight": [3000, 9],
    ]
    static let replies: [String: [JSON]] = [
        "married": [true, false, "true"], "follow": ["mother", "father", "uncle"], "card": [true, false], "wards": [true, false],
    ]

    func life(_ random: inout SeededRandom) -> Life {
        func some<T>(_ items: [T], _ random: inout SeededRandom) -> [T] {
            items.filter { _ in Bool.random(using: &random) }
        }
        func pick(_ all: [String: [JSON]], _ random: inout SeededRandom) -> [String: JSON] {
            var result: [String: JSON] = [:]
            for (key, values) in all.sorted(by: { $0.key < $1.key }) where Bool.random(using: &random) {
                result[key] = values.randomElement(using: &random)
            }
            return result
        }
        return Life(
            holdings: Holdings(fields: some(Self.truth, &random), documents: some(Self.papers, &random)),
            answers: pick(Self.replies, &random), given: pick(Self.typed, &random),
            corrected: Set(some(["mother.regionCode", "child.sex"], &random)),
            promises: Promises(deferrals: Set(some(["photo", "household-book", "statement", "income"], &random))))
    }

    func resolve(_ life: Life) -> Checklist {
        Checklist.resolve(
            thing, in: catalogue, answers: life.answers, given: life.given, corrected: life.corrected, promises: life.promises,
            holdings: life.holdings, today: Fixture.today)
    }

    func asked(_ checklist: Checklist) -> Set<String> {
        Set(checklist.questions.filter(\.isAsked).map { "? \($0.question.code)" })
            .union(checklist.fields.filter(\.isAsked).map { "= \($0.field)" })
            .union(checklist.materials.filter(\.isAsked).map { "+ \($0.code)" })
    }

    @Test(arguments: 1...120) func `knowing more never asks for more`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var life = life(&random)
        // Nothing typed and nothing disputed: what a person writes against a register is asked on purpose.
        (life.given, life.corrected) = ([:], [])
        life.answers = life.answers.filter { $0.key == "card" || $0.key == "follow" }
        let before = asked(resolve(life))
        var more = life
        more.holdings.fields += Self.truth.filter { !life.holdings.fields.contains($0) && Bool.random(using: &random) }
        more.holdings.documents += Self.papers.filter { !life.holdings.documents.contains($0) && Bool.random(using: &random) }
        let after = asked(resolve(more))
        #expect(after.subtracting(before) == [], "seed \(seed)")
    }

    @Test(arguments: 1...120) func `what is not needed is neither asked nor kept, and consents are never filled in`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let life = life(&random)
        let checklist = resolve(life)
        for field in checklist.fields {
            if !field.isNeeded {
                #expect(!field.isAsked && field.value == nil && field.neededBy.isEmpty, "seed \(seed) \(field.field)")
                #expect(checklist.values[field.field] == nil, "seed \(seed)")
            } else {
                #expect(!field.neededBy.isEmpty && !field.why.zh.isEmpty && !field.why.en.isEmpty, "seed \(seed) \(field.field)")
            }
            if field.reuse == .never {
                #expect(field.value == nil || field.value == life.given[field.field], "seed \(seed)")
                #expect(field.source == nil || field.source == .answer, "seed \(seed)")
            }
            // The person's own word, where it can be read at all, is what counts.
            if field.isNeeded, let own = life.given[field.field], let value = field.value,
                field.element.mistake(in: own, choices: field.choices, today: Fixture.today) == nil
            {
                #expect(value == field.element.reading(own, choices: field.choices), "seed \(seed) \(field.field)")
            }
        }
        for question in checklist.questions where !question.isAsked {
            if case .known(_, let sources) = question.state {
                #expect(!sources.isEmpty, "seed \(seed)")
            } else {
                #expect(question.value == nil)
            }
        }
        #expect(Set(checklist.openFields.map(\.field)).isSubset(of: checklist.fields.filter(\.isNeeded).map(\.field)))
    }

    @Test(arguments: 1...120) func `what is deferred is owed: it counts as asked, and never as waived`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let life = life(&random)
        var prompt = life
        prompt.promises = Promises()
        let (deferring, plain) = (resolve(life), resolve(prompt))
        #expect(asked(deferring) == asked(plain), "seed \(seed)")
        #expect(deferring.reductions.materials == plain.reductions.materials, "seed \(seed)")
        #expect(deferring.reductions.deferred == deferring.materials.count(where: \.isDeferred), "seed \(seed)")
        for outcome in deferring.materials {
            if outcome.isDeferred { #expect(life.promises[.deferral].contains(outcome.code) && outcome.material.need == .later) }
            if case .waived = outcome.state { #expect(outcome.deferral == nil, "seed \(seed) \(outcome.code)") }
        }
    }

    @Test(arguments: 1...60) func `the order of what is known changes nothing`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var life = life(&random)
        // Sources that differ, too.
        life.holdings.fields += [
            Held.fact("mother.regionCode", "310101", .licence(type: "household-page", number: "H")),
            Held.fact("mother.address", "旧地址", .earlier(application: "a")), Held.fact("mother.address", "新地址", .earlier(application: "b")),
        ]
        let first = resolve(life).json
        life.holdings.fields.shuffle(using: &random)
        life.holdings.documents.shuffle(using: &random)
        life.answers = Dictionary(life.answers.map { ($0, $1) }.shuffled(using: &random), uniquingKeysWith: { a, _ in a })
        #expect(resolve(life).json == first, "seed \(seed)")
    }

    @Test(arguments: 1...60) func `answering what is asked comes to an end, and asks nothing twice`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var life = life(&random)
        (life.answers, life.given, life.corrected) = ([:], [:], [])
        var checklist = resolve(life)
        for _ in 0..<6 {
            for outcome in checklist.openQuestions {
                #expect(life.answers[outcome.question.code] == nil, "seed \(seed)")
                life.answers[outcome.question.code] =
                    outcome.question.kind == .yesNo
                    ? .bool(Bool.random(using: &random)) : outcome.question.options.randomElement(using: &random).map { .string($0.code) }
            }
            checklist = resolve(life)
        }
        #expect(checklist.openQuestions.isEmpty, "seed \(seed)")
    }

    @Test(arguments: 1...40) func `holdings read back from JSON are the same`(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var holdings = life(&random).holdings
        holdings.unavailable = ["ga-population": Text("维护", "maintenance")]
        holdings.consulted = ["resource:ga-population@mother"]
        holdings.fields.append(Held.fact("child.name", ["a", true, 2], .result(item: "x")))
        let text = holdings.json.text
        #expect(Holdings(json: try JSON(parsing: text)) == holdings, "seed \(seed)")
    }
}
