/// For each element, in the order of their codes, the registers that state it.
struct ElementTellers: Sendable {
    private(set) var resources: [String: [DataResource]] = [:]
    private(set) var licenceTypes: [String: [LicenceType]] = [:]

    init(_ parts: CatalogueParts) {
        for resource in parts.resources.values.sorted(by: { $0.code < $1.code }) {
            for element in Set(resource.told) { resources[element, default: []].append(resource) }
        }
        for type in parts.licenceTypes.values.sorted(by: { $0.code < $1.code }) {
            for element in Set(type.elements) { licenceTypes[element, default: []].append(type) }
        }
    }
}
