package import Cases
package import Catalogue
package import Identity
import Kernel
package import Web

/// What people see first: home, search, things and items, guides.
package struct Portal: Sendable {
    let catalogue: CurrentCatalogue
    let cases: Cases
    let identity: Identity
    let saving: CurrentSaving
    /// Where the site stands on the web: the addresses of what is given to others begin so.
    let origin: String
    let exports = CatalogueExports()
    let withIdentityAlone = WithIdentityAlone()

    package init(catalogue: CurrentCatalogue, cases: Cases, identity: Identity, saving: CurrentSaving, origin: String) {
        self.catalogue = catalogue
        self.cases = cases
        self.identity = identity
        self.saving = saving
        self.origin = origin.hasSuffix("/") ? String(origin.dropLast()) : origin
    }

    /// Everything that this room answers.
    package var endpoints: [Endpoint] {
        home.endpoints + finding + guide.endpoints + guideOfItem + exporting + certificates + [accessibility] + withMyID.endpoints
    }
}
