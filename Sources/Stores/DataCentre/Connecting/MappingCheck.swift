import Catalogue
import Kernel

/// What is wrong with the names that a source's settings map, of a resource that the catalogue has: pure.
enum MappingCheck {
    /// What stands for an element: a column of a table, or a place in an answer.
    enum Target: Sendable { case column, pointer }

    /// A sentence for each mistake, which says the name.
    ///
    /// - Parameter mapping: name → column or pointer.
    static func faults(_ mapping: [String: String], to target: Target, of resource: DataResource, in catalogue: Catalogue) -> [Text] {
        var faults: [Text] = []
        // By role the array that its first place names; none for one object.
        var lists: [String: String?] = [:]
        for (name, place) in mapping.sorted(by: { $0.key < $1.key }) {
            let stars = target == .pointer ? place.split(separator: "/", omittingEmptySubsequences: false).count { $0 == "*" } : 0
            switch resource.meaning(of: name) {
            case .whole:
                if !resource.declares(name), catalogue.elements[name] == nil {
                    faults.append(ConnectingText.noElement(name))
                } else if stars > 0 {
                    faults.append(ConnectingText.starOfOwn(name))
                } else if target == .column, let elements = resource.gives[name] {
                    faults.append(ConnectingText.oneByOne(name, elements))
                }
            case .related(let role, _):
                let list = RelatedPlaces.split(place)?.list
                if mapping[role] != nil {
                    faults.append(ConnectingText.twice(name, role))
                } else if stars > 1 {
                    faults.append(ConnectingText.twoStars(name))
                } else if target == .pointer, lists[role, default: list] != list {
                    faults.append(ConnectingText.anotherList(name))
                }
                if !lists.keys.contains(role) { lists.updateValue(list, forKey: role) }
            }
        }
        return faults
    }
}
