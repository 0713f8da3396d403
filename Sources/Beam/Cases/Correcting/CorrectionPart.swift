import Catalogue
import Kernel
import Web

extension Cases {
    /// Whoever keeps a record that the person contradicts corrects it for everybody: who that is, and how to ask for it.
    func correctionsPart(_ open: OpenDraft, _ language: Language) -> HTML {
        let offers = open.checklist.corrections(with: open.draft.holdings, in: open.catalogue)
        if offers.isEmpty { return HTML() }
        let rows = offers.map { offer -> Components.Fact in
            let element = open.catalogue.elements[offer.element]
            func words(_ value: JSON) -> String {
                element.map { open.catalogue.words(for: value, of: $0)[language] } ?? value.text
            }
            let both = ApplicantText.recordedAndClaimed.filled([
                "recorded": Text(same: words(offer.recorded)), "claimed": Text(same: words(offer.claimed)),
            ])
            let keeper = ApplicantText.correctsIt(offer.register(in: open.catalogue), phone: offer.phone(in: open.catalogue))
            return Components.Fact(offer.label, HTML(text: both[language]), source: "\(keeper, language)")
        }
        return Components.card(
            ApplicantText.correctTheRecord,
            "<p>\(ApplicantText.correctTheRecordNote, language)</p>\(Components.summaryList(rows, language))",
            language)
    }
}
