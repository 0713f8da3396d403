import Kernel
import Store
import TestSupport
import Testing
import Web

@testable import Identity

/// Who is behind the staff of a department.
struct EntrustedTests {
    @Test(arguments: TestDatabases.each())
    func `a department's stewards are told as persons, or where it has none those of every department`(
        _ engine: TestEngine
    ) async throws {
        try await engine.with(IdentityFixture.migrations) { database in
            let fixture = try await IdentityFixture(database)
            let (identity, clock) = (fixture.identity, fixture.clock)
            func member(_ person: Person?, _ department: String?, role: Role = .steward, region: RegionCode = .shanghai) -> Staff {
                let id = clock.newID()
                return Staff(
                    id: id, number: id.rawValue, name: "甲", person: person?.id,
                    scope: Scope(grants: [Scope.Grant(role: role, department: department, region: region)]))
            }
            let district = try #require(RegionCode("310104"))
            let staff = [
                member(fixture.mother, "gaj"), member(fixture.mother, "gaj"), member(nil, "gaj"),
                member(fixture.other, "gaj", role: .reviewer),
                member(fixture.other, "gaj", region: district), member(fixture.other, nil),
            ]
            try await database.write { try identity.insert(staff: staff, in: $0) }
            func told(_ department: String) async throws -> [ID] {
                try await database.read { try identity.persons(holding: [.steward], for: department, in: $0) }
            }
            #expect(try await told("gaj") == [fixture.mother.id])
            #expect(try await told("mzj") == [fixture.other.id])
            // Of a matter in a place also those who hold the role for that place only.
            let street = try #require(RegionCode("310104003"))
            func there(_ roles: Set<Role>) async throws -> Set<ID> {
                Set(try await database.read { try identity.persons(holding: roles, for: "gaj", at: street, in: $0) })
            }
            #expect(try await there([.steward]) == [fixture.mother.id, fixture.other.id])
            #expect(try await there([.reviewer]) == [fixture.other.id])
            #expect(try await there([.approver]).isEmpty)
        }
    }
}
