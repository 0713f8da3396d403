import Foundation
import Kernel
import Platform
import Store
import TestSupport
import Testing
import Web

/// What must hold of every endpoint of every room.
struct EndpointTests {
    private static func endpoints() async throws -> [Endpoint] {
        try await TestEngine.sqlite.place { place in
            var settings = PlatformSettings()
            settings.home = SourceTree.root.path
            settings.demo = true  // it makes its own keys
            settings.keys.file = place.folder?.appendingPathComponent("keys.json").path ?? ""
            let database = try place.database()
            let ground = try await Groundwork.open(settings, database, try Home.find(settings.home))
            let endpoints = try Platform(settings, on: ground).site.endpoints
            await database.close()
            return endpoints
        }
    }

    @Test func `no two endpoints answer the same request`() async throws {
        let endpoints = try await Self.endpoints()
        #expect(endpoints.count > 40)
        var seen: Set<String> = []
        for endpoint in endpoints {
            let path = endpoint.servedPath.replacing(#/\{[^}]*\}/#, with: "{}")
            #expect(seen.insert("\(endpoint.method.rawValue) \(path)").inserted, "\(endpoint.method.rawValue) \(path)")
        }
    }

    @Test func `what changes something is for known people, apart from a short list`() async throws {
        // Signing in and out. One's own code is for whoever is signed in, applicant or staff, which the page itself sees to.
        // Verifying a licence is for anybody with a camera: it uses up the code that its holder shows, and nothing else.
        let open: Set<String> = [
            "/sign-in", "/sign-out", "/account/code", "/account/code-removal", "/v/{token}", "/verify", "/presentations/verify",
            "/exchange/systems/{code}/events", "/exchange/systems/{code}/licences", "/exchange/systems/{code}/licence-acts",
        ]
        // A department's system has no session: it is known by the signature on each message, which the act checks before anything else.
        for endpoint in try await Self.endpoints() where endpoint.method != .get && endpoint.access == .everyone {
            #expect(open.contains(endpoint.path), "\(endpoint.servedPath) is open to everyone")
        }
    }

    @Test func `every endpoint says what it is for in both languages`() async throws {
        for endpoint in try await Self.endpoints() {
            #expect(!endpoint.summary.zh.isEmpty && !endpoint.summary.en.isEmpty, "\(endpoint.name)")
        }
    }

    @Test func `a list goes on after a place, whichever way it runs`() async throws {
        let endpoints = try await Self.endpoints()
        let members = endpoints.flatMap { endpoint in (endpoint.query?.members ?? []).map { (endpoint.name, $0.name) } }
        #expect(members.filter { $0.1 == "before" }.map(\.0) == [])
        #expect(members.contains { $0.1 == "after" })
    }

    @Test func `programs are told what they send and get`() async throws {
        for endpoint in try await Self.endpoints() where endpoint.face == .api {
            if endpoint.method == .get { #expect(endpoint.gives != nil, "\(endpoint.name) gives nothing that it states") }
        }
    }

    @Test func `what staff do is for staff and what concerns one person is for that person`() async throws {
        for endpoint in try await Self.endpoints() where endpoint.path.hasPrefix("/console") {
            switch endpoint.access {
            case .staff, .anyStaff: continue
            default: Issue.record("\(endpoint.method.rawValue) \(endpoint.path) is not for staff")
            }
        }
    }
}
