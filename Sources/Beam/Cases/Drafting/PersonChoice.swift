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
}

extension Cases {
    /// Of whom several could be meant, with one button: choosing one lets the registers answer for them.
    func peoplePart(_ open: OpenDraft, _ call: Call) -> HTML {
        open.checklist.choices(among: open.draft.holdings).html { role, people in
            let options = people.map { Option($0.tag, Text(same: [$0.name ?? "", $0.maskedKey].joined(separator: " "))) }
            let form = Form(
                action: "/drafts/\(open.draft.id)/people",
                fields: [Field("person", ApplicantText.whoIsIt(role.name), .choice(options, style: .radios))],
                submit: ApplicantText.takeThisOne, seal: FormSeal(csrf: call.visitor.csrf))
            return Components.card(ApplicantText.yourFamily, form.html(call.language), call.language)
        }
    }
}
