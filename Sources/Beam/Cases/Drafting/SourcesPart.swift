import Catalogue
import Kernel
import Web

extension Cases {
    /// Which sources did not answer, or may not be used, and so left boxes open: told once for the whole form.
    func sourcesPart(_ open: OpenDraft, _ language: Language) -> HTML {
        let colon = HTML(text: language == .zh ? "：" : ": ")
        let lines = open.checklist.silent(with: open.draft.holdings, in: open.catalogue).compactMap { source -> HTML? in
            guard case .unavailable(let why) = source.outcome else { return nil }
            return "\(source.source, language)\(colon)\(why, language)"
        }
        guard let only = lines.first else { return HTML() }
        let list: HTML = lines.count == 1 ? "<p>\(only)</p>" : "<ul>\(lines.html { "<li>\($0)</li>" })</ul>"
        return Components.banner(
            .wait, "<p><strong>\(ApplicantText.silentSources, language)</strong></p>\(list)<p>\(ApplicantText.goesOn, language)</p>")
    }
}
