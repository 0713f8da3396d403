import Kernel

/// The pages on which a form goes on that could not be acted on.
enum ResumePages {
    /// The sign-in page with the form in a hidden box and a word about it on top. nil where its form cannot be found.
    static func signIn(_ page: Page, carrying form: ResumedForm, isFirst: Bool, path: String, status: Int, _ language: Language) -> Page? {
        let box: HTML = "<input type=\"hidden\" name=\"_resume\" value=\"\(form.text)\">"
        guard let body = page.body.inserting(box, intoFormTo: path) else { return nil }
        let files: HTML? = form.hadFiles ? "<p>\(ServingText.filesAgain, language)</p>" : nil
        let notice = Components.banner(
            .wait, "<p><strong>\(ServingText.sessionEnded, language)</strong></p><p>\(ServingText.sessionEndedDetail, language)</p>\(files)"
        )
        var copy = page
        copy.body = isFirst ? notice + body : body
        copy.status = status
        copy.cache = nil
        return copy
    }

    /// After signing in: one button sends what was typed.
    static func signedIn(_ form: ResumedForm, csrf: String, _ language: Language) -> Page {
        page(form, csrf: csrf, ServingText.signedIn, ServingText.signedInDetail, button: ServingText.sendTyped, status: 200, language)
    }

    /// The problem, and one button that sends the same again.
    static func again(_ form: ResumedForm, after problem: Problem, csrf: String, _ language: Language) -> Page {
        page(form, csrf: csrf, problem.title, problem.detail, button: ServingText.sendAgain, status: problem.status, language)
    }

    private static func page(
        _ form: ResumedForm, csrf: String, _ title: Text, _ detail: Text, button: Text, status: Int, _ language: Language
    ) -> Page {
        let hidden = form.pairs.html { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" }
        let shown = form.pairs.filter { !$0.name.hasPrefix("_") && !$0.value.isEmpty }
        let list = shown.html { "<dt>\($0.name)</dt><dd>\($0.value)</dd>" }
        let kept: HTML? =
            shown.isEmpty ? nil : Components.details(ServingText.kept(shown.count), "<dl>\(list)</dl>", language)
        let files: HTML? = form.hadFiles ? "<p>\(ServingText.filesAgain, language)</p>" : nil
        let action = Link(local: form.path) ?? "/"
        return Page(
            title, layout: .plain,
            body: """
                \(Components.heading(title, lede: detail, language))<p>\(ServingText.keptDetail, language)</p>\(files)\
                <form method="post" action="\(action)" enctype="multipart/form-data" data-once>\(FormSeal(csrf: csrf).html)\(hidden)\
                \(Components.submit(button, language))</form>\(kept)
                """,
            status: status, isWide: false)
    }
}

extension HTML {
    /// The same markup with `box` put right after the opening tag of the form that posts to `path`; nil where there is none.
    func inserting(_ box: HTML, intoFormTo path: String) -> HTML? {
        let action = Array("action=\"\(path)".utf8)
        guard let at = bytes.position(of: action, from: 0), at + action.count < bytes.count,
            bytes[at + action.count] == 0x22 || bytes[at + action.count] == 0x3F,
            // A `>` inside an attribute is escaped, so the next one ends the tag.
            let end = bytes[at...].firstIndex(of: 0x3E)
        else { return nil }
        return HTML(raw: Array(bytes[...end]) + box.bytes + Array(bytes[(end + 1)...]))
    }
}
