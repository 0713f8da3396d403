package import Kernel

/// What the shell around a page needs to know of the visitor and of the site.
package struct PageFrame: Sendable {
    package var language: Language
    /// The address of this page, for the language switch and the way back after signing in.
    package var here: Link
    package var portalMenu: [Nav]
    package var consoleMenu: [Nav]
    /// The signed-in person's name; nil for a visitor.
    package var name: String?
    /// The enterprise or person on whose behalf the visitor acts.
    package var actingFor: String?
    package var csrf: String
    package var assets: AssetVersions

    package init(
        language: Language, here: Link, portalMenu: [Nav] = [], consoleMenu: [Nav] = [], name: String? = nil, actingFor: String? = nil,
        csrf: String = "",
        assets: AssetVersions = AssetVersions()
    ) {
        self.language = language
        self.here = here
        self.portalMenu = portalMenu
        self.consoleMenu = consoleMenu
        self.name = name
        self.actingFor = actingFor
        self.csrf = csrf
        self.assets = assets
    }
}
