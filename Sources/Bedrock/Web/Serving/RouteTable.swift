import Kernel

/// Why a list of endpoints cannot be served. It is found at the start, not by a visitor.
package enum RouteError: Error, Sendable, Hashable {
    case duplicate(method: Method, path: String)
    /// Two endpoints of one face and method bear one name.
    case duplicateName(String)
    /// A path that is none: it begins with `/`, has no empty part, and its `{names}` differ.
    case malformed(path: String)
}

extension RouteError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .duplicate(let method, let path): "two endpoints answer \(method.rawValue) \(path)"
        case .duplicateName(let name): "two endpoints of one face and method are named \(name)"
        case .malformed(let path): "no path: \(path)"
        }
    }
}

/// Finds the endpoint for a path: a tree of its parts, in which a literal part goes before a `{parameter}`.
struct RouteTable: Sendable {
    enum Match: Sendable {
        case endpoint(index: Int, parameters: [String: String])
        /// The path exists, but not for this method.
        case otherMethods([Method])
        case none
    }

    private struct Node: Sendable {
        var literals: [Substring: Int] = [:]
        var parameter: Int?
        var endpoints: [Method: Int] = [:]
    }

    private var nodes = [Node()]
    private var parameterNames: [[String]] = []

    init(_ endpoints: [Endpoint]) throws(RouteError) {
        var names: Set<[String]> = []
        for (index, endpoint) in endpoints.enumerated() {
            guard names.insert([endpoint.name, endpoint.face.rawValue, endpoint.method.rawValue]).inserted else {
                throw .duplicateName(endpoint.name)
            }
            try add(endpoint, index)
        }
    }

    private mutating func add(_ endpoint: Endpoint, _ index: Int) throws(RouteError) {
        let path = endpoint.servedPath
        guard let parts = RouteTable.parts(path[...]), !parts.contains("") else { throw .malformed(path: path) }
        var at = 0
        var names: [String] = []
        for part in parts {
            let isParameter = part.hasPrefix("{") && part.hasSuffix("}")
            let child = isParameter ? nodes[at].parameter : nodes[at].literals[part]
            if isParameter { names.append(String(part.dropFirst().dropLast())) }
            if let child {
                at = child
                continue
            }
            nodes.append(Node())
            if isParameter { nodes[at].parameter = nodes.count - 1 } else { nodes[at].literals[part] = nodes.count - 1 }
            at = nodes.count - 1
        }
        guard Set(names).count == names.count, !names.contains("") else { throw .malformed(path: path) }
        guard nodes[at].endpoints.updateValue(index, forKey: endpoint.method) == nil else {
            throw .duplicate(method: endpoint.method, path: path)
        }
        parameterNames.append(names)
    }

    /// The parts of a path after its first slash; none for `/`.
    private static func parts(_ path: Substring) -> [Substring]? {
        guard path.first == "/" else { return nil }
        return path.utf8.count == 1 ? [] : path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    }

    /// `path` is as sent, without query.
    func match(_ method: Method, _ path: Substring) -> Match {
        guard let parts = RouteTable.parts(path), parts.count < 32 else { return .none }
        var values: [Substring] = []
        var methods: Set<Method> = []
        guard let index = find(parts[...], from: 0, method, &values, &methods) else {
            return methods.isEmpty ? .none : .otherMethods(methods.sorted { $0.rawValue < $1.rawValue })
        }
        var parameters: [String: String] = [:]
        for (name, value) in zip(parameterNames[index], values) {
            guard let decoded = try? PairsReader.decoded(value.utf8, plusIsSpace: false) else { return .none }
            parameters[name] = decoded
        }
        return .endpoint(index: index, parameters: parameters)
    }

    private func find(
        _ parts: ArraySlice<Substring>, from node: Int, _ method: Method, _ values: inout [Substring], _ others: inout Set<Method>
    ) -> Int? {
        guard let part = parts.first else {
            if let found = nodes[node].endpoints[method] { return found }
            others.formUnion(nodes[node].endpoints.keys)
            return nil
        }
        if let child = nodes[node].literals[part], let found = find(parts.dropFirst(), from: child, method, &values, &others) {
            return found
        }
        guard let child = nodes[node].parameter, !part.isEmpty else { return nil }
        values.append(part)
        if let found = find(parts.dropFirst(), from: child, method, &values, &others) { return found }
        values.removeLast()
        return nil
    }
}
