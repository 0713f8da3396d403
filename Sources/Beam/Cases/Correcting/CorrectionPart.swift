import Catalogue
import Kernel
import Web

extension Cases {
    /// Whoever keeps a record that the person contradicts corrects it for everybody: one button asks them to, and what came of it stands here.
    func correctionsPart(_ open: OpenDraft, _ call: Call, problem: Problem?) -> HTML {
        let language = call.language
        if open.corrections.isEmpty { return HTML() }
        let rows = open.corrections.html { offered -> HTML in
            let offer = offered.offer
            let element = open.catalogue.elements[offer.element]
            func words(_ value: JSON) -> String {
                element.map { open.catalogue.words(for: value, of: $0)[language] } ?? value.text
            }
            let both = ApplicantText.recordedAndClaimed.filled([
                "recorded": Text(same: words(offer.recorded)), "claimed": Text(same: words(offer.claimed)),
            ])
            let keeper = ApplicantText.keptBy(offer.register(in: open.catalogue), phone: offer.phone(in: open.catalogue))
            return """
                <li><p><strong>\(offer.label, language)</strong> · \(both[language])<br>\(Components.soft(keeper, language))</p>\
                \(sent(offered, language))\(asking(offered, open, call, problem: problem))</li>
                """
        }
        return Components.card(
            ApplicantText.correctTheRecord, "<p>\(ApplicantText.correctTheRecordNote, language)</p><ul class=\"plain\">\(rows)</ul>",
            language)
    }

    private func sent(_ offered: OfferedCorrection, _ language: Language) -> HTML {
        guard let sent = offered.sent else { return HTML() }
        let when: HTML = sent.isOpen ? " · \(ApplicantText.answeredBy(sent.dueOn), language)" : HTML()
        return """
            <p>\(Components.tag(sent.state, sent.isOpen ? .wait : .done, language))\(when) · \
            \(Components.anchor(ApplicantText.seeObjection, sent.link, language))</p>
            """
    }

    private func asking(_ offered: OfferedCorrection, _ open: OpenDraft, _ call: Call, problem: Problem?) -> HTML {
        let language = call.language
        guard offered.mayObject, offered.sent?.isOpen != true else { return HTML() }
        let key = offered.offer.key
        let isThis = problem != nil && call.submitted["record"] == key
        var fields = [Field("words", ApplicantText.objectionWords, .longText(max: 300), required: false)]
        if offered.offer.resource != nil {
            fields.append(
                Field(
                    "evidence", ApplicantText.objectionEvidence, .file(types: [.pdf, .jpg, .png], maxBytes: 5_000_000), required: false))
        }
        let seal = FormSeal(csrf: call.visitor.csrf)
        let place: Link = "/drafts/\(open.draft.id)/objections"
        let button = Components.postButton(
            ApplicantText.askForCorrection, to: place, kind: .plain, seal: seal, values: [("record", key)], language)
        var form = Form(
            action: place, sections: [FormSection(fields: fields + [Field("record", Text(same: ""), .hidden)])],
            values: (isThis ? call.submitted.values : [:]).merging(["record": [key]]) { _, new in new }, problem: isThis ? problem : nil,
            submit: ApplicantText.askForCorrection, kind: .plain, seal: seal)
        form.scope = "objection-\(offered.offer.field.replacing(".", with: "-"))-"
        return button + Components.details(ApplicantText.objectionMore, form.html(language), isOpen: isThis, language)
    }
}
