import Kernel
import Web

/// What of a licence is to be seen: the usual choices as one tap each, and one's own choice below.
struct ChoosingPage {
    let presentable: Presentable
    let seal: FormSeal
    let language: Language
    var problem: Problem?
    var typed: [String: [String]] = [:]

    private var id: ID { presentable.licence.id }

    var page: Page {
        let name = presentable.name
        let title = PresentingText.title.filled(["name": name])
        let body: HTML = """
            \(Components.breadcrumbs([(LicencesText.title, "/licences"), (name, "/licences/\(id)")], language))\
            \(Components.heading(HTML(text: title[language]), lede: HTML(text: PresentingText.chooseHint[language])))\
            \(if: problem == nil, "<ul class=\"choices\">\(presets)</ul>")\
            \(Components.details(PresentingText.chooseMyself, form.html(language), isOpen: problem != nil, language))
            """
        return Page(title, layout: .portal(current: LicencesText.nav), body: body, isWide: false)
    }

    private var presets: HTML {
        Preset.allCases.html { preset in
            guard let codes = preset.codes(of: presentable.claims) else { return HTML() }
            let labels = presentable.shown(codes).map { $0.label[language] }.joined(separator: language == .zh ? "、" : ", ")
            // What is large to tap says the whole: the act and what comes of it.
            return """
                <li><form method="post" action="/licences/\(id)/presentations" data-once>\(seal.html)\
                <button class="choice" name="preset" value="\(preset.rawValue)"><strong>\(preset.name, language)</strong>\
                <span class="soft">\(PresentingText.theySee, language)\(language == .zh ? "：" : ": ")\(labels)</span></button></form></li>
                """
        }
    }

    private var form: Form {
        Form(
            action: "/licences/\(id)/presentations", fields: [ChoosingPage.field(presentable.claims)],
            values: typed.isEmpty ? ["claims": [LicenceClaim.holderName]] : typed, problem: problem, submit: PresentingText.showCode,
            seal: seal)
    }

    /// Every claim as a box to tick, with its value as the holder may see it over a shoulder.
    static func field(_ claims: [LicenceClaim]) -> Field {
        Field("claims", PresentingText.claims, .choices(claims.map { Option($0.code, $0.label, help: $0.masked) }))
    }
}
