package import Kernel

/// One entry of the menu, registered by `Platform`.
package struct Nav: Sendable, Hashable {
    /// Stable name, by which a page says which entry it belongs to: `services`, `applications`.
    package let code: String
    package let label: Text
    package let link: Link

    package init(_ code: String, _ label: Text, _ link: Link) {
        self.code = code
        self.label = label
        self.link = link
    }
}
