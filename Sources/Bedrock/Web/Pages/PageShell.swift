import Kernel

/// The whole document around a page. No inline style or script stands in it: the content security policy forbids both.
package enum PageShell {
    package static func html(_ page: Page, in frame: PageFrame) -> HTML {
        let language = frame.language
        let (kind, current) = describe(page.layout)
        let width: String = page.isWide ? "wide" : "narrow"
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)"><head>\(head(page, frame))</head><body class="\(kind)">\
            <a class="skip" href="#main">\(WebText.skip, language)</a>\
            \(header(page.layout, current, frame))\
            \(banner(page.layout, frame))\
            <main id="main" tabindex="-1" class="\(width)">\(page.body)\(documentFoot(page.layout, language))</main>\
            \(footer(language))</body></html>
            """
    }

    private static func describe(_ layout: Page.Layout) -> (String, Nav?) {
        switch layout {
        case .portal(let current): ("portal", current)
        case .console(let current): ("console", current)
        case .plain: ("plain", nil)
        case .document: ("document", nil)
        }
    }

    private static func head(_ page: Page, _ frame: PageFrame) -> HTML {
        let title = page.title[frame.language]
        let name = WebText.siteName[frame.language]
        // People's first page is light: what only officials see has a sheet and a script of its own.
        var (officials, desk) = (HTML(), HTML())
        if case .console = page.layout {
            officials = "<link rel=\"stylesheet\" href=\"\(frame.assets.link("/css/console.css"))\">"
            desk = "<script src=\"\(frame.assets.link("/js/console.js"))\" defer></script>"
        }
        return """
            <meta charset="utf-8"><title>\(title)\(if: title != name, " · \(name)")</title>\
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">\
            <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">\
            <meta name="theme-color" content="#1b2129" media="(prefers-color-scheme: dark)">\
            <link rel="stylesheet" href="\(frame.assets.link("/css/site.css"))">\(officials)\
            <link rel="icon" href="\(frame.assets.link("/icons/icon.svg"))" type="image/svg+xml">\
            <link rel="apple-touch-icon" href="\(frame.assets.link("/icons/icon-192.png"))">\
            <link rel="manifest" href="/manifest.webmanifest">\
            <script src="\(frame.assets.link("/js/site.js"))" defer></script>\(desk)\(page.head)
            """
    }

    private static func header(_ layout: Page.Layout, _ current: Nav?, _ frame: PageFrame) -> HTML {
        let language = frame.language
        switch layout {
        case .portal:
            return bar(home: "/", suffix: nil, menu(frame.portalMenu, current, language), account(frame), language)
        case .console:
            // Not every official has a worklist: the logo leads to the first of what they have.
            let home = frame.consoleMenu.first?.link ?? "/console"
            return bar(home: home, suffix: WebText.consoleName, menu(frame.consoleMenu, current, language), account(frame), language)
        case .plain, .document:
            return bar(home: "/", suffix: nil, nil, languageSwitch(frame), language)
        }
    }

    private static func bar(home: Link, suffix: Text?, _ menu: HTML?, _ right: HTML, _ language: Language) -> HTML {
        let place: HTML? = suffix.map { " <span class=\"soft\">\($0, language)</span>" }
        return """
            <header class="top"><div class="bar"><a class="brand" href="\(home)">\(logo)\
            <span>\(WebText.siteName, language)</span>\(place)</a>\
            \(menu)<div class="account">\(right)</div></div></header>
            """
    }

    /// One beam on four pillars.
    static let logo: HTML = """
        <svg class="logo" viewBox="0 0 28 20" aria-hidden="true" focusable="false"><rect x="0" y="0" width="28" height="5" rx="1.5"/>\
        <path d="M3 8h3v12H3zM9.33 8h3v12h-3zM15.67 8h3v12h-3zM22 8h3v12h-3z"/></svg>
        """

    private static func menu(_ entries: [Nav], _ current: Nav?, _ language: Language) -> HTML? {
        guard !entries.isEmpty else { return nil }
        let items = entries.html { entry in
            let mark: String? = entry.code == current?.code ? "page" : nil
            return "<li><a href=\"\(entry.link)\"\(attribute: "aria-current", mark)>\(entry.label, language)</a></li>"
        }
        return "<nav class=\"menu\" aria-label=\"\(WebText.mainMenu, language)\"><ul>\(items)</ul></nav>"
    }

    private static func languageSwitch(_ frame: PageFrame) -> HTML {
        let other = frame.language.other
        let link = frame.here.replacing("lang", other == .zh ? "zh" : "en")
        return "<a href=\"\(link)\" hreflang=\"\(other.rawValue)\" lang=\"\(other.rawValue)\">\(WebText.otherLanguage, frame.language)</a>"
    }

    private static func account(_ frame: PageFrame) -> HTML {
        let language = frame.language
        guard let name = frame.name else {
            let link = ("/sign-in" as Link).with("next", frame.here.without("lang").text)
            return "\(languageSwitch(frame))<a class=\"sign-in\" href=\"\(link)\">\(WebText.signIn, language)</a>"
        }
        return """
            \(languageSwitch(frame))<a class="name" href="/account">\(name)</a>\
            <form method="post" action="/sign-out" data-once>\(FormSeal(csrf: frame.csrf).html)\
            <button class="link">\(WebText.signOut, language)</button></form>
            """
    }

    private static func banner(_ layout: Page.Layout, _ frame: PageFrame) -> HTML? {
        guard case .portal = layout, let name = frame.actingFor else { return nil }
        return """
            <aside class="acting" aria-label="\(WebText.actingForWhom, frame.language)"><p>\(WebText.actingFor(name), frame.language)</p>\
            <a href="/acting-for">\(WebText.actAsMyself, frame.language)</a></aside>
            """
    }

    private static func documentFoot(_ layout: Page.Layout, _ language: Language) -> HTML? {
        guard case .document(let foot) = layout else { return nil }
        let code = foot.verifyAt.flatMap { Components.qr($0, label: WebText.verifyTitle, language) }
        let scan: HTML? = code.map { "<div class=\"verify\">\($0)<p>\(WebText.verifyTitle, language)</p></div>" }
        let number: HTML? = foot.number.map { "<p class=\"soft\">\(WebText.documentNumber($0), language)</p>" }
        let date: HTML? = foot.date.map { "<p>\(Components.date($0, language))</p>" }
        return """
            <div class="document-foot">\(scan)<div class="issuer"><p class="seal-place">\(WebText.sealPlace, language)</p>\
            <p><strong>\(foot.issuer, language)</strong></p>\(date)\(number)</div></div>
            """
    }

    private static func footer(_ language: Language) -> HTML {
        """
        <footer class="foot-bar"><div class="bar"><p>\(WebText.illustrative, language)</p><ul>\
        <li><a href="/verify">\(WebText.checkDocument, language)</a></li><li><a href="/accessibility">\(WebText.accessibility, language)</a></li><li><a href="/api">\(WebText.api, language)</a></li>\
        <li><a href="tel:12345">\(WebText.hotline, language)</a></li></ul></div></footer>
        """
    }
}
