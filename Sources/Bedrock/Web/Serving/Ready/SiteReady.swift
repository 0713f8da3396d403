import Kernel
import Metrics

extension Site {
    /// What is ready to be sent without making a `Call`: files, and public pages for visitors without a session. It allocates next to
    /// nothing and asks nobody.
    func ready(method: String, target: String, cookie: String?, acceptLanguage: String?, acceptEncoding: String?, ifNoneMatch: String?)
        -> ReadyAnswer?
    {
        guard method == "GET" || method == "HEAD" else { return nil }
        if let file = assets.answers(target) {
            meters.ready.increment()
            return file.answer(acceptEncoding: acceptEncoding, ifNoneMatch: ifNoneMatch)
        }
        guard !target.utf8.contains(0x3F) else { return nil }
        var (chosen, place): (String?, String?) = (nil, nil)
        if let cookie {
            guard Cookies.value(settings.sessionCookie, in: cookie) == nil else { return nil }
            chosen = Cookies.value(WebSettings.languageCookie, in: cookie)
            place = Cookies.value(WebSettings.placeCookie, in: cookie)
        }
        let language = LanguageChoice.language(query: nil, cookie: chosen, session: nil, acceptLanguage: acceptLanguage)
        guard let page = pages.answers(target, language, place: place, version: publicVersion()) else { return nil }
        meters.ready.increment()
        return page.answer(acceptEncoding: acceptEncoding, ifNoneMatch: ifNoneMatch)
    }
}
