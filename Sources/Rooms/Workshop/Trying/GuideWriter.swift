package import Catalogue
package import Kernel
package import Web

/// Writes the guide of a thing as strangers read it. The Portal does; here it shows what a draft would publish, in the very words and order.
package struct GuideWriter: Sendable {
    let write: @Sendable (Thing, Catalogue, Language, LocalDate) -> HTML

    /// - Parameter write: the body of the guide, without a heading.
    package init(_ write: @escaping @Sendable (Thing, Catalogue, Language, LocalDate) -> HTML) { self.write = write }

    package static let none = GuideWriter { _, _, _, _ in HTML() }
}
