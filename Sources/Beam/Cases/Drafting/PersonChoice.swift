import Catalogue
import Kernel
import Web

extension RelatedPerson {
    /// The number as the applicant may see it.
    var maskedKey: String {
        key.count > 8 ? key.prefix(4) + String(repeating: "*", count: key.count - 8) + key.suffix(4) : "****"
    }

    /// What a form sends for this person: never the number itself.
    var tag: String { [role, name ?? "", maskedKey].joined(separator: "/") }

    /// Who tells of them.
    var source: Source? { facts.first?.source }

    /// What they are in the enterprise, as the registers say.
    func position(in catalogue: Catalogue) -> Text? {
        guard let element = catalogue.elements["person.position"] else { return nil }
        var words: [Text] = []
        for fact in facts where fact.field == "\(role).position" {
            let word = catalogue.words(for: fact.value, of: element)
            if !words.contains(word) { words.append(word) }
        }
        return words.isEmpty ? nil : Text(listing: words)
    }
}

extension OpenDraft {
    /// Of whom somebody may be chosen, role by role.
    var choosable: [(role: Participant, people: [RelatedPerson])] { checklist.choices(among: draft.holdings) }

    /// The same for programs; numbers stay masked.
    var peopleJSON: JSON {
        .array(
            choosable.flatMap { role, people in
                people.map { person in
                    .present([
                        ("person", .string(person.tag)), ("role", .string(role.code)), ("name", person.name.map(JSON.string)),
                        ("number", .string(person.maskedKey)), ("position", person.position(in: catalogue).map { JSON($0) }),
                        ("source", person.source?.json),
                    ])
                }
            })
    }
}

extension Cases {
    static let peopleShape: Schema = .array(
        .object([
            .init("person", .string), .init("role", .string), .init("name", .string, required: false), .init("number", .string),
            .init("position", .text, required: false), .init("source", sourceShape, required: false),
        ]))

    /// Of whom several could be meant, with one button: choosing one lets the registers answer for them.
    func peoplePart(_ open: OpenDraft, _ call: Call) -> HTML {
        let title = open.thing.applicant.kind == "enterprise" ? ApplicantText.yourPeople : ApplicantText.yourFamily
        return open.choosable.html { role, people in
            let options = people.map { person in
                Option(
                    person.tag, Text(same: [person.name ?? "", person.maskedKey].joined(separator: " ")),
                    help: ApplicantText.toldBy(person.position(in: open.catalogue), person.source?.text(in: open.catalogue)))
            }
            var form = Form(
                action: "/drafts/\(open.draft.id)/people",
                fields: [Field("person", ApplicantText.whoIsIt(role.name), .choice(options, style: .radios))],
                submit: ApplicantText.takeThisOne, seal: FormSeal(csrf: call.visitor.csrf))
            form.scope = "\(role.code)-"
            return Components.card(title, form.html(call.language), call.language)
        }
    }
}
