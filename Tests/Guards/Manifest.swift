import Foundation

/// What `Package.swift` says of a target, read from its text.
struct ManifestTarget: Sendable, Hashable {
    /// `Bedrock`, `Door`, or `Tests`.
    let floor: String
    let name: String
    let dependencies: [String]
}

enum Manifest {
    /// From the lowest up.
    static let floors = ["Bedrock", "Ground", "Pillars", "Stores", "Beam", "Rooms", "Door"]

    /// The modules that a product, named as in the manifest, lets one import.
    static let modules: [String: Set<String>] = [
        "hummingbird": ["Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOHTTP1", "NIOHTTPTypesHTTP1"],
        "argumentParser": ["ArgumentParser"],
        "logging": ["Logging"],
        "metrics": ["Metrics", "CoreMetrics"],
        "nioCore": ["NIOCore"],
        "nioPosix": ["NIOPosix"],
        "lifecycle": ["ServiceLifecycle", "UnixSignals"],
        "grdb": ["GRDB"], "sqlite": ["GRDBSQLite"],
        "yams": ["Yams"],
    ]

    static let targets: [ManifestTarget] = {
        let text = SourceTree.package
        var found: [ManifestTarget] = []
        for match in text.matches(of: #/(?m)^ +(room|program|tests|system)\(/#) {
            let arguments = balanced(text[match.range.upperBound...])
            let kind = String(match.output.1)
            let names = quoted(arguments.prefix { $0 != "[" })
            switch kind {
            case "room": found.append(ManifestTarget(floor: names[0], name: names[1], dependencies: list(arguments)))
            case "program": found.append(ManifestTarget(floor: "Door", name: names[0], dependencies: list(arguments)))
            case "tests": found.append(ManifestTarget(floor: "Tests", name: names[0], dependencies: list(arguments)))
            default: found.append(ManifestTarget(floor: "Bedrock", name: names[0], dependencies: []))
            }
        }
        if let support = text.firstRange(of: "name: \"TestSupport\"") {
            found.append(ManifestTarget(floor: "Tests", name: "Support", dependencies: list(balanced(text[support.lowerBound...]))))
        }
        return found
    }()

    static func target(_ name: String) -> ManifestTarget? { targets.first { $0.name == name } }

    /// The text up to the bracket that closes the one before it.
    private static func balanced(_ text: Substring) -> Substring {
        var depth = 1
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return text[..<index] }
        }
        return text
    }

    private static func quoted(_ text: some StringProtocol) -> [String] {
        String(text).matches(of: #/"([^"]*)"/#).map { String($0.output.1) }
    }

    /// The names in the first list: quoted targets, and products by the name of their constant.
    private static func list(_ arguments: Substring) -> [String] {
        guard let start = arguments.firstIndex(of: "["), let end = arguments[start...].firstIndex(of: "]") else { return [] }
        return arguments[arguments.index(after: start)..<end].split(whereSeparator: { ", \n".contains($0) }).map {
            $0.filter { $0 != "\"" }
        }
    }
}
