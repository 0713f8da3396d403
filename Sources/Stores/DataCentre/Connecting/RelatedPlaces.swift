import Catalogue
import Kernel

/// Where an interface's answer tells of one related role: `/spouse/name` of one object, `/children/*/name` of each element of an array.
struct RelatedPlaces: Sendable {
    /// Element code → place in the answer, or in each element of its array.
    private var places: [(element: String, pointer: String)] = []
    /// The array; nil for one object.
    private var list: String?
    /// Its places lie in several arrays, so that nobody can tell what belongs to whom.
    private var isScattered = false

    mutating func add(_ element: String, at pointer: String) {
        let split = RelatedPlaces.split(pointer)
        if places.isEmpty { list = split?.list }
        isScattered = isScattered || list != split?.list
        places.append((element, split?.each ?? pointer))
    }

    /// Whether a pointer has a part `*`, and the array before its only one. nil where it has none.
    static func split(_ pointer: String) -> (list: String, each: String)? {
        let parts = pointer.split(separator: "/", omittingEmptySubsequences: false)
        guard let star = parts.firstIndex(of: "*") else { return nil }
        return (parts[..<star].joined(separator: "/"), parts[(star + 1)...].map { "/\($0)" }.joined())
    }

    /// What the answer tells of the role, in elements; nil for nothing. A word or a null where an object should be is no answer.
    func told(in body: JSON) throws(SourceFault) -> JSON? {
        guard !isScattered else { throw .malformed }
        guard let list else { return try object(in: body) }
        guard let found = try body.place(list) else { return nil }
        guard let items = found.array, items.count <= RelatedObjects.most else { throw .malformed }
        var objects: [JSON] = []
        for item in items {
            guard !item.isNull else { throw .malformed }
            if let object = try object(in: item) { objects.append(object) }
        }
        return RelatedObjects.told(objects)
    }

    private func object(in json: JSON) throws(SourceFault) -> JSON? {
        var members: [JSON.Member] = []
        for (element, pointer) in places {
            if let value = try json.place(pointer) { members.append(JSON.Member(element, value)) }
        }
        return members.isEmpty ? nil : .object(members)
    }
}

extension JSON {
    /// The value at a JSON pointer (RFC 6901); the whole for an empty one, nil where there is nothing.
    func value(at pointer: String) -> JSON? { (try? place(pointer)) ?? nil }

    /// The same, where nothing and null are told apart from another shape than the pointer supposes, which throws.
    fileprivate func place(_ pointer: String) throws(SourceFault) -> JSON? {
        guard pointer.isEmpty || pointer.hasPrefix("/") else { throw .malformed }
        var place = self
        for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let name = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
            let next: JSON?
            switch place {
            case .null: return nil
            case .object: next = place[name]
            case .array(let items):
                guard let index = Int(name) else { throw .malformed }
                next = items.indices.contains(index) ? items[index] : nil
            default: throw .malformed
            }
            guard let next else { return nil }
            place = next
        }
        return place.isNull ? nil : place
    }
}
