// swift-tools-version:6.2
import PackageDescription

// The house (ARCHITECTURE.md): a floor is a folder, a room a target. A room imports only what lies below it; the list
// of its dependencies here is the whole truth, and the guard tests hold the imports against it.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func room(_ floor: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(floor)/\(name)", swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: "Sources/Door/\(name)", swiftSettings: strict)
}

func system(_ name: String, _ pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/Bedrock/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let package = Package(
    name: "yiwang",
    products: [
        .executable(name: "yiwang", targets: ["yiwang"]),
        .executable(name: "yiwang-bench", targets: ["yiwang-bench"]),
    ],
    dependencies: [
        // docs/decisions/ states what each of these costs. `traits: []` keeps swift-configuration out.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Bedrock
        system("COpenSSL", "openssl", apt: "libssl-dev"),
        system("CPostgres", "libpq", apt: "libpq-dev"),
        system("CQRencode", "libqrencode", apt: "libqrencode-dev"),
        system("CZlib", "zlib", apt: "zlib1g-dev"),
        room("Bedrock", "Kernel"),
        room("Bedrock", "Rules", ["Kernel"]),
        room("Bedrock", "Cryptography", ["Kernel", "COpenSSL"]),
        room("Bedrock", "Store", ["Kernel", logging]),
        room("Bedrock", "StoreSQLite", ["Kernel", "Store", grdb, sqlite, logging]),
        room("Bedrock", "StorePostgres", ["Kernel", "Store", "CPostgres", logging]),
        room("Bedrock", "Web", ["Kernel", "Cryptography", "Store", "CQRencode", "CZlib", hummingbird, nioCore, logging, metrics]),
        // Ground
        room("Ground", "Catalogue", ["Kernel", "Rules", "Cryptography", "Store", yams]),
        room("Ground", "Graph", ["Kernel", "Rules", "Catalogue"]),
        // Pillars
        room("Pillars", "Identity", ["Kernel", "Cryptography", "Store", "Web"]),
        room("Pillars", "Messages", ["Kernel", "Cryptography", "Store", "Web"]),
        // Stores
        room("Stores", "Licences", ["Kernel", "Cryptography", "Store", "Web", "Catalogue", "Identity"]),
        room("Stores", "DataCentre", ["Kernel", "Cryptography", "Store", "Web", "Catalogue", "Identity", "Messages", logging]),
        // Beam
        room(
            "Beam", "Cases",
            ["Kernel", "Rules", "Cryptography", "Store", "Web", "Catalogue", "Graph", "Identity", "Messages", "Licences", "DataCentre"]),
        // Rooms
        room(
            "Rooms", "Portal",
            ["Kernel", "Cryptography", "Store", "Web", "Catalogue", "Identity", "Messages", "Licences", "DataCentre", "Cases"]),
        room("Rooms", "Workshop", ["Kernel", "Cryptography", "Store", "Web", "Catalogue", "Graph", "Cases"]),
        room(
            "Rooms", "Exchange",
            ["Kernel", "Cryptography", "Store", "Web", "Catalogue", "Identity", "Licences", "DataCentre", "Cases"]),
        // Door
        room(
            "Door", "Platform",
            [
                "Kernel", "Rules", "Cryptography", "Store", "StoreSQLite", "StorePostgres", "Web", "Catalogue", "Identity", "Messages",
                "Licences", "DataCentre", "Cases", "Portal", "Workshop", "Exchange", hummingbird, nioCore, nioPosix, logging, lifecycle,
                metrics,
            ]),
        room(
            "Door", "DemoCity",
            ["Kernel", "Cryptography", "Store", "Web", "Catalogue", "Identity", "Messages", "Licences", "DataCentre", "Cases"]),
        room("Door", "Proving", ["Kernel", "Rules", "Catalogue", "Licences", "DataCentre", "DemoCity"]),
        program(
            "yiwang",
            [
                "Kernel", "Rules", "Cryptography", "Store", "Catalogue", "Graph", "Identity", "Licences", "DataCentre", "Cases", "Workshop",
                "Platform", "DemoCity", "Proving", argumentParser, logging,
            ]),
        program(
            "yiwang-bench",
            [
                "Kernel", "Cryptography", "Store", "StoreSQLite", "StorePostgres", "Web", "Catalogue", "Graph", "Identity", "Licences",
                "DataCentre",
                "Cases", "Platform", "DemoCity", argumentParser, grdb, yams, "CPostgres", logging,
            ]),
        // Tests
        .target(
            name: "TestSupport", dependencies: ["Kernel", "Store", "StoreSQLite", "StorePostgres", logging], path: "Tests/Support",
            swiftSettings: strict),
        tests("KernelTests", ["Kernel"]),
        tests("RulesTests", ["Kernel", "Rules"]),
        tests("CryptographyTests", ["Kernel", "Cryptography"]),
        tests("StoreTests", ["Kernel", "Store", "StoreSQLite", "StorePostgres", "TestSupport", logging]),
        tests("WebTests", ["Kernel", "Cryptography", "Store", "Web", "CZlib", "TestSupport", hummingbird, nioCore, logging]),
        tests("CatalogueTests", ["Kernel", "Rules", "Cryptography", "Store", "Catalogue", "TestSupport"]),
        tests("GraphTests", ["Kernel", "Rules", "Catalogue", "Graph"]),
        tests("IdentityTests", ["Kernel", "Cryptography", "Store", "Web", "Identity", "TestSupport"]),
        tests("MessagesTests", ["Kernel", "Cryptography", "Store", "Web", "Messages", "TestSupport"]),
        tests("LicencesTests", ["Kernel", "Cryptography", "Store", "Web", "Catalogue", "Identity", "Licences", "TestSupport"]),
        tests(
            "DataCentreTests",
            ["Kernel", "Cryptography", "Store", "Web", "Catalogue", "Identity", "Messages", "DataCentre", "TestSupport"]),
        tests(
            "CasesTests",
            [
                "Kernel", "Rules", "Cryptography", "Store", "Web", "Catalogue", "Graph", "Identity", "Messages", "Licences", "DataCentre",
                "Cases",
                "TestSupport",
            ]),
        tests(
            "WorkshopTests",
            [
                "Kernel", "Cryptography", "Store", "Web", "Catalogue", "Graph", "Identity", "Messages", "Licences", "DataCentre", "Cases",
                "Workshop",
                "TestSupport", logging,
            ]),
        tests(
            "ExchangeTests",
            [
                "Kernel", "Cryptography", "Store", "Web", "Catalogue", "Identity", "Messages", "Licences", "DataCentre", "Cases",
                "Exchange",
                "TestSupport", logging,
            ]),
        tests(
            "JourneyTests",
            [
                "Kernel", "Rules", "Cryptography", "Store", "Web", "Catalogue", "Graph", "Identity", "Messages", "Licences", "DataCentre",
                "Cases",
                "Portal", "Workshop", "Exchange", "Platform", "DemoCity", "Proving", "TestSupport", hummingbird, nioCore, logging,
            ]),
        tests(
            "ProvingTests",
            ["Kernel", "Rules", "Catalogue", "Licences", "DataCentre", "DemoCity", "Proving"]),
        tests("Guards", ["Kernel", "Store", "Web", "Catalogue", "Cases", "Platform", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
