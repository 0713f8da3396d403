package import Cases
package import Catalogue
import Kernel
package import Web

/// What people see first: home, search, things and items, guides.
package struct Portal: Sendable {
    let catalogue: CurrentCatalogue
    let cases: Cases

    package init(catalogue: CurrentCatalogue, cases: Cases) {
        self.catalogue = catalogue
        self.cases = cases
    }

    /// Everything that this room answers.
    package var endpoints: [Endpoint] { home.endpoints + finding + guide.endpoints + guideOfItem + [accessibility] }
}
