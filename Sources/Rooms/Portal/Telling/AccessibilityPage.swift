import Kernel
import Web

extension Portal {
    /// What was done so that everybody can use this site, and what to do where it fails.
    var accessibility: Endpoint {
        Endpoint(
            "portal.accessibility", .get, "/accessibility", access: .everyone, summary: PortalText.accessibility, tag: "portal", face: .page
        ) { call in
            let language = call.language
            let rows = PortalText.accessibilityPoints.html { "<li>\($0, language)</li>" }
            let body: HTML = """
                \(Components.heading(PortalText.accessibility, lede: PortalText.accessibilityLede, language))\
                \(Components.card(nil, "<ul class=\"prose\">\(rows)</ul><p>\(PortalText.accessibilityHelp, language)</p>"))
                """
            return .page(
                Page(
                    PortalText.accessibility, layout: .portal(current: nil), body: body,
                    cache: call.visitor.isSignedIn ? nil : "accessibility",
                    isWide: false))
        }
    }
}
