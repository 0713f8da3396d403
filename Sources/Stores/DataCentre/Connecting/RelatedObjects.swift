import Catalogue
import Kernel

/// What a name in a mapping or in a header stands for, in the records of one resource.
enum ToldName: Sendable, Hashable {
    /// An element of the record itself, or the whole of a related role in the elements' own codes.
    case whole(String)
    /// One element of a related role.
    case related(role: String, element: String)
}

extension DataResource {
    /// `child.name` is the element `person.name` of the role `child`, where the resource tells that of it. Its own elements go before.
    func meaning(of name: String) -> ToldName {
        guard !declares(name), let dot = name.firstIndex(of: ".") else { return .whole(name) }
        let (role, leaf) = (String(name[..<dot]), name[dot...])
        let element = gives[role]?.first { code in code.firstIndex(of: ".").map { code[$0...] == leaf } ?? false }
        return element.map { .related(role: role, element: $0) } ?? .whole(name)
    }

    /// Whether a record of it has a member of that name.
    func declares(_ name: String) -> Bool { name == key || elements.contains(name) || gives[name] != nil }
}

/// Rows about the same subject, and the one record that they make: one object of a role stands alone, several in a list, none is left out.
enum RelatedObjects {
    /// More related objects, or rows about one subject, are a mistake at the source.
    static let most = 5000

    enum Fault: Error, Sendable, Hashable {
        /// The row at that place says something else of the subject than the rows before it.
        case disagreeing(Int)
        case tooMany
    }

    /// A flat row as a record, with one object of each role of which it says anything.
    static func record(_ cells: some Sequence<(name: ToldName, value: JSON)>) -> JSON {
        var own: [JSON.Member] = []
        var related: [String: [JSON.Member]] = [:]
        for (name, value) in cells where !value.isNull {
            switch name {
            case .whole(let element): own.append(JSON.Member(element, value))
            case .related(let role, let element): related[role, default: []].append(JSON.Member(element, value))
            }
        }
        return .object(own + related.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .object($0.value)) })
    }

    /// What the rows' records say together. What one leaves open another may say, and the same object twice is one. Pure.
    static func joined(_ records: [JSON], of resource: DataResource) throws(Fault) -> JSON {
        guard records.count <= most else { throw .tooMany }
        var own: [JSON.Member] = []
        var values: [String: JSON] = [:]
        var objects: [String: [JSON]] = [:]
        var seen: [String: Set<JSON>] = [:]
        for (index, record) in records.enumerated() {
            for member in record.members ?? [] where !member.value.isNull {
                if resource.gives[member.name] != nil {
                    for object in member.value.array ?? [member.value] where seen[member.name, default: []].insert(object).inserted {
                        objects[member.name, default: []].append(object)
                    }
                } else if let said = values[member.name] {
                    guard said == member.value else { throw .disagreeing(index) }
                } else {
                    values[member.name] = member.value
                    own.append(member)
                }
            }
        }
        return .object(own + objects.sorted { $0.key < $1.key }.compactMap { role, all in told(all).map { JSON.Member(role, $0) } })
    }

    /// As the record tells them; nil for none.
    static func told(_ objects: [JSON]) -> JSON? { objects.count > 1 ? .array(objects) : objects.first }
}
