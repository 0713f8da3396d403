package import Cases
package import Catalogue
import Kernel
package import Web

/// What people see first: home, search, things and items, guides.
package struct Portal: Sendable {
    let catalogue: CurrentCatalogue
    let cases: Cases
    let saving: CurrentSaving

    package init(catalogue: CurrentCatalogue, cases: Cases, saving: CurrentSaving) {
        self.catalogue = catalogue
        self.cases = cases
        self.saving = saving
    }

    /// Everything that this room answers.
    package var endpoints: [Endpoint] { home.endpoints + finding + guide.endpoints + guideOfItem + [accessibility] }
}
