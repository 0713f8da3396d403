import Catalogue
import Kernel
import Web

/// What was read of a request: good values by name, names that were sent empty, and what is wrong with the rest.
struct SentValues: Sendable {
    var values: [String: JSON] = [:]
    var emptied: Set<String> = []
    var faults: [Problem.Fault] = []

    /// Reads one box. What is wrong is told where it stood in the body.
    mutating func read(_ field: Field, _ submitted: Submitted, at path: [String]?, on today: LocalDate) {
        do throws(Problem) {
            if let value = try field.parse(submitted, today: today) { values[field.name] = value } else { emptied.insert(field.name) }
        } catch {
            if submitted.all(field.name).allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { emptied.insert(field.name) }
            faults += error.faults.map { Problem.Fault($0.field, $0.message, path: path ?? $0.path) }
        }
    }
}

/// The members of a JSON body by the names that boxes have (`child.name`), whether they were nested or not.
struct SentMembers: Sendable {
    struct Member: Sendable {
        let name: String
        let path: [String]
        let value: JSON
    }

    let all: [Member]

    /// - Parameter known: names at which a value is not taken apart further.
    init(_ json: JSON?, known: Set<String>) {
        var all: [Member] = []
        func walk(_ json: JSON, _ path: [String]) {
            let name = path.joined(separator: ".")
            if let members = json.members, !known.contains(name), json["content"] == nil, !(members.isEmpty && !path.isEmpty) {
                for member in members { walk(member.value, path + [member.name]) }
            } else {
                all.append(Member(name: name, path: path, value: json))
            }
        }
        if let json { walk(json, []) }
        self.all = all
    }
}

extension Submitted {
    /// Null says the same as an empty box.
    fileprivate func emptying(_ names: [String]) -> Submitted {
        var copy = self
        for name in names { copy.values[name] = [""] }
        return copy
    }

    /// Of an offered value and what was written below it: what was written, unless it only stood there from before.
    fileprivate mutating func choose(_ field: Field, besides kept: String?) {
        let sent = all(field.name)
        guard sent.count == 2, let (chosen, written) = sent.first.map({ ($0, sent[1]) }) else { return }
        let isOld = !chosen.isEmpty && written == kept
        values[field.name] = [written.allSatisfy(\.isWhitespace) || isOld ? chosen : written]
    }
}

extension Field {
    /// A browser sends nothing for a box that is not ticked.
    fileprivate var isTicked: Bool {
        switch kind {
        case .consent, .choices: true
        default: false
        }
    }

    /// Whether a program may send such a value for this box.
    fileprivate func takes(_ value: JSON) -> Bool {
        switch (kind, value) {
        case (.file, .object), (.file, .array), (.choices, .array): true
        case (.file, _): false
        case (_, .object), (_, .array): false
        default: true
        }
    }
}

/// Answers to questions, from a page or a program.
struct SentAnswers {
    let submitted: Submitted
    let face: Call.Face
    /// Every question that is asked has to be answered.
    let isWhole: Bool

    init(_ submitted: Submitted, face: Call.Face, isWhole: Bool) {
        (self.submitted, self.face, self.isWhole) = (submitted, face, isWhole)
    }

    func read(_ open: OpenDraft, on today: LocalDate) -> SentValues {
        let asked = open.questionFields
        // An answer may open the next question: both may come at once.
        let others = open.thing.questions.filter { question in !asked.contains { $0.name == question.name } }.map { Field($0, nil) }
        let fields = asked + others
        let members = SentMembers(submitted.json, known: Set(fields.map(\.name)))
        let paths = Dictionary(members.all.map { ($0.name, $0.path) }, uniquingKeysWith: { first, _ in first })
        let cleaned = submitted.emptying(members.all.filter(\.value.isNull).map(\.name))
        var read = SentValues()
        for field in fields {
            let isAsked = asked.contains { $0.name == field.name }
            let isSent = cleaned.all(field.name).contains { !$0.allSatisfy(\.isWhitespace) }
            if let member = members.all.first(where: { $0.name == field.name }), !member.value.isNull, !field.takes(member.value) {
                read.faults.append(Problem.Fault(field.name, ApplicantText.wrongShape(field.label), path: member.path))
            } else if isSent || isWhole && isAsked {
                read.read(field, cleaned, at: paths[field.name], on: today)
            }
        }
        read.faults += strangers(members, known: Set(fields.map(\.name)))
        return read
    }

    private func strangers(_ members: SentMembers, known: Set<String>) -> [Problem.Fault] {
        guard face == .api, submitted.json != nil else {
            // A page sends other boxes beside its questions: its token, its language.
            return submitted.values.keys.sorted().filter { $0.hasPrefix("answers.") && !known.contains($0) }.map {
                Problem.Fault($0, ApplicantText.unknownQuestion)
            }
        }
        return members.all.filter { !known.contains($0.name) && $0.path != ["answers"] }.map {
            Problem.Fault($0.name, ApplicantText.unknownQuestion, path: $0.path)
        }
            + members.all.filter { $0.path == ["answers"] && $0.value.members == nil && !$0.value.isNull }.map {
                Problem.Fault($0.name, ApplicantText.objectNeeded, path: $0.path)
            }
    }
}

/// What was written into the boxes of a form, from a page or a program.
struct SentFields {
    let submitted: Submitted
    let face: Call.Face

    init(_ submitted: Submitted, face: Call.Face) { (self.submitted, self.face) = (submitted, face) }

    func read(_ open: OpenDraft, on today: LocalDate) -> SentValues {
        let fields = open.emptyFields(on: today)
        let materials = open.materialFields
        let known = Set((fields + materials).map(\.name))
        let members = SentMembers(submitted.json, known: known)
        let paths = Dictionary(members.all.map { ($0.name, $0.path) }, uniquingKeysWith: { first, _ in first })
        var cleaned = submitted.emptying(members.all.filter(\.value.isNull).map(\.name))
        for field in fields where !field.offers.isEmpty {
            cleaned.choose(field, besides: open.draft.given[field.name].map(Field.texts)?.first)
        }
        var read = SentValues()
        for field in fields {
            if let member = members.all.first(where: { $0.name == field.name }), !member.value.isNull, !field.takes(member.value) {
                read.faults.append(Problem.Fault(field.name, ApplicantText.wrongShape(field.label), path: member.path))
            } else if face == .page || cleaned.values[field.name] != nil {
                read.read(field, cleaned, at: paths[field.name], on: today)
            }
        }
        // A box that the page did not send was not emptied: it may be the page of before.
        let unticked = face == .page ? fields.filter(\.isTicked).map(\.name) : []
        read.emptied.formIntersection(Set(cleaned.values.keys).union(unticked))
        guard face == .api else { return read }
        for member in members.all where !known.contains(member.name) {
            read.faults.append(Problem.Fault(member.name, stranger(member.name, open), path: member.path))
        }
        for field in materials {
            guard let member = members.all.first(where: { $0.name == field.name }), !member.value.isNull else { continue }
            if submitted.file(field.name) == nil {
                read.faults.append(Problem.Fault(field.name, ApplicantText.wrongShape(field.label), path: member.path))
            }
        }
        return read
    }

    /// Why a name is none of the boxes.
    private func stranger(_ name: String, _ open: OpenDraft) -> Text {
        switch open.checklist.field(name)?.state {
        case .known, .confirm: ApplicantText.knownAlready
        case .notNeeded: ApplicantText.notNeeded
        case .asked, .differs, nil: CasesText.unknownField
        }
    }
}
