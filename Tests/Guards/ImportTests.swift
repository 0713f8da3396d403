import Testing

/// A room imports only what lies below it, and the manifest is the whole truth about it.
struct ImportTests {
    private static let everywhere: Set<String> = ["Foundation", "Synchronization", "Dispatch", "Glibc", "Testing"]

    private static func imports(_ file: SourceFile) -> [String] {
        file.text.matches(
            of: #/(?m)^(?:@\w+ )*(?:package |public |internal |private )?import (?:struct |enum |class |func )?([A-Za-z0-9_-]+)/#
        )
        .map { String($0.output.1) }
    }

    @Test func `the manifest is read whole`() {
        #expect(Manifest.targets.count > 30)
        #expect(Manifest.target("Cases")?.dependencies.contains("Licences") == true)
        #expect(Manifest.target("Web")?.dependencies.contains("hummingbird") == true)
        #expect(Manifest.target("Kernel")?.dependencies.isEmpty == true)
    }

    @Test func `files import only what the manifest gives their target`() {
        var found: [String] = []
        for file in SourceTree.sources + SourceTree.tests {
            let name = file.path.hasPrefix("Tests/") ? file.floor : file.room
            guard let target = Manifest.target(name) else {
                found.append("\(file.path) belongs to no target")
                continue
            }
            let allowed = target.dependencies.reduce(into: Self.everywhere) { $0.formUnion(Manifest.modules[$1] ?? [$1]) }
            for module in Self.imports(file) where !allowed.contains(module) { found.append("\(file.path) imports \(module)") }
        }
        #expect(found == [])
    }

    @Test func `a room depends on lower floors only`() {
        var found: [String] = []
        for target in Manifest.targets where target.floor != "Tests" {
            guard let own = Manifest.floors.firstIndex(of: target.floor) else {
                found.append("\(target.name) is on no floor")
                continue
            }
            for dependency in target.dependencies {
                guard let other = Manifest.target(dependency), let floor = Manifest.floors.firstIndex(of: other.floor) else { continue }
                // On the lowest floors and at the door rooms may stand on each other; the compiler refuses circles.
                let isFree = own == floor && ["Bedrock", "Ground", "Door"].contains(target.floor)
                if floor > own || (floor == own && !isFree) { found.append("\(target.name) stands on \(dependency)") }
            }
        }
        #expect(found == [])
    }

    @Test func `floors are folders and rooms are targets`() {
        for target in Manifest.targets where target.floor != "Tests" {
            #expect(SourceTree.exists("Sources/\(target.floor)/\(target.name)"), "\(target.name) has no folder on its floor")
        }
        let folders = Set(SourceTree.sources.map { "\($0.floor)/\($0.room)" })
        for folder in folders {
            #expect(Manifest.targets.contains { "\($0.floor)/\($0.name)" == folder }, "Sources/\(folder) is no target")
        }
    }

    @Test(arguments: [
        ("GRDB", ["StoreSQLite", "yiwang-bench"]), ("GRDBSQLite", ["StoreSQLite"]), ("CPostgres", ["StorePostgres", "yiwang-bench"]),
        ("COpenSSL", ["Cryptography"]),
        ("Hummingbird", ["Web", "Platform"]), ("Yams", ["Catalogue", "yiwang-bench"]), ("CQRencode", ["Web"]), ("CZlib", ["Web"]),
        ("ArgumentParser", ["yiwang", "yiwang-bench"]),
    ])
    func `a library is imported in its own rooms only`(_ module: String, _ rooms: [String]) {
        let importers = Set(SourceTree.sources.filter { Self.imports($0).contains(module) }.map(\.room))
        #expect(!importers.isEmpty)
        #expect(importers.isSubset(of: rooms))
    }
}
