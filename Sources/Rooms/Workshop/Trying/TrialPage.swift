import Cases
import Catalogue
import Kernel
import Web

/// A draft's situations, tried out as an applicant would.
struct TrialPage {
    let trial: Workshop.Trial
    let language: Language

    func page() -> Page {
        let here: Link = "/console/catalogue/drafts/\(trial.draft.id)/trial/\(trial.thing.code)"
        let body: HTML = """
            \(Components.breadcrumbs([(WorkshopText.catalogue, "/console/catalogue"), (Text(same: trial.draft.title), Workshop.link(trial.draft.id))], language))\
            \(Components.heading("\(trial.thing.name, language)", above: "\(TryingText.trial, language)", lede: "\(TryingText.trialLede, language)"))\
            \(Components.card(nil, trial.checklist.reductions.numbers(language)))\(Components.split(form(here) + tree, asked))
            """
        return Page(TryingText.trial, layout: .console(current: Workshop.nav), body: body)
    }

    private func form(_ here: Link) -> HTML {
        let put = trial.checklist.questions.filter { $0.isAsked || trial.answers[$0.question.code] != nil }
        guard !put.isEmpty else { return Components.card(TryingText.trial, "<p>\(TryingText.noQuestions, language)</p>", language) }
        let boxes = put.html { question($0.question) }
        return """
            <form class="form" method="get" action="\(here)"><div class="card">\(boxes)</div>\
            <div class="actions"><button class="button main">\(TryingText.answer, language)</button>\
            \(Components.anchor(TryingText.startAgain, here, language))</div></form>
            """
    }

    private func question(_ question: Question) -> HTML {
        let chosen = trial.answers[question.code]
        let options = SituationTree.options(of: question).html { option -> HTML in
            let isMany = question.kind == .choices
            let isChosen = isMany ? chosen?.array?.contains(.string(option.code)) == true : chosen == option.value
            let name: String = isMany ? "a.\(question.code).\(option.code)" : "a.\(question.code)"
            return """
                <label class="option"><input type="\(isMany ? "checkbox" : "radio")" name="\(name)" value="\(option.code)"\(flag: "checked", isChosen)>\
                <span>\(option.name, language)</span></label>
                """
        }
        let help: HTML? = question.help.map { "<p class=\"help\">\($0, language)</p>" }
        return
            "<fieldset class=\"field\"><legend>\(question.ask, language)</legend>\(help)<div class=\"options\">\(options)</div></fieldset>"
    }

    private var asked: HTML {
        let checklist = trial.checklist
        func list(_ title: Text, _ names: [Text]) -> HTML {
            names.isEmpty ? HTML() : "<h3>\(title, language)</h3><ul class=\"plain\">\(names.html { "<li>\($0, language)</li>" })</ul>"
        }
        let fields = checklist.fields.filter(\.isNeeded).map {
            Text("\($0.heading.zh) · \($0.label.zh)", "\($0.heading.en) · \($0.label.en)")
        }
        return Components.card(
            TryingText.whatIsAsked,
            list(TryingText.items, checklist.includedItems.map(\.name))
                + list(TryingText.materials, checklist.materials.filter(\.isAsked).map(\.material.name)) + list(TryingText.fields, fields),
            language)
    }

    private var tree: HTML {
        guard let tree = trial.tree, !tree.branches.isEmpty else { return HTML() }
        let cut: HTML? = tree.isCut ? "<p class=\"soft\">\(TryingText.treeCut, language)</p>" : nil
        return Components.card(
            TryingText.tree,
            "<p class=\"soft\">\(TryingText.treeLede, language)</p><ul class=\"situations\">\(tree.branches.html(branch))</ul>\(cut)",
            language)
    }

    private func branch(_ branch: SituationTree.Branch) -> HTML {
        let twigs = branch.options.html { twig -> HTML in
            let adds: HTML =
                twig.adds.isEmpty
                ? "<span class=\"soft\">\(TryingText.nothingMore, language)</span>"
                : "<span class=\"soft\">\(twig.adds.map { $0[language] }.joined(separator: language == .zh ? "；" : "; "))</span>"
            let more: HTML? = twig.branches.isEmpty ? nil : "<ul>\(twig.branches.html(self.branch))</ul>"
            return "<li><strong>\(twig.name, language)</strong> \(adds)\(more)</li>"
        }
        return "<li><span class=\"ask\">\(branch.question.ask, language)</span><ul>\(twigs)</ul></li>"
    }
}

/// The guide as it will read once the draft is published.
struct GuidePreview {
    let trial: Workshop.Trial
    /// As the Portal writes it.
    let guide: HTML
    let language: Language

    func page() -> Page {
        let body: HTML = """
            \(Components.breadcrumbs([(WorkshopText.catalogue, "/console/catalogue"), (Text(same: trial.draft.title), Workshop.link(trial.draft.id))], language))\
            \(Components.heading("\(trial.thing.called ?? trial.thing.name, language)", above: "\(TryingText.preview, language)", lede: "\(trial.thing.summary ?? TryingText.previewLede, language)"))\
            \(guide)
            """
        return Page(TryingText.preview, layout: .console(current: Workshop.nav), body: body)
    }
}
