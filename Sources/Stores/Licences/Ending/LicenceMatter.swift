package import Catalogue
import Kernel

/// Of what kind the matter is that a licence comes from. It follows from the items that yield it, and decides on which law its end rests:
/// an identity card is no permit, so the Administrative Licensing Law says nothing of its end.
package enum LicenceMatter: String, Sendable, Hashable, CaseIterable {
    /// 行政许可
    case permit
    /// 行政确认, 公共服务 and the rest: each has a law of its own.
    case other
}

extension ServiceItem {
    /// The kind of matter that it is.
    package var matter: LicenceMatter { type == .licensing ? .permit : .other }
}

extension Catalogue {
    /// The kind of matter behind a type. What no item yields is none of the permits that the catalogue knows.
    package func matter(of type: String) -> LicenceMatter {
        items.values.contains { $0.matter == .permit && $0.results.contains { $0.licence == type } } ? .permit : .other
    }

    /// A law that the items behind a type name, as an example of how one is cited; nil where none does.
    func citedLaw(for type: String) -> String? {
        items.values.filter { $0.results.contains { $0.licence == type } }.min { $0.code < $1.code }?.bases.first?.citation.zh
    }
}
