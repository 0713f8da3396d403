import Catalogue
package import Kernel
package import Web

/// An objection that another store keeps: its objector finds it beside those to data, and follows it where it is.
package struct ObjectionElsewhere: Sendable {
    package var id: ID
    /// What kind of thing it is about: `licence`.
    package var kind: String
    package var what: Text
    /// Where it stands in full.
    package var link: Link
    package var department: String
    /// The state as that store calls it, and in words.
    package var state: String
    package var stateName: Text
    package var isOpen: Bool
    /// What was said has been put right.
    package var isMended: Bool
    package var words: String
    package var answer: String
    package var madeAt: Instant
    package var due: DueDate
    /// Where it is taken back, by a post.
    package var takingBack: Link

    package init(
        id: ID, kind: String, what: Text, link: Link, department: String, state: String, stateName: Text, isOpen: Bool, isMended: Bool,
        words: String, answer: String, madeAt: Instant, due: DueDate, takingBack: Link
    ) {
        (self.id, self.kind, self.what, self.link, self.department) = (id, kind, what, link, department)
        (self.state, self.stateName, self.isOpen, self.isMended) = (state, stateName, isOpen, isMended)
        (self.words, self.answer, self.madeAt, self.due, self.takingBack) = (words, answer, madeAt, due, takingBack)
    }

    /// Reads a party's objections in another store, the latest first, from one on: the door's to say which store.
    package typealias Reading = @Sendable (_ party: Party, _ before: ID?, _ limit: Int) async throws -> [ObjectionElsewhere]
}

extension ObjectionElsewhere {
    static let schema: Schema = .object([
        .init("id", .id), .init("kind", .string), .init("what", .any), .init("link", .string), .init("department", .string),
        .init("state", .string), .init("open", .boolean), .init("words", .string), .init("answer", .string.orNull),
        .init("madeAt", .dateTime), .init("dueOn", .date), .init("provisional", .boolean),
    ])

    var json: JSON {
        [
            "id": .string(id.rawValue), "kind": .string(kind), "what": JSON(what), "link": .string(link.text),
            "department": .string(department), "state": .string(state), "open": .bool(isOpen), "words": .string(words),
            "answer": answer.isEmpty ? .null : .string(answer), "madeAt": .string(madeAt.rfc3339),
            "dueOn": .string(due.date.description), "provisional": .bool(due.provisional),
        ]
    }
}

extension CorrectionPages {
    /// The card of one that another store keeps.
    func card(_ objection: ObjectionElsewhere, _ catalogue: Catalogue) -> HTML {
        var facts = [
            Components.Fact(CorrectingText.said, HTML(text: objection.words)),
            Components.Fact(CorrectingText.department, "\(catalogue.departmentName(objection.department), language)"),
        ]
        if objection.isOpen {
            let note: HTML? = objection.due.provisional ? " \(Components.soft(CorrectingText.provisional, language))" : nil
            facts.append(Components.Fact(CorrectingText.dueOn, "\(Components.date(objection.due.date, language))\(note)"))
        }
        if !objection.answer.isEmpty { facts.append(Components.Fact(CorrectingText.answer, HTML(text: objection.answer))) }
        var acts = [Components.button(CorrectingText.see, to: objection.link, .plain, language)]
        if objection.isOpen {
            acts.append(
                Components.postButton(
                    CorrectingText.takeBack, to: objection.takingBack, kind: .plain, seal: FormSeal(csrf: csrf), language))
        }
        let tone: Components.Tone = objection.isOpen ? .wait : objection.isMended ? .done : .quiet
        return Components.card(
            "\(objection.what, language)", aside: Components.tag(objection.stateName, tone, language),
            Components.summaryList(facts, language) + Components.actionBar(acts))
    }
}
